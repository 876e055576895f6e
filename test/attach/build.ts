import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Root of the checkout; this file runs from dist/test/attach. */
export const root = fileURLToPath(new URL('../../../', import.meta.url))
const cache = `${root}.cache/attach`

export interface BuildOptions {
  /** GOTOOLCHAIN; by default the installed one. */
  toolchain?: string
  flags?: string[]
  /** GOOS, GOARCH and the like. */
  env?: Record<string, string>
}

/** Builds targets/NAME, once for each set of options and sources; returns the program's path. */
export function build(name: string, options: BuildOptions = {}): string {
  const source = `${root}targets/${name}`
  const { toolchain = 'local', flags = [], env = {} } = options
  const sum = createHash('sha256').update(JSON.stringify([toolchain, flags, env]))
  for (const file of readdirSync(source).sort()) sum.update(readFileSync(`${source}/${file}`))
  const output = `${cache}/${name}-${sum.digest('hex').slice(0, 16)}`
  if (existsSync(output)) return output
  mkdirSync(cache, { recursive: true })
  // Built aside, then moved: two tests may want the same program at the same time.
  const aside = `${output}.${process.pid}`
  execFileSync('go', ['build', '-o', aside, ...flags, '.'], {
    cwd: source,
    env: { ...process.env, GOTOOLCHAIN: toolchain, CGO_ENABLED: '0', ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  chmodSync(aside, 0o755)
  renameSync(aside, output)
  return output
}
