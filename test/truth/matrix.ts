import type { Case } from './session.js'
import { goVersions } from './toolchain.js'

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
  'coro',
  'hogs',
  'yield',
  'syscalls',
  'mix',
] as const

const procCounts = [1, 2, 4]

/** Coroutines (iter.Pull) came with Go 1.23. */
const exists = (work: string, version: string) => work !== 'coro' || !version.startsWith('go1.22.')

/** Every workload with every Go version and every GOMAXPROCS; the two orders take turns. */
export function wholeMatrix(): Case[] {
  return works.flatMap((work, w) =>
    goVersions.flatMap((version, v) =>
      exists(work, version)
        ? procCounts.map(
            (procs, p): Case => ({ work, version, procs, inner: (w + v + p) % 2 ? 'attach' : 'trace' }),
          )
        : [],
    ),
  )
}

/** Every workload with every Go version once; each workload meets every GOMAXPROCS. */
export function thirdOfMatrix(): Case[] {
  return wholeMatrix().filter(({ work, version, procs }) => {
    const diagonal = (indexOf(works, work) + indexOf(goVersions, version)) % 3
    return procs === procCounts[diagonal]
  })
}

const indexOf = (all: readonly string[], one: string) => all.indexOf(one)
