import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { blocked } from '../attach/kernel.js'
import { root } from './toolchain.js'

const cli = `${root}dist/lib/cli/main.js`

/** How long attaching may take before something hangs; far above what it takes, ms. */
const HANG_MS = 60_000

/** The kernel or a lack of privilege does not let anything be attached here. */
export class NotHere extends Error {}

/** `runqscope attach` as a user runs it, writing to a file. */
export class Attachment {
  private constructor(
    private readonly child: ChildProcess,
    private readonly output: string,
    private readonly log: string,
  ) {}

  /** Returns when every transition from now on is told. */
  static async to(pid: number, output: string, options: string[] = []): Promise<Attachment> {
    const log = `${output}.log`
    const [out, err] = [openSync(output, 'w'), openSync(log, 'w')]
    const args = [cli, 'attach', `${pid}`, '--duration', '120s', '--json', '--transitions', ...options]
    const child = spawn(process.execPath, args, { stdio: ['ignore', out, err] })
    closeSync(out)
    closeSync(err)
    const attachment = new Attachment(child, output, log)
    await attachment.armed()
    return attachment
  }

  private async armed(): Promise<void> {
    for (const deadline = Date.now() + HANG_MS; Date.now() < deadline; await sleep(20)) {
      // It comes before the first transition, so the file is short when it matters.
      if (readFileSync(this.output, 'utf8').includes('"type":"armed"')) return
      if (this.child.exitCode === null) continue
      const said = readFileSync(this.log, 'utf8').trim()
      if (this.child.exitCode === 3) refuse(said)
      throw new Error(`attach ended with ${this.child.exitCode}: ${said}`)
    }
    this.kill()
    throw new Error(`attach is not armed after ${HANG_MS} ms: ${readFileSync(this.log, 'utf8')}`)
  }

  /** Detaches as Ctrl-C does and waits for the summary. */
  async end(): Promise<void> {
    if (this.child.exitCode !== null)
      throw new Error(`attach ended by itself: ${readFileSync(this.log, 'utf8')}`)
    this.child.kill('SIGINT')
    await once(this.child, 'exit', { signal: AbortSignal.timeout(HANG_MS) })
    if (this.child.exitCode !== 0)
      throw new Error(`attach ended with ${this.child.exitCode}: ${readFileSync(this.log, 'utf8')}`)
  }

  kill(): void {
    this.child.kill('SIGKILL')
  }
}

/** `runqscope run` as a user runs it, the data into a file; returns when the command has ended. */
export async function runWatched(
  command: string[],
  output: string,
  options: string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const args = [cli, 'run', '-o', output, '--json', '--transitions', ...options, '--', ...command]
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', text => {
    said += text
  })
  try {
    const [status] = await once(child, 'close', { signal: AbortSignal.timeout(2 * HANG_MS) })
    if (status === 3) refuse(said)
    if (status !== 0) throw new Error(`${command[0]} under runqscope ended with ${status}: ${said}`)
  } finally {
    child.kill('SIGKILL')
  }
}

/** Tells a machine where nothing can be attached from a refusal of this target, which is a failure. */
function refuse(said: string): void {
  if (blocked) throw new NotHere(`${blocked}; ${said}`)
}
