import assert from 'node:assert/strict'
import { Kind } from '../../lib/contract.gen.js'
import {
  Flag,
  type Gap,
  REASON_NONE,
  State,
  stateNames,
  type TransitionBatch,
} from '../../lib/model/transition.js'

interface Known {
  to: number
  timeNs: number
  reason: number
  kind: number
  createdNs: number
}

/** Kind → `from>to` that its rows may show; written down a second time, on purpose apart from lib/model/rule.ts. */
const legal: Record<number, string[]> = {
  [Kind.CREATE]: ['notexist>runnable', 'notexist>waiting'],
  [Kind.READY]: ['waiting>runnable'],
  [Kind.RUN]: ['runnable>running'],
  [Kind.PARK]: ['running>waiting'],
  [Kind.GOSCHED]: ['running>runnable'],
  [Kind.YIELD]: ['running>runnable'],
  [Kind.PREEMPT_PARK]: ['running>waiting'],
  [Kind.EXIT]: ['running>notexist'],
  [Kind.CORO_SWITCH]: ['waiting>running', 'running>waiting'],
  [Kind.SYSCALL_EXIT]: ['syscall>runnable', 'running>runnable'],
  [Kind.SYSCALL_ENTER]: ['running>syscall'],
  [Kind.SYSCALL_RETURN]: ['syscall>running'],
  // The latter where system calls have no probes.
  [Kind.NEEDM]: ['notexist>syscall', 'notexist>running'],
  [Kind.DROPM]: ['syscall>notexist', 'running>notexist'],
}

/** Re-checks everything a model emits. Add `sink` and `onGap` to the model, and ask for `inversions` at the end. */
export class Validator {
  rows = 0
  /** Rows older than the row before; at most as many as the model counted late. */
  inversions = 0
  private lastNs = -Infinity
  private readonly known = new Map<number, Known>()
  private readonly exited = new Set<number>()
  private readonly gaps: Gap[] = []

  readonly onGap = (gap: Gap): void => {
    this.gaps.push(gap)
  }

  readonly sink = (batch: TransitionBatch): void => {
    assert.ok(batch.length > 0 && batch.length <= batch.capacity)
    for (let row = 0; row < batch.length; row++) this.check(batch, row)
  }

  private check(batch: TransitionBatch, row: number): void {
    this.rows++
    const timeNs = batch.timeNs[row]
    const sinceNs = batch.sinceNs[row]
    const createdNs = batch.createdNs[row]
    const goid = batch.goid[row]
    const from = batch.from[row]
    const to = batch.to[row]
    const kind = batch.kind[row]
    const flags = batch.flags[row]
    const text = `row ${this.rows}: ${timeNs} g${goid} ${stateNames[from]} → ${stateNames[to]}`
    const before = this.known.get(goid)

    if (timeNs < this.lastNs) this.inversions++
    this.lastNs = Math.max(this.lastNs, timeNs)
    assert.ok(Number.isSafeInteger(goid) && goid > 0, text)
    assert.ok(legal[kind]?.includes(`${stateNames[from]}>${stateNames[to]}`), `${text}: illegal for ${kind}`)

    const lost = before !== undefined && this.overlaps(before.timeNs, timeNs)
    if (Number.isNaN(sinceNs)) {
      assert.ok(
        before === undefined ||
          lost ||
          flags & Flag.Disagreement ||
          this.exited.has(goid) ||
          this.gaps.some(gap => gap.firstNs < timeNs),
        `${text}: its start is known and not told`,
      )
    } else {
      assert.ok(before, `${text}: an interval without a beginning`)
      assert.equal(sinceNs, before.timeNs, `${text}: begins at another time than the last row`)
      assert.equal(from, before.to, `${text}: begins in another state than the last row`)
      assert.ok(sinceNs <= timeNs, `${text}: ends before it begins`)
      assert.ok(!lost, `${text}: crosses a gap`)
      assert.ok(!(flags & Flag.Disagreement), `${text}: contradicted, and told`)
      if (from === State.Waiting) assert.equal(batch.endedReason[row], before.reason, `${text}: other reason`)
    }
    if (before && !lost && from !== before.to) {
      assert.ok(flags & Flag.Disagreement, `${text}: contradicts ${stateNames[before.to]}, not flagged`)
    }
    if (from !== State.Waiting) assert.equal(batch.endedReason[row], REASON_NONE, text)
    if (to !== State.Waiting && kind !== Kind.GOSCHED) assert.equal(batch.reason[row], REASON_NONE, text)
    if (flags & Flag.FirstRun) {
      assert.equal(to, State.Running, text)
      assert.equal(before?.kind, Kind.CREATE, `${text}: not the first run`)
      assert.equal(sinceNs, before?.timeNs, text)
    }
    if (!Number.isNaN(createdNs)) {
      assert.equal(to, State.NotExist, text)
      assert.equal(createdNs, before?.createdNs, `${text}: created at another time`)
      assert.ok(!this.overlaps(createdNs, timeNs), `${text}: its life crosses a gap`)
    }

    if (to === State.NotExist) {
      this.known.delete(goid)
      this.exited.add(goid)
    } else {
      const born = kind === Kind.CREATE || kind === Kind.NEEDM ? timeNs : (before?.createdNs ?? Number.NaN)
      this.known.set(goid, { to, timeNs, reason: batch.reason[row], kind, createdNs: born })
    }
  }

  private overlaps(sinceNs: number, endNs: number): boolean {
    return this.gaps.some(gap => sinceNs < gap.lastNs && endNs > gap.firstNs)
  }
}
