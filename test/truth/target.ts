import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** How long an answer may take before the workload hangs; far above what it takes, ms. */
const HANG_MS = 60_000

/** A running workload of targets/truth, driven by lines. */
export class Target {
  private readonly lines: string[] = []
  private stderr = ''
  private wake: () => void = () => {}

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    createInterface({ input: child.stdout }).on('line', line => {
      this.lines.push(line)
      this.wake()
    })
    child.stderr.setEncoding('utf8').on('data', text => {
      this.stderr += text
    })
    child.on('exit', () => this.wake())
  }

  private get ending(): string {
    return this.child.signalCode ?? `code ${this.child.exitCode}`
  }

  get pid(): number {
    return this.child.pid!
  }

  /**
   * Starts a workload and returns when it listens.
   *
   * The module says `go 1.22`, which would keep the timer channels of that version; programs of their own time do not.
   */
  static async start(program: string, work: string, procs: number): Promise<Target> {
    const env = { ...process.env, GOMAXPROCS: `${procs}`, GODEBUG: 'asynctimerchan=0' }
    const target = new Target(spawn(program, ['-work', work], { env }))
    await target.answer('ready')
    return target
  }

  /** Sends a command and waits for its answer. */
  async tell(command: string, answer: string): Promise<void> {
    this.child.stdin.write(`${command}\n`)
    await this.answer(answer)
  }

  /** Ends the workload; throws if it did not end well. */
  async quit(): Promise<void> {
    await this.tell('quit', 'bye')
    if (this.child.exitCode === null) await once(this.child, 'exit', { signal: AbortSignal.timeout(HANG_MS) })
    if (this.child.exitCode !== 0) throw new Error(`the workload ended (${this.ending}): ${this.stderr}`)
  }

  /** Ends the process whatever it does. */
  kill(): void {
    this.child.kill('SIGKILL')
  }

  private async answer(word: string): Promise<void> {
    await this.line(word)
    const line = this.lines.shift()!
    if (!line.startsWith(word))
      throw new Error(`the workload said ${JSON.stringify(line)} instead of ${word}`)
  }

  /** Returns when there is a line to read. */
  private async line(word: string): Promise<void> {
    let hangs = false
    const guard = setTimeout(() => {
      hangs = true
      this.wake()
    }, HANG_MS)
    try {
      while (this.lines.length === 0) {
        if (this.child.exitCode !== null || this.child.signalCode !== null)
          throw new Error(
            `the workload ended (${this.ending}) without ${JSON.stringify(word)}: ${this.stderr}`,
          )
        if (hangs) throw new Error(`waited ${HANG_MS} ms for ${JSON.stringify(word)}: ${this.stderr}`)
        await new Promise<void>(resolve => {
          this.wake = resolve
        })
      }
    } finally {
      clearTimeout(guard)
    }
  }
}
