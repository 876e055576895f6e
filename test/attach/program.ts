import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Summary } from '../../lib/summary.js'
import { root } from './build.js'

/** How long anything may take before it hangs; far above what it takes, ms. */
export const HANG_MS = 60_000

const started = new Set<Program>()
process.on('exit', () => {
  for (const program of started) program.killGroup()
})

/** Kills whatever the tests of this file left running, with its children. */
export async function killAll(): Promise<void> {
  for (const program of started) program.killGroup()
  await Promise.all([...started].map(program => program.exited))
  started.clear()
}

/** A line of `attach --json`. */
export interface Line {
  type: string
  [key: string]: unknown
}

/** A process in a group of its own, with all that it says. */
export class Program {
  stdout = ''
  stderr = ''
  /** The exit code, or the signal's name. */
  readonly exited: Promise<number | NodeJS.Signals>
  private status: number | NodeJS.Signals | undefined

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', text => {
      this.stdout += text
    })
    child.stderr?.setEncoding('utf8').on('data', text => {
      this.stderr += text
    })
    // A program that is gone does not read; what it had to say is in its status.
    child.stdin?.on('error', () => {})
    this.exited = new Promise((done, failed) => {
      child.on('error', failed)
      child.on('close', (code, signal) => {
        this.status = code ?? signal!
        done(this.status)
      })
    })
  }

  static start(command: string, args: string[], options: SpawnOptions = {}): Program {
    const program = new Program(spawn(command, args, { detached: true, ...options }))
    started.add(program)
    return program
  }

  get pid(): number {
    return this.child.pid!
  }

  get running(): boolean {
    return this.status === undefined
  }

  /** Waits until stdout matches. */
  async says(pattern: RegExp): Promise<RegExpMatchArray> {
    await until(
      () => pattern.test(this.stdout) || !this.running,
      `${pattern} from ${this.child.spawnargs.join(' ')}`,
    )
    const match = this.stdout.match(pattern)
    if (!match) throw new Error(`${this.child.spawnargs.join(' ')} ended with ${this.status}: ${this.stderr}`)
    return match
  }

  write(text: string): void {
    this.child.stdin!.write(text)
  }

  endInput(): void {
    this.child.stdin!.end()
  }

  /** Reads no more of stdout, as `head -1` does when it has its line. */
  closeOutput(): void {
    this.child.stdout!.destroy()
  }

  kill(signal: NodeJS.Signals): void {
    process.kill(this.pid, signal)
  }

  killGroup(): void {
    if (!this.running || this.child.pid === undefined) return
    try {
      process.kill(-this.child.pid, 'SIGKILL')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }

  /** Waits for the end; throws if it does not come. */
  async end(): Promise<number | NodeJS.Signals> {
    await until(() => !this.running, `the end of ${this.child.spawnargs.join(' ')}`)
    return this.exited
  }

  lines(): Line[] {
    return parseLines(this.stdout)
  }

  /** The last line of stdout. */
  summary(): Summary {
    const last = this.lines().at(-1)
    if (last?.type !== 'summary') throw new Error(`no summary: ${JSON.stringify(last)}; ${this.stderr}`)
    return last as unknown as Summary
  }
}

export function parseLines(text: string): Line[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Line)
}

/** Polls until it is so; throws when that takes as long as a hang. */
export async function until(isSo: () => boolean, what: string): Promise<void> {
  for (const deadline = Date.now() + HANG_MS; !isSo(); await sleep(10))
    if (Date.now() > deadline) throw new Error(`waited ${HANG_MS} ms for ${what}`)
}

export const cli = `${root}dist/lib/cli/main.js`

/** Starts `runqscope ARGS`, behind another command if one is given. */
export function runqscope(args: string[], options: SpawnOptions & { behind?: string[] } = {}): Program {
  const { behind = [], ...rest } = options
  const [command, ...words] = [...behind, process.execPath, cli, ...args]
  return Program.start(command!, words, rest)
}

/** `runqscope ARGS` from start to end. */
export async function ran(args: string[], options: Parameters<typeof runqscope>[1] = {}): Promise<Program> {
  const program = runqscope(args, options)
  program.endInput()
  await program.end()
  return program
}

/** `runqscope attach PID --json …`, armed. */
export async function attached(pid: number, ...args: string[]): Promise<Program> {
  const agent = runqscope(['attach', `${pid}`, '--json', ...args])
  await agent.says(/"type":"armed"/)
  return agent
}

/** Detaches as Ctrl-C does; returns the summary. */
export async function detached(agent: Program): Promise<Summary> {
  agent.kill('SIGINT')
  const status = await agent.end()
  if (status !== 0) throw new Error(`attach ended with ${status}: ${agent.stderr}`)
  return agent.summary()
}

/** Waits for a channel that ended, of any kind; whoever comes first waits, so either kind may be missing. */
export function channelWaits(summary: Summary): number {
  const { 'chan send': send, 'chan receive': receive } = summary.wait_reasons
  return (send?.count ?? 0) + (receive?.count ?? 0)
}
