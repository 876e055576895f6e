import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { oldTraceReason, traceReason } from './reason.js'
import type { Step, Word } from './step.js'

/** What `runqscope attach --json --transitions` printed, as far as the comparison needs it. */
export interface Recording {
  version: string
  go_version: string
  /** Whether system calls were seen. */
  syscalls: boolean
  base_ns: bigint
  /** From when on every transition is told, ns since base. */
  armed_ns: number
  /** Until when, ns since base. */
  ended_ns: number
  steps: Step[]
  /** Rows whose `since_ns` or `from` contradicts the goroutine's row before. */
  broken: number
  /** Rows earlier than the goroutine's row before. */
  backward: number
  lost: number
  lost_by_cause: Record<string, number>
  produced: number
  undetermined: number
  /** Gaps that were told while it ran. */
  gaps: number
  /** Rows that were not written because this reader was too slow. */
  unwritten: number
}

interface Line {
  type: string
  time_ns: number
  since_ns: number | null
  goid: number
  kind: string
  from: Word
  to: Word
  reason: string | null
  p: number | null
  tid: number
  other: number
  version: string
  go_version: string
  base_ns: string
  syscalls?: boolean
  lost: number
  lost_by_cause: Record<string, number>
  produced: number
  undetermined: number
  transitions: number
  duration_ns: number
}

/** RQS_NO_P of bpf/contract.h. */
const NO_P = 0xffff

/** Reads the NDJSON of one session; throws if the summary or another line that must be there is missing. */
export async function readRecording(path: string): Promise<Recording> {
  const steps: Step[] = []
  const last = new Map<number, { row: Line; step: Step }>()
  let hello: Line | undefined
  let armed_ns: number | undefined
  let summary: Line | undefined
  let [broken, backward, gaps, unwritten] = [0, 0, 0, 0]
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    const line = JSON.parse(text) as Line
    switch (line.type) {
      case 'hello':
        hello = line
        break
      case 'armed':
        armed_ns = line.time_ns
        break
      case 'gap':
        gaps++
        break
      case 'sink_loss':
        unwritten += line.transitions
        break
      case 'summary':
        summary = line
        break
      case 'transition': {
        const before = last.get(line.goid)
        if (before) {
          const { row } = before
          if (line.time_ns < row.time_ns) backward++
          // A goroutine that C threads borrow comes again: what it was not in between is no interval.
          const reborn = row.to === 'notexist' && line.kind === 'NEEDM'
          if (line.from !== row.to || line.since_ns !== (reborn ? null : row.time_ns)) broken++
        }
        const step = stepOf(line, minorOf(hello) < 22)
        if (hello?.syscalls) settle(step, line, before)
        else if (line.kind === 'SYSCALL_EXIT') step.excluded = 'blocked syscall exit'
        else if (before?.row.kind === 'SYSCALL_EXIT') step.excluded = 'start after blocked syscall exit'
        last.set(line.goid, { row: line, step })
        steps.push(step)
        break
      }
    }
  }
  if (!hello || armed_ns === undefined || !summary)
    throw new Error(`${path}: no ${!hello ? 'hello' : armed_ns === undefined ? 'armed' : 'summary'} line`)
  return {
    version: hello.version,
    go_version: hello.go_version,
    syscalls: hello.syscalls ?? false,
    base_ns: BigInt(hello.base_ns),
    armed_ns,
    ended_ns: armed_ns + summary.duration_ns,
    steps,
    broken,
    backward,
    lost: summary.lost,
    lost_by_cause: summary.lost_by_cause,
    produced: summary.produced,
    undetermined: summary.undetermined,
    gaps,
    unwritten,
  }
}

const minorOf = (hello: Line | undefined) => Number(hello?.go_version.match(/^go1\.(\d+)/)?.[1] ?? Number.NaN)

/**
 * A goroutine of Go 1.26 or later that comes back from a system call without a P and finds none either. Where runqscope
 * could not foresee that it says that the goroutine returned, and then that the call ended.
 */
function settle(step: Step, line: Line, before: { row: Line; step: Step } | undefined): void {
  if (line.kind !== 'SYSCALL_EXIT' || line.from !== 'running') return
  if (before?.row.kind !== 'SYSCALL_RETURN' || before.step.p >= 0) return
  before.step.excluded = 'gave up late'
  step.from = 'syscall'
}

function stepOf(line: Line, old: boolean): Step {
  const reason = traceReason(line.kind, line.reason)
  return {
    time_ns: line.time_ns,
    goid: line.goid,
    from: line.from,
    to: line.to,
    reason: old ? oldTraceReason(line.kind, reason) : reason,
    other: line.other,
    tid: line.tid,
    p: line.p === null || line.p === NO_P ? -1 : line.p,
    excluded: '',
  }
}
