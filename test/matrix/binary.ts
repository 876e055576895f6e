import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hotProfile } from '../plan/hot.js'
import { type Arch, type Cell, type Form, formNamed, formOf, plain } from './cells.js'
import { removeBuildInfo } from './vendor.js'

/** The checkout; compiled files run from dist/test/matrix/. */
export const root = fileURLToPath(new URL('../../../', import.meta.url))
const cache = join(root, '.cache', 'matrix')
const source = join(root, 'targets', 'matrix')

/** A cell that `go build` or the tools behind it do not make here: the table says so, with the reason. */
export class NotBuilt extends Error {}

/** Builds a cell of targets/matrix and returns the path of the binary; a build made before is used again. */
export function binaryOf(cell: Cell): string {
  return build(cell, formOf(cell))
}

/** The unstripped binary with the same code as a cell's: itself, if nothing was stripped. */
export function siblingOf(cell: Cell): string {
  const form = formOf(cell)
  return build(cell, form.sibling ?? form)
}

type Recipe = Pick<Form, 'args' | 'cgo' | 'env' | 'profiled' | 'after'>

function build({ version, arch }: Cell, { args, cgo, env, profiled, after }: Recipe): string {
  const recipe = { args, cgo, env, profiled, after }
  const path = join(cache, `${version}-${arch}-${keyOf(recipe)}`)
  if (existsSync(path)) return path
  mkdirSync(cache, { recursive: true })
  const fresh = `${path}.${process.pid}`
  const profile = profiled && (profiled === 'hot' ? hotProfile(version) : profileOf(version))
  const flags = profile ? [...args, `-pgo=${profile}`] : args
  go(version, ['build', ...flags, '-o', fresh, '.'], {
    GOARCH: arch,
    ...env,
    ...(cgo ? { CGO_ENABLED: '1', CC: compilers[arch] } : {}),
  })
  if (after === 'strip') run(strippers[arch], [fresh])
  if (after === 'remove build info') removeBuildInfo(fresh)
  renameSync(fresh, path)
  return path
}

/** A file in the cache's folder. */
export function cached(name: string): string {
  mkdirSync(cache, { recursive: true })
  return join(cache, name)
}

/** Runs a go command with a toolchain in targets/matrix. @throws NotBuilt with what the toolchain said */
export function go(version: string, args: string[], env: Record<string, string> = {}): string {
  return run('go', args, {
    ...process.env,
    GOTOOLCHAIN: `go${version}`,
    GOFLAGS: '-buildvcs=false',
    GOEXPERIMENT: '',
    GOOS: 'linux',
    GOARCH: 'amd64',
    CGO_ENABLED: '0',
    ...env,
  })
}

const compilers: Record<Arch, string> = { amd64: 'gcc', arm64: 'aarch64-linux-gnu-gcc' }
const strippers: Record<Arch, string> = { amd64: 'strip', arm64: 'aarch64-linux-gnu-strip' }

/** The version's own CPU profile of the program: taken on this machine, good for both architectures. */
function profileOf(version: string): string {
  const recipe = formNamed(plain)
  const path = join(cache, `${version}-${keyOf(recipe)}.pgo`)
  if (existsSync(path)) return path
  const fresh = `${path}.${process.pid}`
  const program = build({ version, arch: 'amd64', form: plain }, recipe)
  execFileSync(program, { env: { ...process.env, CPUPROFILE: fresh }, stdio: 'ignore' })
  renameSync(fresh, path)
  return path
}

/** A checksum of what a build is made from. A profile differs from run to run and counts as the program it is of. */
function keyOf({ args, cgo, env, profiled, after }: Recipe): string {
  const hash = createHash('sha256').update(JSON.stringify([args, cgo, env, profiled, after]))
  for (const file of readdirSync(source).sort()) hash.update(readFileSync(join(source, file)))
  return hash.digest('hex').slice(0, 12)
}

function run(command: string, args: string[], env: NodeJS.ProcessEnv = process.env): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: source,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (error) throw new NotBuilt(`${command}: ${error.message}`)
  if (status === 0) return stdout
  const said = stderr.split('\n').find(line => line.trim() !== '' && !line.startsWith('#')) ?? ''
  writeFileSync(cached('last-failure.log'), `${command} ${args.join(' ')}\n${stderr}`)
  throw new NotBuilt(`${command} ${args[0]}: ${said.trim()}`)
}
