import type { TransitionColumns, WireHello } from '../../../lib/stream/wire.js'
import { REASON_NONE, reasonName } from '../session/reasons.js'

/** `State` number of a waiting goroutine. */
const WAITING = 4
/** Bit of `flags`: the state before contradicted what was known. */
const DISAGREEMENT = 4

/** Writes transitions as `--transitions` does: one line of JSON each. Pure. */
export class TransitionLines {
  readonly #kinds: string[] = []
  readonly #states: string[]
  readonly #reasons: string[]
  readonly #gosched: number

  constructor(hello: WireHello) {
    const kinds = Object.entries(hello.kinds ?? {})
    for (const [kind, name] of kinds) this.#kinds[Number(kind)] = JSON.stringify(name)
    this.#gosched = Number(kinds.find(([, name]) => name === 'GOSCHED')?.[0] ?? -1)
    this.#states = (hello.states ?? []).map(name => JSON.stringify(name))
    this.#reasons = Array.from({ length: 256 }, (_, reason) =>
      JSON.stringify(reasonName(reason, hello.wait_reasons ?? [])),
    )
  }

  /** Rows [first, last). */
  text(rows: TransitionColumns, first = 0, last = rows.rows): string {
    let text = ''
    for (let row = first; row < last; row++) text += this.#line(rows, row)
    return text
  }

  #line(rows: TransitionColumns, row: number): string {
    const sinceNs = rows.since_ns[row]!
    const kind = rows.kind[row]!
    const disagreement = rows.flags[row]! & DISAGREEMENT ? ',"disagreement":true' : ''
    return (
      `{"type":"transition","time_ns":${rows.time_ns[row]}` +
      `,"since_ns":${Number.isNaN(sinceNs) ? 'null' : sinceNs},"goid":${rows.goid[row]}` +
      `,"kind":${this.#kinds[kind] ?? 'null'},"from":${this.#state(rows.from[row]!)}` +
      `,"to":${this.#state(rows.to[row]!)},"reason":${this.#reason(rows, row, kind)}` +
      `,"p":${rows.p[row]},"tid":${rows.tid[row]},"other":${rows.other[row]},"site":${rows.site[row]}${disagreement}}\n`
    )
  }

  #state(state: number): string {
    return this.#states[state] ?? 'null'
  }

  #reason(rows: TransitionColumns, row: number, kind: number): string {
    const reason = rows.reason[row]!
    if (kind === this.#gosched) return reason === 1 ? '"preempted"' : '"yield"'
    if (rows.to[row] !== WAITING || reason === REASON_NONE) return 'null'
    return this.#reasons[reason]!
  }
}
