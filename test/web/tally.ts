/**
 * Adds up the lines of `serve --json --transitions` for a range of time: what the page shows of that range, counted again
 * from the text alone. It shares no code with lib/history.
 *
 *   node dist/test/web/tally.js FILE FIRST_NS LAST_NS
 */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export const stageNames = ['create_to_run', 'ready_to_run', 'run', 'wait', 'syscall', 'lifetime'] as const
export type StageName = (typeof stageNames)[number]

/** One interval that ended in the range. */
export interface TalliedInterval {
  goid: number
  site: number
  stage: StageName
  /** Text of the reason of a wait; '' else, and for a wait whose beginning is not in the file. */
  reason: string
  beginNs: number
  endNs: number
}

/** Count, total and max are exact; quantiles are by nearest rank of the sorted lengths. */
export interface Tally {
  count: number
  total: number
  p50: number
  p90: number
  p99: number
  'p99.9': number
  max: number
}

export interface TalliedGap {
  firstNs: number
  lastNs: number
}

interface TransitionLine {
  time_ns: number
  since_ns: number | null
  goid: number
  kind: string
  from: string
  to: string
  reason: string | null
  site: number
  other: number
  p: number
}

interface SiteLine {
  site: number
  function: string
  created_at: string
  system: boolean
}

/** What the file tells of a goroutine up to the line in hand. */
interface Life {
  createdNs: number
  /** The last line was its creation as runnable. */
  newborn: boolean
  /** Of the wait that it is in. */
  reason: string
}

/** A session's file, read once and ready for any range. */
export class Teed {
  readonly intervals: TalliedInterval[] = []
  readonly rows: TransitionLine[] = []
  readonly gaps: TalliedGap[] = []
  readonly sites = new Map<number, SiteLine>()
  /** Lines that the writer could not keep up with: a file with any tells nothing. */
  dropped = 0
  ended = ''
  private readonly lives = new Map<number, Life>()

  static async read(file: string): Promise<Teed> {
    const teed = new Teed()
    for await (const line of createInterface({ input: createReadStream(file) })) teed.take(line)
    return teed
  }

  take(text: string): void {
    const line = JSON.parse(text)
    if (line.type === 'transition') this.follow(line)
    else if (line.type === 'gap') this.gaps.push({ firstNs: line.first_ns, lastNs: line.last_ns })
    else if (line.type === 'sink_loss') this.dropped += line.transitions
    else if (line.type === 'summary') {
      this.ended = line.ended
      for (const site of line.sites) this.sites.set(site.site, site)
    }
  }

  private follow(line: TransitionLine): void {
    this.rows.push(line)
    const life = this.lives.get(line.goid)
    const { goid, site, from, to } = line
    if (line.since_ns !== null) {
      const stage = stageOf(line, life?.newborn ?? false)
      const reason = stage === 'wait' ? (life?.reason ?? '') : ''
      if (stage)
        this.intervals.push({ goid, site, stage, reason, beginNs: line.since_ns, endNs: line.time_ns })
    }
    if (to === 'notexist') {
      const createdNs = life?.createdNs ?? Number.NaN
      if (createdNs <= line.time_ns && !this.lostSince(createdNs))
        this.intervals.push({
          goid,
          site,
          stage: 'lifetime',
          reason: '',
          beginNs: createdNs,
          endNs: line.time_ns,
        })
      this.lives.delete(goid)
      return
    }
    const born = from === 'notexist'
    this.lives.set(goid, {
      createdNs: born ? line.time_ns : (life?.createdNs ?? Number.NaN),
      newborn: born && to === 'runnable',
      reason: to === 'waiting' ? (line.reason ?? '') : '',
    })
  }

  /** Whether events were lost after a moment: a life across that has no length. */
  private lostSince(ns: number): boolean {
    return this.gaps.some(gap => gap.lastNs > ns)
  }

  isSystem(site: number): boolean {
    return this.sites.get(site)?.system ?? false
  }

  /** Intervals that ended in [firstNs, lastNs), without those of the runtime's own goroutines. */
  within(firstNs: number, lastNs: number): TalliedInterval[] {
    return this.intervals.filter(
      one => one.endNs >= firstNs && one.endNs < lastNs && !this.isSystem(one.site),
    )
  }

  /** Transitions in [firstNs, lastNs), without those of the runtime's own goroutines. */
  rowsWithin(firstNs: number, lastNs: number): TransitionLine[] {
    return this.rows.filter(row => row.time_ns >= firstNs && row.time_ns < lastNs && !this.isSystem(row.site))
  }
}

/** The stage of the interval that a line ends, as docs/architecture.md has it; undefined if it ends none. */
function stageOf({ kind, from, to }: TransitionLine, newborn: boolean): StageName | undefined {
  if (kind === 'SYSCALL_EXIT') return 'syscall'
  if (from === 'runnable' && to === 'running') return newborn ? 'create_to_run' : 'ready_to_run'
  if (from === 'running' && to !== 'running') return 'run'
  if (from === 'waiting' && (to === 'runnable' || to === 'running')) return 'wait'
  if (from === 'syscall' && to !== 'syscall') return 'syscall'
  return undefined
}

export function tally(intervals: TalliedInterval[]): Tally {
  const lengths = Float64Array.from(intervals, one => one.endNs - one.beginNs).sort()
  const at = (q: number) => lengths[Math.max(1, Math.ceil(q * lengths.length)) - 1] ?? 0
  return {
    count: lengths.length,
    total: lengths.reduce((sum, ns) => sum + ns, 0),
    p50: at(0.5),
    p90: at(0.9),
    p99: at(0.99),
    'p99.9': at(0.999),
    max: lengths.at(-1) ?? 0,
  }
}

export function groupBy<K>(
  intervals: TalliedInterval[],
  keyOf: (one: TalliedInterval) => K,
): Map<K, TalliedInterval[]> {
  const groups = new Map<K, TalliedInterval[]>()
  for (const one of intervals) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return groups
}

export type Sums = ReturnType<typeof sums>

/** All the sums of a range. */
export function sums(teed: Teed, firstNs: number, lastNs: number) {
  const within = teed.within(firstNs, lastNs)
  const rows = teed.rowsWithin(firstNs, lastNs)
  const tallied = <K>(keyOf: (one: TalliedInterval) => K, of = within) =>
    [...groupBy(of, keyOf)].map(([key, intervals]) => ({ key, ...tally(intervals) }))
  return {
    transitions: rows.length,
    unknown: rows.filter(row => row.since_ns === null && row.from !== 'notexist').length,
    created: rows.filter(row => row.from === 'notexist').length,
    exited: rows.filter(row => row.to === 'notexist').length,
    stages: tallied(one => one.stage),
    reasons: tallied(
      one => one.reason,
      within.filter(one => one.stage === 'wait'),
    ),
    sites: [...groupBy(within, one => one.site)].map(([site, intervals]) => ({
      site,
      created: rows.filter(row => row.site === site && row.from === 'notexist').length,
      exited: rows.filter(row => row.site === site && row.to === 'notexist').length,
      function: teed.sites.get(site)?.function ?? '',
      stages: tallied(one => one.stage, intervals),
    })),
    gaps: teed.gaps.filter(gap => gap.firstNs < lastNs && gap.lastNs > firstNs),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [file, firstNs, lastNs] = process.argv.slice(2)
  const teed = await Teed.read(file!)
  if (teed.dropped) throw new Error(`${teed.dropped} transitions were not written to ${file}`)
  console.log(JSON.stringify(sums(teed, Number(firstNs), Number(lastNs)), null, 1))
}
