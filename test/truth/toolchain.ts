import { spawnSync } from 'node:child_process'
import { mkdirSync, renameSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Root of the checkout; this file runs from dist/test/truth. */
export const root = fileURLToPath(new URL('../../../', import.meta.url))

/** The Go versions that the truth is asked of, one of each minor. */
export const allVersions = [
  'go1.18.10',
  'go1.19.13',
  'go1.20.14',
  'go1.21.13',
  'go1.22.12',
  'go1.23.12',
  'go1.24.13',
  'go1.25.14',
  'go1.26.11',
  'go1.27.4',
] as const

/** Those that are asked most: the oldest that is supported, one in the middle, the newest. */
export const goVersions = ['go1.18.10', 'go1.24.13', 'go1.27.4'] as const

/** 24 of `go1.24.13`. */
export const minorOf = (version: string) => Number(version.split('.')[1])

/** Runs a Go command; throws with its stderr if it fails. `toolchain` empty: the installed one. */
export function go(toolchain: string, cwd: string, ...args: string[]): string {
  return goWith({}, toolchain, cwd, ...args)
}

function goWith(extra: NodeJS.ProcessEnv, toolchain: string, cwd: string, ...args: string[]): string {
  const env = { ...process.env, CGO_ENABLED: '0', ...extra, ...(toolchain && { GOTOOLCHAIN: toolchain }) }
  const result = spawnSync('go', args, { cwd, env, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (result.error) throw result.error
  if (result.status !== 0)
    throw new Error(`${toolchain || 'go'} ${args.join(' ')} in ${cwd}: ${result.stderr}`)
  return result.stdout
}

const outputs = new Map<string, string>()

function build(toolchain: string, source: string, name: string, env: NodeJS.ProcessEnv = {}): string {
  const known = outputs.get(name)
  if (known) return known
  const folder = `${root}build/truth`
  mkdirSync(folder, { recursive: true })
  const output = `${folder}/${name}`
  // Built aside, then moved: two tests may want the same program at the same time.
  const aside = `${output}.${process.pid}`
  goWith(env, toolchain, `${root}${source}`, 'build', '-o', aside, '.')
  renameSync(aside, output)
  outputs.set(name, output)
  return output
}

/** Builds the workloads (targets/truth) with a Go version, linked with C or not; returns the path of the program. */
export const buildTarget = (version: string, cgo: boolean) =>
  cgo
    ? build(version, 'targets/truth', `target-cgo-${version}`, { CGO_ENABLED: '1' })
    : build(version, 'targets/truth', `target-${version}`)

/** Builds the reader of Go's traces; returns the path of the program. */
export const buildDump = () => build('', 'test/truth/godump', 'godump')
