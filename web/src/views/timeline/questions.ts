import { effect } from '@preact/signals'
import type { Answer } from '../../link/answer.js'
import { count } from '../../parts/units.js'
import { type Asking, ask, type Question } from '../../session/ask.js'
import { filter, includeSystem, wireFilter } from '../../session/filter.js'
import { range, shown } from '../../session/range.js'
import { GoroutinesOrder, TermField } from '../../session/schema.js'
import { sites } from '../../session/session.js'
import { laneScope, selectionInSight } from './chosen.js'
import { LaneQuestion } from './lanequestion.js'
import { tailQuestion, wholeQuestion } from './plan.js'
import type { TimelineState } from './state.js'

/** A state for nearly every frame, if the answers come as fast. */
const TAIL_MS = 16
/** New lanes and resolutions take longer to answer; meanwhile the tail goes on. */
const WHOLE_MS = 50
/** The choice of lanes is not to flicker. */
const CHOICE_MS = 2 ** 32 / 1e6
/** Rows and sizes change seldom; what the range lacks is asked for without looking. */
const WAKE_MS = 50
/** A range that has not been moved for so long is where somebody looks. */
const STILL_MS = 250
const WAKEUPS_MS = 150
/** Where a screen holds more time than this, there are more wake-ups than can be drawn, and those of the selection only are asked for. */
const WAKEUPS_SPAN_NS = 50e6
const WAKEUPS_MAX = 2000

/** Goroutines that ran are looked for until there are so many. */
const RAN_MAX = 40
/** As many as an answer may hold. */
const MATCHED_MAX = 1000

/** What a timeline asks: spans, which goroutines are worth a lane, and wake-ups. */
export class Questions {
  readonly #state: TimelineState
  readonly #whole: LaneQuestion
  readonly #tail: LaneQuestion
  readonly #others: Asking[] = []
  readonly #ends: (() => void)[] = []
  #lookedMs = Number.NEGATIVE_INFINITY

  constructor(state: TimelineState) {
    this.#state = state
    this.#whole = new LaneQuestion(state, wholeQuestion, WHOLE_MS)
    this.#tail = new LaneQuestion(state, tailQuestion, TAIL_MS)
    this.#others.push(
      ask(
        () => this.#askSelected(),
        answer => this.#takeSelected(answer),
        { everyMs: WAKEUPS_MS },
      ),
      ask(
        () => this.#askWakeups(),
        answer => this.#takeWakeups(answer),
        { everyMs: WAKEUPS_MS },
      ),
    )
    if (state.goroutines) this.#chooseWhenStill()
  }

  stop(): void {
    for (const end of this.#ends) end()
    this.#whole.stop()
    this.#tail.stop()
    for (const asking of this.#others) asking.stop()
  }

  /** While the range is dragged the lanes stay: rows that come and go under the pointer cannot be followed. */
  #chooseWhenStill(): void {
    let movedMs = Number.NEGATIVE_INFINITY
    let timer = 0
    const isStill = () => range.peek().following || performance.now() - movedMs >= STILL_MS
    const asking = ask(
      () => (isStill() ? askChoice() : undefined),
      answer => this.#takeChoice(answer),
      { everyMs: CHOICE_MS },
    )
    let first = true
    const unwatch = effect(() => {
      void range.value
      if (!first) movedMs = performance.now()
      first = false
      clearTimeout(timer)
      timer = setTimeout(() => asking.again(), STILL_MS + 20)
    })
    this.#others.push(asking)
    this.#ends.push(unwatch, () => clearTimeout(timer))
  }

  /** Called in every frame: looks from time to time whether the screen lacks something. */
  wake(nowMs: number): void {
    if (nowMs - this.#lookedMs < WAKE_MS) return
    this.#lookedMs = nowMs
    this.#whole.wake()
    this.#tail.wake()
  }

  /** Something else has been selected, or rows have been added. */
  again(): void {
    for (const asking of this.#others) asking.again()
  }

  #takeChoice(answer: Answer): void {
    const ran = selectionInSight() ? undefined : this.#ranInView()
    this.#state.choice.take(answer, filter.peek().terms.length > 0, ran)
    this.#state.takeMatched(answer)
    this.#state.refreshRows()
  }

  /** Goroutines of exact spans of Ps in view that the filter does not dim. */
  #ranInView(): Map<number, number> {
    const ran = new Map<number, number>()
    const { firstNs, lastNs } = shown()
    for (const lane of this.#state.store.ps.lanes) {
      for (let index = lane.firstAfter(firstNs); index < lane.to && ran.size < RAN_MAX; index++) {
        if (lane.beginNs[index]! >= lastNs) break
        const site = lane.site[index]!
        const counts = includeSystem.peek() || !sites.peek().get(site).system
        if (lane.merged[index] === 0 && lane.dim[index] === 0 && counts) ran.set(lane.goid[index]!, site)
      }
    }
    return ran
  }

  /** All wake-ups, where they can be told apart. */
  #askWakeups(): Question | undefined {
    const { firstNs, lastNs } = shown()
    if (lastNs - firstNs <= WAKEUPS_SPAN_NS) return this.#wakeupsOf(firstNs, lastNs)
    this.#state.wakeups = undefined
    return undefined
  }

  #askSelected(): Question | undefined {
    const selected = this.#state.selected.peek()
    if (!selected || selected.row.kind === 'site') return undefined
    const { firstNs, lastNs } = shown()
    const terms = [{ field: TermField.GOID, values: [selected.span.goid] }]
    return { ...this.#wakeupsOf(firstNs, lastNs), filter: { system: true, terms } }
  }

  #wakeupsOf(firstNs: number, lastNs: number): Question {
    const rows = this.#state.rows.peek().filter(row => row.kind === 'goroutine')
    return {
      first_ns: Math.floor(firstNs),
      last_ns: Math.ceil(lastNs),
      lanes: { pixel_ns: lastNs - firstNs, ps: true, goids: rows.map(row => row.id), arrows: WAKEUPS_MAX },
    }
  }

  #takeWakeups({ lanes }: Answer): void {
    this.#state.wakeups = lanes?.arrows
    const left = lanes?.arrows_omitted ?? 0
    this.#state.note(
      'wakeups',
      left > 0 ? `${count(left)} later wake-ups are not drawn; zoom in to see all.` : '',
    )
    this.#state.dirty = true
  }

  #takeSelected({ lanes }: Answer): void {
    this.#state.selectedWakeups = lanes?.arrows
    const left = lanes?.arrows_omitted ?? 0
    const goid = this.#state.selected.peek()?.span.goid
    const text = `${count(left)} later wake-ups of goroutine ${goid} are not drawn; zoom in to see all.`
    this.#state.note('selected', left > 0 && goid ? text : '')
    this.#state.dirty = true
  }
}

function askChoice(): Question | undefined {
  const { firstNs, lastNs, worst } = laneScope()
  const filtered = filter.peek().terms.length > 0
  return {
    first_ns: Math.floor(firstNs),
    last_ns: Math.ceil(lastNs),
    filter: wireFilter(),
    worst: { ...worst, limit: 1000 },
    goroutines: {
      order: GoroutinesOrder.BY_TIME_IN_STATE,
      descending: true,
      limit: filtered ? MATCHED_MAX : 0,
      by_site: true,
    },
  }
}
