import { RunqscopeError } from '../errors.js'
import { type Layout, layouts } from './layouts.gen.js'

export interface GoVersion {
  /** As in the binary, e.g. `go1.25.3 X:jsonv2`. */
  text: string
  minor: number
  patch: number
}

/**
 * GOEXPERIMENTs that were built and read and found to leave the fields of the table where they are: all of
 * internal/goexperiment/flags.go, go1.22 to go1.27, that build on amd64. Missing on purpose: staticlockranking, which
 * moves fields, and rangefunc in go1.22, whose coroutines are created in a way of their own.
 */
const measuredExperiments = new Set([
  'aliastypeparams',
  'arenas',
  'boringcrypto',
  'cacheprog',
  'cgocheck2',
  'fieldtrack',
  'goroutineleakprofile',
  'greenteagc',
  'heapminimum512kib',
  'jsonv2',
  'loopvar',
  'mapsplitgroup',
  'newinliner',
  'noaliastypeparams',
  'noallocheaders',
  'nocoverageredesign',
  'nodwarf5',
  'nogreenteagc',
  'nojsonv2',
  'norandomizedheapbase64',
  'nosizespecializedmalloc',
  'nospinbitmutex',
  'noswissmap',
  'nosynchashtriemap',
  'range',
  'runtimefreegc',
  'runtimesecret',
  'simd',
  'sizespecializedmalloc',
  'synctest',
])

/** `go1.26.8`, then nothing, a vendor's note in parentheses, or experiments (after `-` since go1.26). */
const PATTERN = /^go1\.(\d{1,3})\.(\d{1,3})(?: \([^)]*\))?(?:[ -]X:(\S+))?$/

/** Understands the version in the build info, or refuses it and says what is known. */
export function parseGoVersion(text: string): GoVersion {
  const match = PATTERN.exec(text)
  if (!match) throw unknownVersion(text, 'is not a released version')
  const version = { text, minor: Number(match[1]), patch: Number(match[2]) }
  for (const experiment of match[3]?.split(',') ?? []) {
    if (!measuredExperiments.has(experiment))
      throw unknownVersion(
        text,
        `was built with GOEXPERIMENT=${experiment}, which is not one that was measured`,
      )
  }
  const minors = layouts.map(l => l.minor)
  if (version.minor < Math.min(...minors)) throw unknownVersion(text, 'is too old')
  if (version.minor > Math.max(...minors)) throw unknownVersion(text, 'is newer than this runqscope')
  return version
}

function unknownVersion(text: string, why: string): RunqscopeError {
  const oldest = layouts[0]!
  const newest = layouts.at(-1)!
  const range = `go1.${oldest.minor}.${oldest.from} to go1.${newest.minor}.${newest.to}`
  return RunqscopeError.make(
    'unsupported-go',
    `the binary's Go version ("${text.slice(0, 80)}") ${why}; ${range} are known`,
    'build it with one of those, or add the version to scripts/gen-offsets, run it and the tests of lib/plan/',
  )
}

/** The measured layout that holds for a version, and in words why. */
export function layoutOf(version: GoVersion): { layout: Layout; found: string } {
  const rows = layouts.filter(l => l.minor === version.minor)
  const name = (patch: number) => `go1.${version.minor}.${patch}`
  const row = rows.find(l => l.from <= version.patch && version.patch <= l.to)
  if (row) {
    const range = row.from === row.to ? name(row.from) : `${name(row.from)} to ${name(row.to)}`
    return { layout: row, found: `table, ${range}` }
  }
  const newest = rows.at(-1)!
  if (version.patch < newest.to) throw unknownVersion(version.text, 'lies between two known layouts')
  return { layout: newest, found: `table, ${name(newest.to)}, newest known of this minor version` }
}
