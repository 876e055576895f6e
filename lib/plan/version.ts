import { RunqscopeError } from '../errors.js'
import { type Layout, layouts } from './layouts.gen.js'

export interface GoVersion {
  /** As in the binary, e.g. `go1.25.3 X:jsonv2`; `go1.25` where only the minor version could be told. */
  text: string
  minor: number
  /** Undefined where only the minor version could be told. */
  patch: number | undefined
  /** False for release candidates and development versions, whose layouts nobody measured. */
  released: boolean
  /** Where the binary says so: `build info`, … */
  found: string
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

/**
 * `go1.26.8`, then nothing, a vendor's note in parentheses, or experiments (after `-` since go1.26). The first release of
 * a minor version has no patch number up to go1.20.
 */
const RELEASED = /^go1\.(\d{1,3})(?:\.(\d{1,3}))?(?: \([^)]*\))?(?:[ -]X:\S+)?$/
const LAST_WITHOUT_PATCH = 20
/** `go1.27rc1`, `devel go1.27-4b1800e`, since go1.26 `go1.27-devel_4b1800e`. */
const UNRELEASED = /^(?:devel )?go1\.(\d{1,3})(?:rc|beta|-)/
const EXPERIMENTS = /[ -]X:(\S+)/

/** Understands a version's text, or refuses what is none and what was built with an experiment that was not measured. */
export function parseGoVersion(text: string, found = 'build info'): GoVersion {
  for (const experiment of EXPERIMENTS.exec(text)?.[1]?.split(',') ?? []) {
    if (!measuredExperiments.has(experiment))
      throw unknownVersion(
        text,
        `was built with GOEXPERIMENT=${experiment}, which is not one that was measured`,
      )
  }
  const match = RELEASED.exec(text)
  const minor = Number(match?.[1])
  if (match && (match[2] !== undefined || minor <= LAST_WITHOUT_PATCH))
    return notTooOld({ text, minor, patch: Number(match[2] ?? 0), released: true, found })
  const unreleased = UNRELEASED.exec(text)
  if (!unreleased) throw unknownVersion(text, 'is not a released version')
  return notTooOld({ text, minor: Number(unreleased[1]), patch: undefined, released: false, found })
}

function notTooOld(version: GoVersion): GoVersion {
  if (version.minor < layouts[0]!.minor) throw unknownVersion(version.text, 'is too old')
  return version
}

/** The refusal of a version, with the nearest that are known. */
export function unknownVersion(text: string, why: string): RunqscopeError {
  const oldest = layouts[0]!
  const newest = layouts.at(-1)!
  const range = `${nameOf(oldest.minor, oldest.from)} to ${nameOf(newest.minor, newest.to)}`
  return RunqscopeError.make(
    'unsupported-go',
    `the binary's Go version ("${text.slice(0, 80)}") ${why}; ${range} are known`,
    'build it with one of those, or keep its DWARF, or add the version to scripts/gen-offsets, run it and the tests of lib/plan/',
  )
}

function nameOf(minor: number, patch: number): string {
  return patch === 0 && minor <= LAST_WITHOUT_PATCH ? `go1.${minor}` : `go1.${minor}.${patch}`
}

/**
 * What the table knows of a version:
 *
 * - `measured`: the layout of this very patch.
 * - `nearest`: a layout of its minor version, for a patch that is newer than the table or unknown. Every field used must
 *   be proven from the binary.
 * - `unknown`: nothing; only DWARF in the target can answer.
 */
export type Standing =
  | { kind: 'measured' | 'nearest'; layout: Layout; found: string }
  | { kind: 'unknown'; why: string }

export function standingOf(version: GoVersion): Standing {
  const { minor, patch } = version
  const rows = layouts.filter(l => l.minor === minor)
  const newest = rows.at(-1)
  if (!newest) return { kind: 'unknown', why: 'is newer than this runqscope' }
  if (!version.released) return { kind: 'unknown', why: 'is not a released version' }
  if (patch === undefined)
    return { kind: 'nearest', layout: common(rows), found: `table, what all of go1.${minor} have in common` }
  const row = rows.find(l => l.from <= patch && patch <= l.to)
  if (row) {
    const [from, to] = [nameOf(minor, row.from), nameOf(minor, row.to)]
    return { kind: 'measured', layout: row, found: `table, ${from === to ? from : `${from} to ${to}`}` }
  }
  const older = rows.filter(l => l.to < patch).at(-1) ?? newest
  const which = older === newest ? ', newest known of this minor version' : ', the one before'
  return { kind: 'nearest', layout: older, found: `table, ${nameOf(minor, older.to)}${which}` }
}

/** The fields that every row has at the same place, and the wait reasons up to the first that differs. */
function common(rows: Layout[]): Layout {
  const [first, ...others] = rows as [Layout, ...Layout[]]
  const same = (struct: 'g' | 'm' | 'p' | 'schedt' | 'moduledata') =>
    Object.fromEntries(
      Object.entries(first[struct]).filter(([field, offset]) =>
        others.every(row => row[struct][field] === offset),
      ),
    )
  const differs = first.waitReasons.findIndex((text, i) => others.some(row => row.waitReasons[i] !== text))
  return {
    ...first,
    to: rows.at(-1)!.to,
    measured: rows.flatMap(row => row.measured),
    g: same('g'),
    m: same('m'),
    p: same('p'),
    schedt: same('schedt'),
    moduledata: same('moduledata'),
    waitReasons: differs < 0 ? first.waitReasons : first.waitReasons.slice(0, differs),
  }
}
