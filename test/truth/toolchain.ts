import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Root of the checkout; this file runs from dist/test/truth. */
export const root = fileURLToPath(new URL('../../../', import.meta.url))

/** The Go versions that the truth is asked of: the oldest that is supported, one in the middle, the newest. */
export const goVersions = ['go1.22.12', 'go1.24.13', 'go1.27.4'] as const

/** Runs a Go command; throws with its stderr if it fails. `toolchain` empty: the installed one. */
export function go(toolchain: string, cwd: string, ...args: string[]): string {
  const env = { ...process.env, CGO_ENABLED: '0', ...(toolchain && { GOTOOLCHAIN: toolchain }) }
  const result = spawnSync('go', args, { cwd, env, encoding: 'utf8' })
  if (result.error) throw result.error
  if (result.status !== 0)
    throw new Error(`${toolchain || 'go'} ${args.join(' ')} in ${cwd}: ${result.stderr}`)
  return result.stdout
}

const outputs = new Map<string, string>()

function build(toolchain: string, source: string, name: string): string {
  const known = outputs.get(name)
  if (known) return known
  const folder = `${root}build/truth`
  mkdirSync(folder, { recursive: true })
  const output = `${folder}/${name}`
  go(toolchain, `${root}${source}`, 'build', '-o', output, '.')
  outputs.set(name, output)
  return output
}

/** Builds the workloads (targets/truth) with a Go version; returns the path of the program. */
export const buildTarget = (version: string) => build(version, 'targets/truth', `target-${version}`)

/** Builds the reader of Go's traces; returns the path of the program. */
export const buildDump = () => build('', 'test/truth/godump', 'godump')
