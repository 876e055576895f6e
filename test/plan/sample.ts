import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout; compiled tests run from dist/test/plan/. */
export const root = fileURLToPath(new URL('../../../', import.meta.url))
const cache = join(root, '.cache', 'plan')
const source = join(root, 'targets', 'plansample')

/** One toolchain per supported minor version; `go` downloads what is missing. */
export const allVersions = [
  '1.18.10',
  '1.19.13',
  '1.20.14',
  '1.21.13',
  '1.22.12',
  '1.23.12',
  '1.24.13',
  '1.25.14',
  '1.26.8',
  '1.27.4',
]

/** Every build below compiles the standard library anew: without --full the tests take a slice of the versions. */
export const full = process.env.RUNQSCOPE_FULL === '1'
const slice = (some: string[]) => (full ? allVersions : some)
export const versions = slice(['1.18.10', '1.21.13', '1.24.13', '1.26.8', '1.27.4'])
/** For the forms that take longest. */
export const fewVersions = slice(['1.18.10', '1.24.13', '1.27.4'])

export function minorOf(version: string): number {
  return Number(version.split('.')[1])
}

export interface Build {
  version: string
  args?: string[]
  env?: Record<string, string>
}

export const stripped = ['-ldflags=-s -w']
export const pie = ['-buildmode=pie']
export const pieStripped = ['-buildmode=pie', '-ldflags=-s -w']

/** Builds targets/plansample and returns the path of the binary; a build made before is used again. */
export function sample({ version, args = [], env = {} }: Build): string {
  const hash = createHash('sha256').update(JSON.stringify({ version, args, env }))
  for (const file of readdirSync(source).sort()) hash.update(readFileSync(join(source, file)))
  for (const arg of args) if (arg.startsWith('-pgo=/')) hash.update(readFileSync(arg.slice(5)))
  const path = join(cache, `${version}-${hash.digest('hex').slice(0, 16)}`)
  if (!existsSync(path)) {
    mkdirSync(cache, { recursive: true })
    const fresh = `${path}.${process.pid}`
    go(version, ['build', ...args, '-o', fresh, '.'], { CGO_ENABLED: '0', ...env })
    renameSync(fresh, path)
  }
  return path
}

/**
 * A CPU profile of the sample under one kind of work (targets/plansample/profile.go), or under all; taken once.
 * @returns its path
 */
export function profileOf(version: string, work = ''): string {
  const plain = sample({ version })
  const profile = `${plain}-${work || 'all'}.pgo`
  if (!existsSync(profile)) {
    const fresh = `${profile}.${process.pid}`
    execFileSync(plain, { env: { ...process.env, CPUPROFILE: fresh, CPUWORK: work }, stdio: 'ignore' })
    renameSync(fresh, profile)
  }
  return profile
}

/** Runs a go command with a toolchain in targets/plansample; returns what it prints. */
export function go(version: string, args: string[], env: Record<string, string> = {}, input = ''): string {
  return execFileSync('go', args, {
    cwd: source,
    env: {
      ...process.env,
      GOTOOLCHAIN: `go${version}`,
      GOFLAGS: '',
      GOEXPERIMENT: '',
      GOOS: 'linux',
      GOARCH: 'amd64',
      ...env,
    },
    encoding: 'utf8',
    input,
    maxBuffer: 1 << 28,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

/** A file in the build cache's folder. */
export function cached(name: string): string {
  mkdirSync(cache, { recursive: true })
  return join(cache, name)
}
