import type { Answer } from '../../link/answer.js'
import { count } from '../../parts/units.js'
import { type Asking, ask, type Question } from '../../session/ask.js'
import { shown } from '../../session/range.js'
import { arriving, history } from '../../session/session.js'
import type { Wanted } from './plan.js'
import { ROW } from './plot.js'
import { unitsOf } from './rows.js'
import type { TimelineState } from './state.js'
import type { Asked } from './store.js'

/** Rows asked for beyond those in sight, so that scrolling finds them painted. */
const ROWS_BESIDE = 8
/** Lanes of one question; fewer after an answer that could not hold all spans. */
const UNITS_MAX = 300

/** Asks for spans again and again, as a plan says. */
export class LaneQuestion {
  readonly #state: TimelineState
  readonly #plan: (wanted: Wanted, unitsMax: number) => Asked | undefined
  readonly #asking: Asking
  #asked: Asked | undefined
  #unitsMax = UNITS_MAX
  /** It has been told to ask, which it does in the next frame at the earliest. */
  #woken = false

  constructor(
    state: TimelineState,
    plan: (wanted: Wanted, unitsMax: number) => Asked | undefined,
    everyMs: number,
  ) {
    this.#state = state
    this.#plan = plan
    this.#asking = ask(
      () => this.#ask(),
      answer => this.#take(answer),
      { everyMs },
    )
  }

  stop(): void {
    this.#asking.stop()
  }

  /** Asks if the plan wants to and no question is on its way. */
  wake(): void {
    if (this.#asked || this.#woken || !this.#plan(this.#wanted(), this.#unitsMax)) return
    this.#woken = true
    this.#asking.again()
  }

  #ask(): Question | undefined {
    this.#woken = false
    this.#asked = undefined
    if (this.#state.plot.width === 0) return undefined
    const wanted = this.#wanted()
    this.#state.store.want(wanted.units)
    const asked = this.#plan(wanted, this.#unitsMax)
    this.#asked = asked
    if (!asked) return undefined
    return {
      first_ns: asked.firstNs,
      last_ns: asked.lastNs,
      lanes: {
        pixel_ns: asked.pixelNs,
        ps: asked.units.some(unit => unit.kind === 'ps'),
        goids: asked.units.filter(unit => unit.kind === 'goid').map(unit => unit.id),
        sites: asked.units.filter(unit => unit.kind === 'site').map(unit => unit.id),
      },
    }
  }

  #take(answer: Answer): void {
    const asked = this.#asked
    this.#asked = undefined
    const { store } = this.#state
    this.#state.note('refused', answer.refused)
    if (!asked || answer.refused) return
    const ps = store.ps.lanes.length
    const taken = store.accept(asked, answer)
    this.#unitsMax = taken
      ? Math.min(UNITS_MAX, Math.ceil(this.#unitsMax * 1.25))
      : Math.max(1, asked.units.length >> 1)
    const left = taken ? store.omitted : 0
    this.#state.note(
      'omitted',
      left > 0 ? `${count(left)} spans do not fit into an answer and are not drawn.` : '',
    )
    if (asked.extend) {
      const { firstNs, lastNs } = shown()
      store.dropBefore(firstNs - (lastNs - firstNs))
    }
    if (store.ps.lanes.length !== ps) this.#state.refreshRows()
    this.#state.arrived()
  }

  #wanted(): Wanted {
    const { plot, store, rows } = this.#state
    const { firstNs, lastNs } = shown()
    const past = history.peek()
    const first = plot.firstRow - ROWS_BESIDE
    const end = plot.firstRow + Math.ceil(plot.height / ROW) + ROWS_BESIDE
    return {
      units: unitsOf(rows.peek(), store.ps, first, end),
      firstNs,
      lastNs,
      screenPixelNs: (lastNs - firstNs) / Math.max(1, plot.width),
      pastFirstNs: past?.first_ns ?? 0,
      // While it goes on there is always more than was told last.
      pastLastNs: arriving.peek() ? Infinity : (past?.last_ns ?? 0),
    }
  }
}
