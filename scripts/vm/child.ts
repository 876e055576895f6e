import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Summary } from '../../lib/summary.js'

/** How long anything may take before it hangs: an emulated processor is up to fifty times slower than a real one, ms. */
const HANG_MS = 900_000

const cli = fileURLToPath(new URL('../../lib/cli/main.js', import.meta.url))

const started = new Set<Child>()

/** A process and all that it says. */
export class Child {
  stdout = ''
  stderr = ''
  /** The exit code, or the signal's name; undefined while it runs. */
  status: number | NodeJS.Signals | undefined
  private failure: Error | undefined

  private constructor(private readonly process: ChildProcess) {
    process.stdout!.setEncoding('utf8').on('data', text => {
      this.stdout += text
    })
    process.stderr!.setEncoding('utf8').on('data', text => {
      this.stderr += text
    })
    process.on('error', error => {
      this.failure = error
    })
    process.on('close', (code, signal) => {
      this.status = code ?? signal!
    })
  }

  static start(command: string, args: string[]): Child {
    const child = new Child(spawn(command, args))
    started.add(child)
    return child
  }

  /** Ends what a part that failed left running. */
  static async killAll(): Promise<void> {
    for (const child of started) if (child.status === undefined && !child.failure) await child.kill('SIGKILL')
    started.clear()
  }

  static runqscope(...args: string[]): Child {
    return Child.start(process.execPath, [cli, ...args])
  }

  get pid(): number {
    return this.process.pid!
  }

  get running(): boolean {
    if (this.failure) throw this.failure
    return this.status === undefined
  }

  /** Waits until stdout matches. @throws Error if it never does */
  async says(pattern: RegExp): Promise<RegExpMatchArray> {
    await until(() => pattern.test(this.stdout) || !this.running, `${pattern} from ${this.name}`)
    const match = this.stdout.match(pattern)
    if (!match) throw new Error(`${this.name} ended with ${this.status} before ${pattern}: ${this.stderr}`)
    return match
  }

  /** Waits for the end; returns the status. */
  async end(): Promise<number | NodeJS.Signals> {
    await until(() => !this.running, `the end of ${this.name}`)
    return this.status!
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    this.process.kill(signal)
    await this.end()
  }

  write(text: string): void {
    this.process.stdin!.write(text)
  }

  /** The last line of `attach --json`. */
  summary(): Summary {
    const last = this.stdout.trim().split('\n').at(-1) ?? ''
    const line = last.startsWith('{') ? (JSON.parse(last) as Summary) : undefined
    if (line?.type !== 'summary') throw new Error(`no summary of ${this.name}: ${last}; ${this.stderr}`)
    return line
  }

  private get name(): string {
    return this.process.spawnargs.map(word => word.split('/').at(-1)).join(' ')
  }
}

/** Polls until it is so. @throws Error when that takes as long as a hang */
export async function until(isSo: () => boolean, what: string): Promise<void> {
  for (const deadline = Date.now() + HANG_MS; !isSo(); await sleep(20))
    if (Date.now() > deadline) throw new Error(`waited ${HANG_MS / 1000} s for ${what}`)
}
