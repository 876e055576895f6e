import type { Case } from './session.js'
import { allVersions, goVersions, minorOf } from './toolchain.js'

/** The workloads of targets/truth, by what they exercise. */
export const works = [
  'channels',
  'select',
  'locks',
  'timers',
  'net',
  'spawn',
  'gc',
  'procs',
  'locked',
  'mainthread',
  'coro',
  'bubble',
  'callback',
  'hogs',
  'yield',
  'syscalls',
  'mix',
] as const

/** Those in which system calls matter, for the sessions that probe them. */
const syscallWorks: readonly string[] = ['syscalls', 'net', 'gc', 'procs', 'bubble', 'callback', 'mix']

const procCounts = [1, 2, 4]

/** Those that the versions asked most run with every GOMAXPROCS. */
const everyProcs: readonly string[] = ['channels', 'spawn', 'net', 'mix']

/**
 * Coroutines (iter.Pull) came with Go 1.23, synctest's bubbles with 1.25. Traces before Go 1.22 do not know that
 * C threads borrow goroutines.
 */
const since: Record<string, number> = { coro: 23, bubble: 25, callback: 22 }
const exists = (work: string, version: string) => minorOf(version) >= (since[work] ?? 0)

function cases(versions: readonly string[], chosen: readonly string[], syscalls: boolean): Case[] {
  return works.flatMap((work, w) =>
    versions.flatMap((version, v) =>
      chosen.includes(work) && exists(work, version)
        ? procCounts.map(
            (procs, p): Case => ({
              work,
              version,
              procs,
              inner: (w + v + p) % 2 ? 'attach' : 'trace',
              syscalls,
            }),
          )
        : [],
    ),
  )
}

/** One GOMAXPROCS for each workload and version, so that every workload meets all of them. */
function diagonal(all: Case[], versions: readonly string[]): Case[] {
  return all.filter(({ work, version, procs }) => {
    const place = (indexOf(works, work) + indexOf(versions, version)) % procCounts.length
    return procs === procCounts[place]
  })
}

/** From Go 1.22 on its trace can be aligned without marks. */
const compilers = (versions: readonly string[]): Case[] =>
  versions
    .filter(version => minorOf(version) >= 22)
    .flatMap(version =>
      [false, true].map(
        (syscalls): Case => ({ work: 'compile', version, procs: 2, inner: 'trace', syscalls }),
      ),
    )

/**
 * Every workload with every Go version, some with every GOMAXPROCS; sessions that probe system calls; Go's own compilers.
 * Which of the two watches longer takes turns.
 */
export function wholeMatrix(): Case[] {
  const plain = [
    ...cases(goVersions, everyProcs, false),
    ...diagonal(cases(allVersions, works, false), allVersions).filter(
      ({ version, work }) => indexOf(goVersions, version) < 0 || !everyProcs.includes(work),
    ),
  ]
  const order = ({ work, version, procs }: Case) => [
    indexOf(works, work),
    indexOf(allVersions, version),
    procs,
  ]
  plain.sort((a, b) => compareNumbers(order(a), order(b)))
  return [
    ...plain,
    ...diagonal(cases(allVersions, syscallWorks, true), allVersions),
    ...compilers(allVersions),
  ]
}

/** Every workload with two of the versions asked most, in turn; with --syscalls with one; and the newest compiler. */
export function sliceOfMatrix(): Case[] {
  const place = ({ work, version }: Case) => (indexOf(works, work) + indexOf(goVersions, version)) % 3
  return [
    ...diagonal(cases(goVersions, works, false), goVersions).filter(one => place(one) !== 0),
    ...diagonal(cases(goVersions, syscallWorks, true), goVersions).filter(one => place(one) === 0),
    ...compilers([goVersions.at(-1)!]).filter(({ syscalls }) => syscalls),
  ]
}

const indexOf = (all: readonly string[], one: string) => all.indexOf(one)

function compareNumbers(a: number[], b: number[]): number {
  const at = a.findIndex((value, i) => value !== b[i])
  return at < 0 ? 0 : a[at]! - b[at]!
}
