import { RunqscopeError } from '../errors.js'
import { type Layout, layouts } from './layouts.gen.js'

export interface GoVersion {
  /** As in the binary, e.g. `go1.25.3 X:jsonv2`. */
  text: string
  minor: number
  patch: number
}

/**
 * GOEXPERIMENTs that leave the structs and functions of a plan as they are. Others are refused: `rangefunc` (go1.22)
 * brings coroutines that go1.22's plan does not know, `staticlockranking` moves fields.
 * Source: internal/goexperiment/flags.go, go1.22 to go1.27.
 */
const harmlessExperiments = new Set([
  'aliastypeparams',
  'boringcrypto',
  'cacheprog',
  'coverageredesign',
  'greenteagc',
  'jsonv2',
  'loopvar',
  'nogreenteagc',
  'nojsonv2',
  'noloopvar',
  'nospinbitmutex',
  'noswissmap',
  'nosynchashtriemap',
  'opensslcrypto',
  'swissmap',
  'synctest',
  'systemcrypto',
])

/** `go1.26.8`, then nothing, a vendor's note in parentheses, or experiments. */
const PATTERN = /^go1\.(\d{1,3})\.(\d{1,3})(?: \([^)]*\))?(?: X:(\S+))?$/

/** Understands the version in the build info, or refuses it and says what is known. */
export function parseGoVersion(text: string): GoVersion {
  const match = PATTERN.exec(text)
  if (!match) throw unknownVersion(text, 'is not a released version')
  const version = { text, minor: Number(match[1]), patch: Number(match[2]) }
  for (const experiment of match[3]?.split(',') ?? []) {
    if (!harmlessExperiments.has(experiment))
      throw unknownVersion(text, `was built with GOEXPERIMENT=${experiment}, which changes the runtime`)
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
