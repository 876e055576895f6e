import { RunqscopeError } from '../errors.js'
import type { RecordingHead, RecordingPart, RecordingVisitor } from '../recording/walk.js'
import { version } from '../version.js'
import { figuresOf } from './assembly.js'
import { Collector } from './collector.js'
import { findingsOf } from './findings.js'
import { nextSteps } from './next.js'
import type { Report } from './result.js'

/** A recording to read; what `openRecording` gives. */
export interface ReportInput {
  path: string
  head: RecordingHead
  walk(visitor: RecordingVisitor, part?: RecordingPart): Promise<void>
}

export interface ReportOptions {
  /** Leave out what is before and after: ns since the first recording's beginning. */
  fromNs?: number
  untilNs?: number
  /** Whether the runtime's own goroutines count in overall figures and findings. */
  system?: boolean
}

/**
 * Reports on recordings: one report for each session, of all its files together (a rotated recording is several), in the
 * order in which the sessions are first named. Reads each file once.
 * @throws RunqscopeError usage: the asked part lies outside of a session; io, from reading
 */
export async function reportsOf(
  inputs: readonly ReportInput[],
  options: ReportOptions = {},
): Promise<Report[]> {
  const reports: Report[] = []
  for (const session of sessionsOf(inputs)) reports.push(await reportOf(session, options))
  return reports
}

/** Rows near the seam of two files may lie a little on the other side. */
const OVERLAP_NS = 10e6

/** The files of each session, in order of time. */
function sessionsOf(inputs: readonly ReportInput[]): ReportInput[][] {
  const sessions = new Map<string, ReportInput[]>()
  for (const input of inputs) {
    const { pid, baseNs, startedAtUnixMs } = input.head
    const key = `${pid} ${baseNs} ${startedAtUnixMs}`
    const files = sessions.get(key)
    if (files) files.push(input)
    else sessions.set(key, [input])
  }
  return [...sessions.values()].flatMap(chained)
}

/** Files that tell of the same time (a flight recorder's may) are not parts of one whole: each begins another report. */
function chained(files: readonly ReportInput[]): ReportInput[][] {
  const chains: ReportInput[][] = []
  for (const file of files.toSorted((a, b) => a.head.firstNs - b.head.firstNs)) {
    const chain = chains.find(each => each[each.length - 1].head.lastNs <= file.head.firstNs + OVERLAP_NS)
    if (chain) chain.push(file)
    else chains.push([file])
  }
  return chains
}

function lastOf(session: readonly ReportInput[]): number {
  return Math.max(...session.map(({ head }) => head.lastNs))
}

/** @param session recordings of one session, in order of time, at least one */
async function reportOf(session: readonly ReportInput[], options: ReportOptions): Promise<Report> {
  const { fromNs: from, untilNs: until, system = false } = options
  const beginNs = session[0].head.firstNs
  const part: RecordingPart = {
    ...(from === undefined ? {} : { fromNs: beginNs + from }),
    ...(until === undefined ? {} : { toNs: beginNs + until }),
  }
  const { fromNs = -Infinity, toNs = Infinity } = part
  const firstNs = Math.max(fromNs, beginNs)
  const lastNs = Math.min(toNs, lastOf(session))
  const collector = new Collector(firstNs, lastNs, { system })
  const covers = ({ head }: ReportInput) => head.lastNs >= fromNs && head.firstNs <= toNs
  const within = session.filter(covers)
  if (within.length === 0)
    throw RunqscopeError.make(
      'usage',
      `the part lies outside of ${session[0].path}, which lasts ${((lastOf(session) - beginNs) / 1e9).toFixed(3)} s`,
      'choose moments within',
    )
  for (const input of within) await input.walk(collector, part)
  const figures = figuresOf(collector, beginNs, system)
  const findings = findingsOf(figures)
  const files = session.map(({ path, head }) => ({ path, firstNs: head.firstNs, lastNs: head.lastNs }))
  return {
    type: 'report',
    version,
    files: session.map(({ path }) => path),
    ...figures,
    findings,
    next: nextSteps(figures, findings, files),
  }
}
