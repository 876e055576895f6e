import type { Figures } from './assembly.js'
import type { Finding, NextStep, SiteRef } from './result.js'
import { place } from './wording.js'

/** Shown around a moment: so much of its own length on either side, and at least so many ns. */
const MARGIN = 0.5
const MARGIN_MIN_NS = 5e6

/** A file that was read, and the moments that it covers. */
export interface ReadFile {
  path: string
  firstNs: number
  lastNs: number
}

/** What to look at next, as commands that can be pasted. @param files at least one, in order of time */
export function nextSteps(
  figures: Figures,
  findings: readonly Finding[],
  files: readonly ReadFile[],
): NextStep[] {
  if (figures.transitions === 0) return []
  const steps: NextStep[] = []
  const worst = findings.find(({ first_ns }) => first_ns !== undefined)
  if (worst?.first_ns !== undefined && worst.last_ns !== undefined) {
    const { path, cut } = around(worst.first_ns, worst.last_ns, files)
    steps.push({
      command: `runqscope export ${quoted(path)} --to perfetto ${cut} -o moment.pftrace`,
      why: 'the worst moment on a timeline, for ui.perfetto.dev',
    })
    if (worst.goid !== undefined)
      steps.push({
        command: `runqscope export ${quoted(path)} --to csv ${cut} --goroutine ${worst.goid} -o -`,
        why: `what goroutine ${worst.goid} did then`,
      })
  }
  const within = files.filter(file => file.lastNs >= figures.first_ns && file.firstNs <= figures.last_ns)
  const file = within.at(-1) ?? files[files.length - 1]
  const last = file.path
  const part = partOf(figures, file)
  const [rise] = figures.growth
  if (rise)
    steps.push({
      command: `runqscope export ${quoted(last)} --to csv ${part}${siteOption(rise.site)} -o growth.csv`,
      why: `who made the goroutines of ${place(rise.site)}, and what they wait for`,
    })
  if (findings.some(({ kind }) => kind === 'kernel'))
    steps.push({
      command: `cat /proc/${figures.pid}/cgroup; nproc; uptime`,
      why: 'which quota holds it, and how many CPUs there are for how much work: a larger quota, or a GOMAXPROCS that fits it',
    })
  if ((figures.losses.lost_by_cause.ring_full ?? 0) > 0)
    steps.push({
      command: `runqscope record ${figures.pid} -o again.rqs --kernel-ring 64MB`,
      why: 'the same with a larger ring buffer between kernel and runqscope, which loses less',
    })
  steps.push(
    {
      command: `runqscope export ${quoted(last)} --to pprof ${part}-o delay.pb.gz`,
      why: 'scheduling delay by creation site, for go tool pprof',
    },
    { command: `runqscope serve ${quoted(last)}`, why: 'all of it in the browser' },
  )
  return steps
}

/** The file in which an interval ends, and the options that cut it out. */
function around(firstNs: number, lastNs: number, files: readonly ReadFile[]): { path: string; cut: string } {
  const { path, ...file } = files.find(each => lastNs <= each.lastNs) ?? files[files.length - 1]
  const margin = Math.max(MARGIN_MIN_NS, (lastNs - firstNs) * MARGIN)
  // `export` counts from the beginning of the file.
  const from = Math.max(0, firstNs - margin - file.firstNs)
  const until = Math.min(file.lastNs, lastNs + margin) - file.firstNs
  return { path, cut: `--from ${floor(from)} --until ${ceiling(until)}` }
}

/** The options for what a report of a part told of a file; nothing if that was all of it. */
function partOf({ first_ns, last_ns }: Figures, { firstNs, lastNs }: ReadFile): string {
  // As it was asked for: floor and ceiling would make 4.999999 s of 5 s.
  const asked = (ns: number) => `${((ns - firstNs) / 1e9).toFixed(6)}s`
  const from = first_ns > firstNs ? `--from ${asked(first_ns)} ` : ''
  const until = last_ns < lastNs ? `--until ${asked(last_ns)} ` : ''
  return `${from}${until}`
}

/** Microseconds are enough for a cut. */
const floor = (ns: number) => `${(Math.floor(ns / 1e3) / 1e6).toFixed(6)}s`
const ceiling = (ns: number) => `${(Math.ceil(ns / 1e3) / 1e6).toFixed(6)}s`

function siteOption({ function: name, created_at }: SiteRef): string {
  const position = created_at.slice(created_at.lastIndexOf('/') + 1)
  return `--site ${quoted(position ? `${name}@${position}` : name)}`
}

/** As one word of a POSIX shell. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
