import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { build, root } from './build.js'
import { Program } from './program.js'

const source = `${root}targets/cshost/host.c`
const cache = `${root}.cache/attach`

/** targets/cshared, built as a library for other programs. */
export function buildLibrary(toolchain = 'local', flags: string[] = []): string {
  return build('cshared', { toolchain, flags: ['-buildmode=c-shared', ...flags], env: { CGO_ENABLED: '1' } })
}

/** targets/cshost/host.c, a program that is not Go. */
export function buildHost(): string {
  const output = `${cache}/host-${createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 16)}`
  if (existsSync(output)) return output
  mkdirSync(cache, { recursive: true })
  const aside = `${output}.${process.pid}`
  execFileSync('cc', ['-O1', '-o', aside, source, '-ldl', '-lpthread'], { stdio: 'inherit' })
  renameSync(aside, output)
  return output
}

/** A C program that calls into Go from `threads` threads for each library; its id. */
export async function startHost(threads: number, ...libraries: string[]): Promise<Program> {
  const host = Program.start(buildHost(), [`${threads}`, ...libraries])
  await host.says(/^pid/)
  return host
}

/** The same in Python. */
export async function startPython(threads: number, library: string): Promise<{ host: Program; pid: number }> {
  const host = Program.start('python3', [`${root}targets/cshost/host.py`, `${threads}`, library])
  const [, pid] = await host.says(/^pid (\d+)/)
  return { host, pid: Number(pid) }
}
