import { NO_P } from '../../lib/contract.gen.js'
import { Chunk, chunkBytes, LATE_NS } from '../../lib/history/chunk.js'
import type { Past, Work } from '../../lib/history/past.js'
import { Writer } from '../../lib/history/writer.js'
import { Flag, State, TransitionBatch } from '../../lib/model/transition.js'
import type { Random } from '../model/world.js'

const CAPACITY = 192

/** A row as the model would tell it. */
export interface Row {
  timeNs: number
  sinceNs: number
  createdNs: number
  goid: number
  other: number
  site: number
  p: number
  kind: number
  from: number
  to: number
  reason: number
  endedReason: number
  flags: number
  /** Still in the past. */
  kept: boolean
}

interface Gap {
  firstNs: number
  lastNs: number
}

/** Makes some rows contradict what was known: then the interval that they end is dropped. */
export function contradict(rows: Row[], next: Random): void {
  for (const row of rows) {
    if (row.from === State.NotExist || next() > 0.03) continue
    row.flags |= Flag.Disagreement
    row.sinceNs = Number.NaN
  }
}

/** Delays some rows behind others that have nothing to do with them. */
export function delay(rows: Row[], gaps: readonly Gap[], next: Random): void {
  for (let i = 0; i + 10 < rows.length; i++) {
    if (next() > 0.02) continue
    const row = rows[i]
    let to = i
    const related = (other: Row) => other.goid === row.goid || other.p === row.p || other.other === row.goid
    const across = (other: Row) => gaps.some(({ firstNs }) => row.timeNs > firstNs !== other.timeNs > firstNs)
    while (to + 1 < Math.min(rows.length, i + 9) && !related(rows[to + 1]) && !across(rows[to + 1])) to++
    rows.splice(i, 1)
    rows.splice(to, 0, row)
  }
}

/** Writes rows and losses into chunks of a past, and has it forget the oldest of them. */
export function deliver(past: Past, rows: readonly Row[], gaps: readonly Gap[], forgotten: number): void {
  const chunks: Row[][] = []
  let open: Row[] = []
  const writer = new Writer(
    {
      open: firstNs => {
        const id = chunks.length
        const memory = new SharedArrayBuffer(chunkBytes(CAPACITY))
        const baseNs = Math.floor(firstNs) - LATE_NS
        open = []
        chunks.push(open)
        past.add(new Chunk(id, memory, CAPACITY, baseNs))
        return new Chunk(id, memory, CAPACITY, baseNs)
      },
      skipped: () => {
        throw new Error('a chunk was always to be had')
      },
    },
    () => new Float64Array(6),
  )
  const tell = ({ firstNs, lastNs }: Gap) => {
    writer.gap(firstNs, lastNs)
    past.addGap({ firstNs, lastNs, lost: {} })
  }
  let gap = 0
  const batch = new TransitionBatch(1)
  for (const row of rows) {
    for (; gap < gaps.length && row.timeNs > gaps[gap].firstNs; gap++) tell(gaps[gap])
    write(batch, row)
    writer.append(batch)
    open.push(row)
  }
  for (; gap < gaps.length; gap++) tell(gaps[gap])
  past.refresh()
  // Everything up to and with the newest row is in.
  past.lastNs++
  for (const { id } of past.chunks.slice(0, forgotten)) {
    past.remove(id)
    for (const row of chunks[id]) row.kept = false
  }
}

function write(batch: TransitionBatch, row: Row): void {
  batch.length = 1
  batch.timeNs[0] = row.timeNs
  batch.sinceNs[0] = row.sinceNs
  batch.createdNs[0] = row.createdNs
  batch.goid[0] = row.goid
  batch.other[0] = row.other
  batch.tid[0] = row.p === NO_P ? 99 : 100 + row.p
  batch.site[0] = row.site
  batch.p[0] = row.p
  batch.kind[0] = row.kind
  batch.from[0] = row.from
  batch.to[0] = row.to
  batch.reason[0] = row.reason
  batch.endedReason[0] = row.endedReason
  batch.flags[0] = row.flags
}

/** Runs a part of an answer to its end. */
export function finished<T>(work: Work<T> | T): T {
  if (typeof (work as Work<T>).next !== 'function') return work as T
  const steps = work as Work<T>
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}
