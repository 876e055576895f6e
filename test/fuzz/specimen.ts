import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { threadId } from 'node:worker_threads'
import { reduce } from './reduce.js'

/** The checkout; compiled files run from dist/test/fuzz/. */
const root = fileURLToPath(new URL('../../../', import.meta.url))
const cache = join(root, '.cache', 'fuzz')
const source = join(root, 'test', 'fuzz', 'tiny')

/** A real binary that is damaged in many ways. */
export interface Specimen {
  name: string
  version: string
  args: string[]
  env?: Record<string, string>
  /** How many of 100 inputs are made from it. */
  share: number
}

const stripped = '-ldflags=-s -w'
const pie = '-buildmode=pie'
const external = '-ldflags=-linkmode=external -s -w'

/** One of each shape that the readers tell apart: both kinds of pclntab, both machines, PIE, relocations, DWARF. */
export const specimens: Specimen[] = [
  { name: 'go1.18', version: '1.18.10', args: [stripped], share: 32 },
  { name: 'go1.24 PIE', version: '1.24.13', args: [pie, stripped], share: 20 },
  {
    name: 'go1.22 external PIE',
    version: '1.22.12',
    args: [pie, external],
    env: { CGO_ENABLED: '1' },
    share: 10,
  },
  { name: 'go1.27', version: '1.27.4', args: [stripped], share: 26 },
  { name: 'go1.26 arm64', version: '1.26.11', args: [stripped], env: { GOARCH: 'arm64' }, share: 8 },
  { name: 'go1.23 with DWARF', version: '1.23.12', args: ['-ldflags=-compressdwarf=false'], share: 2 },
  { name: 'go1.27 with compressed DWARF', version: '1.27.4', args: [], share: 2 },
]

/** The bytes of a specimen, reduced to the functions that a plan needs; made once and kept. */
export function bytesOf(specimen: Specimen): Buffer {
  const original = readFileSync(built(specimen))
  const key = createHash('sha256').update(original).digest('hex').slice(0, 12)
  const kept = join(cache, `${key}.kept`)
  const known = existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as string[]) : undefined
  const { bytes, functions } = reduce(original, known)
  if (functions !== known) {
    // At once, because other threads may be reading it.
    const fresh = `${kept}.${process.pid}.${threadId}`
    writeFileSync(fresh, JSON.stringify(functions))
    renameSync(fresh, kept)
  }
  return bytes
}

function built({ version, args, env }: Specimen): string {
  const hash = createHash('sha256').update(JSON.stringify({ version, args, env }))
  for (const file of readdirSync(source).sort()) hash.update(readFileSync(join(source, file)))
  const path = join(cache, `${version}-${hash.digest('hex').slice(0, 12)}`)
  if (existsSync(path)) return path
  mkdirSync(cache, { recursive: true })
  const fresh = `${path}.${process.pid}`
  execFileSync('go', ['build', ...args, '-o', fresh, '.'], {
    cwd: source,
    env: {
      ...process.env,
      GOTOOLCHAIN: `go${version}`,
      GOFLAGS: '-buildvcs=false',
      GOEXPERIMENT: '',
      GOOS: 'linux',
      GOARCH: 'amd64',
      CGO_ENABLED: '0',
      ...env,
    },
  })
  renameSync(fresh, path)
  return path
}
