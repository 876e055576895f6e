import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** Root of the checkout; this file runs from dist/scripts/measure. */
export const root = fileURLToPath(new URL('../../../', import.meta.url))
export const cli = `${root}dist/lib/cli/main.js`
export const workFolder = `${root}build/bench`

/** A real program of more than 60 MB, from the Go module proxy. */
const BIG = 'github.com/rclone/rclone@v1.76.0'
const BIG_BYTES_MIN = 60e6

function go(cwd: string, args: string[], env: NodeJS.ProcessEnv = {}): void {
  const result = spawnSync('go', args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8' })
  if (result.error) throw result.error
  if (result.status !== 0) throw new Error(`go ${args.join(' ')}: ${result.stderr}`)
}

/** Builds a program of targets/; returns its path. */
export function build(name: string): string {
  mkdirSync(workFolder, { recursive: true })
  const output = `${workFolder}/${name}`
  go(`${root}targets/${name}`, ['build', '-o', output, '.'])
  return output
}

/** Installs the big program where it is not yet; returns its path. */
export function installBig(): string {
  const output = `${workFolder}/rclone`
  if (!existsSync(output)) {
    process.stderr.write(`bench: builds ${BIG}, which takes minutes the first time\n`)
    mkdirSync(workFolder, { recursive: true })
    go(workFolder, ['install', BIG], { GOBIN: workFolder })
  }
  const { size } = statSync(output)
  if (size < BIG_BYTES_MIN) throw new Error(`${output} has only ${size} bytes`)
  return output
}

/** A folder with one file, `fast`, for the big program to serve under the path that targets/service has, too. */
export function servedFolder(): string {
  const folder = `${workFolder}/www`
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/fast`, 'ok\n')
  return folder
}

const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1))

/** A program that the bench started, and that ends with it. */
export class Running {
  readonly lines: string[] = []
  readonly exited: Promise<number | null>
  private wake: () => void = () => {}

  private constructor(
    readonly command: string,
    readonly child: ChildProcess,
  ) {
    for (const stream of [child.stdout!, child.stderr!])
      createInterface({ input: stream }).on('line', line => {
        this.lines.push(line)
        this.wake()
      })
    running.add(child)
    child.on('exit', () => running.delete(child))
    this.exited = new Promise((resolve, reject) => {
      child.on('error', reject)
      // Not `exit`: the last lines come before `close`.
      child.on('close', code => {
        resolve(code)
        this.wake()
      })
    })
  }

  static start(program: string, args: string[], env: NodeJS.ProcessEnv = {}): Running {
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    return new Running(`${program} ${args.join(' ')}`, child)
  }

  get pid(): number {
    return this.child.pid!
  }

  /** The first match in a line of stdout or stderr. */
  async says(pattern: RegExp): Promise<RegExpMatchArray> {
    for (let at = 0; ; ) {
      for (; at < this.lines.length; at++) {
        const match = this.lines[at]!.match(pattern)
        if (match) return match
      }
      if (this.child.exitCode !== null || this.child.signalCode !== null)
        throw new Error(`${this.command} ended without ${pattern}: ${this.lines.slice(-5).join(' / ')}`)
      await new Promise<void>(resolve => {
        this.wake = resolve
      })
    }
  }

  /** Waits for its own end; throws if that was not a good one. */
  async succeeds(): Promise<string[]> {
    const code = await this.exited
    if (code !== 0) throw new Error(`${this.command} ended with ${code}: ${this.lines.slice(-5).join(' / ')}`)
    return this.lines
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.child.kill(signal)
    await this.exited
  }
}

/** targets/service, or the big program doing the same work: answers /fast. */
export async function startService(
  program: string,
  env: NodeJS.ProcessEnv = {},
): Promise<{ running: Running; url: string }> {
  const running = program.endsWith('/rclone')
    ? Running.start(program, ['serve', 'http', '-v', '--addr', '127.0.0.1:0', servedFolder()], env)
    : Running.start(program, [], env)
  const [url] = await running.says(/http:\/\/127\.0\.0\.1:\d+/)
  return { running, url }
}

export function sleep(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
