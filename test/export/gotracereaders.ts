import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Root of the checkout; this file runs from dist/test/export. */
export const root = fileURLToPath(new URL('../../../', import.meta.url))
/** Of this process alone: other tests may run at the same time. */
const folder = `${root}build/export/${process.pid}`
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

/** A stretch of a goroutine in one state, as Go's reader has it; trace time. */
export interface ReadSpan {
  Goid: number
  State: string
  Reason: string
  Begin: number
  End: number
}

/** What Go's summarizer makes of a goroutine. */
export interface ReadGoroutine {
  Goid: number
  Name: string
  ExecNs: number
  SchedNs: number
  SyscallNs: number
  SyscallWait: number
  BlockNs: Record<string, number>
  UnknownNs: number
}

/** What Go's own reader, validator and summarizer say of a file. */
export interface StrictResult {
  File: string
  Error: string
  Events: number
  Goroutines: ReadGoroutine[]
  Spans: ReadSpan[]
  Logs: { Time: number; Category: string; Message: string }[]
}

/** What golang.org/x/exp/trace says of a file. */
export interface ReaderResult {
  File: string
  Error: string
  Events: number
  StateNs: Record<string, number>
}

/** Without a toolchain the installed one. */
export const goEnvironment = (toolchain: string): NodeJS.ProcessEnv => ({
  ...process.env,
  CGO_ENABLED: '0',
  ...(toolchain && { GOTOOLCHAIN: toolchain }),
})

export interface Ran {
  status: number
  bytes: Buffer
  stdout: string
  stderr: string
}

export function go(toolchain: string, cwd: string, ...args: string[]): Ran {
  const result = spawnSync('go', args, { cwd, env: goEnvironment(toolchain), maxBuffer: 1 << 29 })
  if (result.error) throw result.error
  const { status, stdout: bytes, stderr } = result
  return { status: status ?? -1, bytes, stdout: bytes.toString(), stderr: stderr.toString() }
}

function build(cwd: string, output: string): string {
  mkdirSync(folder, { recursive: true })
  const { status, stderr } = go('', cwd, 'build', '-o', output, '.')
  if (status !== 0) throw new Error(`go build in ${cwd}: ${stderr}`)
  return output
}

/** Builds the reader on golang.org/x/exp/trace; returns the path of the program. */
export const buildReader = () => build(`${root}test/export/gotracereader`, `${folder}/gotracereader`)

/** Builds the reader on a copy of the toolchain's own internal/trace; returns the path of the program. */
export function buildStrict(): string {
  const goroot = go('', root, 'env', 'GOROOT').stdout.trim()
  const copy = mkdtempSync(join(tmpdir(), 'runqscope-gotrace-'))
  try {
    for (const name of ['main.go', 'go.mod'])
      cpSync(`${root}test/export/gotracestrict/${name}.txt`, join(copy, name))
    for (const from of ['', '/tracev2', '/version', '/internal/tracev1']) copyPackage(goroot, copy, from)
    copyPackage(goroot, copy, '/testtrace', ['validation.go'])
    return build(copy, `${folder}/gotracestrict`)
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

function copyPackage(goroot: string, copy: string, path: string, only?: string[]): void {
  const from = `${goroot}/src/internal/trace${path}`
  const to = join(copy, `trace${path}`)
  mkdirSync(to, { recursive: true })
  for (const name of only ?? readdirSync(from)) {
    if (!name.endsWith('.go') || name.endsWith('_test.go')) continue
    const text = readFileSync(join(from, name), 'utf8')
    writeFileSync(
      join(to, name),
      text.replaceAll('"internal/trace', '"runqscope.invalid/gotracestrict/trace'),
    )
  }
}

export function readWith<Result>(program: string, files: readonly string[]): Result[] {
  const result = spawnSync(program, files, { encoding: 'utf8', maxBuffer: 1 << 30 })
  if (result.error) throw result.error
  if (result.status !== 0) throw new Error(`${program}: ${result.stderr}`)
  return result.stdout
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Result)
}
