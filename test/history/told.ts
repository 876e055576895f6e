import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Kind } from '../../lib/contract.gen.js'
import { History, type HistoryOptions, type LiveColumns } from '../../lib/history/history.js'
import { Model } from '../../lib/model/model.js'
import { REASON_NONE, State, TransitionBatch, type TransitionSink } from '../../lib/model/transition.js'
import { SampleSource } from '../../lib/source/sample.js'
import { ClientMessage, ServerMessage, type WireAnswer, type WireQuery } from '../../lib/stream/wire.js'

const samplePath = fileURLToPath(new URL('../../../targets/sample/service.rqsample', import.meta.url))

/** One transition; the fields of a batch's columns. */
export interface Row {
  timeNs: number
  sinceNs: number
  createdNs: number
  goid: number
  other: number
  tid: number
  site: number
  p: number
  kind: number
  from: number
  to: number
  reason: number
  endedReason: number
  flags: number
}

const fields = [
  'timeNs',
  'sinceNs',
  'createdNs',
  'goid',
  'other',
  'tid',
  'site',
  'p',
  'kind',
  'from',
  'to',
  'reason',
  'endedReason',
  'flags',
] as const satisfies (keyof Row)[]

/** The rows of a batch, copied. */
export function rowsOf(batch: TransitionBatch): Row[] {
  return Array.from(
    { length: batch.length },
    (_, row) => Object.fromEntries(fields.map(field => [field, batch[field][row]])) as unknown as Row,
  )
}

/** Tells rows to sinks, `size()` at a time. */
export function tell(rows: readonly Row[], sinks: readonly TransitionSink[], size: () => number): void {
  const batch = new TransitionBatch(4096)
  for (let at = 0; at < rows.length; at += batch.length) {
    batch.length = Math.min(rows.length - at, size(), batch.capacity)
    for (let row = 0; row < batch.length; row++)
      for (const field of fields) batch[field][row] = rows[at + row]![field]
    for (const sink of sinks) sink(batch)
  }
}

/** All that the sample's session told, through a model; `sinks` hear it, too. @param onModel called before it begins */
export async function sampleRows(
  sinks: readonly TransitionSink[] = [],
  onModel?: (model: Model) => void,
): Promise<{ rows: Row[]; model: Model }> {
  const source = new SampleSource(samplePath)
  const baseNs = source.now()
  const model = new Model({ baseNs, siteKinds: source.siteKinds, resolve: source.resolve })
  onModel?.(model)
  const rows: Row[] = []
  model.addSink(batch => rows.push(...rowsOf(batch)))
  for (const sink of sinks) model.addSink(sink)
  await new Promise<void>(resolve => {
    source.start({
      batch: (bytes, slots) => model.push(bytes, slots),
      gap: () => {
        throw new Error('the sample holds no gap')
      },
      targetGone: () => resolve(),
    })
    const snapshot = source.snapshot()
    if (snapshot) model.applySnapshot(snapshot)
  })
  model.end()
  return { rows, model }
}

export const noLive: LiveColumns = {
  timeNs: 0,
  length: 0,
  goid: new Float64Array(0),
  sinceNs: new Float64Array(0),
  createdNs: new Float64Array(0),
  site: new Uint32Array(0),
  tid: new Uint32Array(0),
  state: new Uint8Array(0),
  reason: new Uint8Array(0),
  flags: new Uint8Array(0),
}

/** A history that answers on this thread and ends with the test; no goroutines live unless told otherwise. */
export function historyOf(t: TestContext, options: Partial<HistoryOptions> = {}): History {
  const history = new History({
    bytesMax: 64 << 20,
    getLive: () => structuredClone(noLive),
    getStates: () => new Float64Array(6),
    inThread: true,
    ...options,
  })
  t.after(() => history.close())
  return history
}

/** Asks and decodes; throws if it was refused. */
export async function ask(history: History, query: WireQuery): Promise<WireAnswer> {
  const frame = await history.ask('test', ClientMessage.encode({ query: { id: 7, ...query } }).finish())
  const { answer } = ServerMessage.decode(frame)
  if (!answer) throw new Error('the frame holds no answer')
  if (answer.refused) throw new Error(answer.refused)
  return answer
}

/** A pseudo-random number from 0 to below 1, the same ones for the same seed. */
export type Random = () => number

export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 0x100000000
  }
}

const changes: [kind: number, from: number, to: number][] = [
  [Kind.CREATE, State.NotExist, State.Runnable],
  [Kind.READY, State.Waiting, State.Runnable],
  [Kind.RUN, State.Runnable, State.Running],
  [Kind.RUN, State.Runnable, State.Running],
  [Kind.PARK, State.Running, State.Waiting],
  [Kind.GOSCHED, State.Running, State.Runnable],
  [Kind.EXIT, State.Running, State.NotExist],
  [Kind.CORO_SWITCH, State.Waiting, State.Running],
  [Kind.SYSCALL_ENTER, State.Running, State.Syscall],
  [Kind.SYSCALL_RETURN, State.Syscall, State.Running],
  [Kind.SYSCALL_EXIT, State.Syscall, State.Runnable],
  [Kind.SYSCALL_EXIT, State.Running, State.Runnable],
  [Kind.NEEDM, State.NotExist, State.Syscall],
  [Kind.DROPM, State.Syscall, State.NotExist],
]

/** A length of any magnitude up to days, in whole ns; sometimes not known. */
function anyLength(next: Random): number {
  const kind = next()
  if (kind < 0.1) return Number.NaN
  if (kind < 0.15) return 0
  return Math.floor(2 ** (next() * (kind < 0.2 ? 48 : 30)))
}

/**
 * Rows of every sort, one by one legal and otherwise without a story: what the past keeps it must keep whatever it is.
 * @param stepNs mean time between rows
 */
export function randomRows(count: number, seed: number, stepNs: number): Row[] {
  const next = randomOf(seed)
  let nowNs = 1e15
  return Array.from({ length: count }, () => {
    nowNs += Math.floor(next() * 2 * stepNs)
    const late = next() < 0.02 ? Math.floor(next() * 3e6) : 0
    const [kind, from, to] = changes[Math.floor(next() * changes.length)]!
    const timeNs = nowNs - late
    const wide = next() < 0.05
    return {
      timeNs,
      sinceNs: timeNs - (from === State.NotExist ? Number.NaN : anyLength(next)),
      createdNs: timeNs - (to === State.NotExist ? anyLength(next) : Number.NaN),
      goid: 1 + Math.floor(next() * (wide ? 2 ** 40 - 2 : 300)),
      other: to === State.NotExist ? 0 : Math.floor(next() * (wide ? 2 ** 40 - 2 : 300)),
      tid: 1000 + Math.floor(next() * 12),
      site: Math.floor(next() * (wide ? 65536 : 9)),
      p: next() < 0.1 ? 65535 : Math.floor(next() * 8),
      kind,
      from,
      to,
      reason: to === State.Waiting ? Math.floor(next() * 5) : REASON_NONE,
      endedReason: from === State.Waiting ? Math.floor(next() * 5) : REASON_NONE,
      flags:
        Math.floor(next() * 1.2) | (to === State.Running && next() < 0.3 ? 2 : 0) | (next() < 0.01 ? 4 : 0),
    }
  })
}
