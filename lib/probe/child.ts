import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { constants as osConstants } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import type { Writable } from 'node:stream'
import { RunqscopeError } from '../errors.js'

/**
 * Waits for a line on descriptor 3, then becomes the command: the pid stays, so the probes can go in before. When the
 * pipe breaks first (we are gone), the command is never started.
 */
const LAUNCHER = 'read -r go <&3 || exit 125; exec 3<&-; exec "$@"'

/** Passed on to the command. SIGINT and SIGQUIT of a terminal reach it by themselves. */
const FORWARDED: NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGCONT', 'SIGWINCH']
const FROM_TERMINAL: NodeJS.Signals[] = ['SIGINT', 'SIGQUIT']

/** A command that waits before its execve. */
export class Child {
  /** Exit status as a shell gives it: 128 + n after signal n. */
  readonly exited: Promise<number>

  private constructor(
    readonly pid: number,
    /** The executable that it becomes. */
    readonly executable: string,
    /** The whole command line. */
    readonly command: string,
    private readonly process: ChildProcess,
  ) {
    // Its end breaks the pipe; `exited` tells of it.
    this.pipe.on('error', () => this.pipe.destroy())
    this.exited = new Promise(done => {
      process.on('exit', (code, signal) => {
        stopForwarding()
        done(code ?? 128 + (signal ? osConstants.signals[signal] : 0))
      })
    })
    const stopForwarding = forwardSignals(process)
  }

  /** @throws RunqscopeError usage (no such command) */
  static async prepare(command: string[]): Promise<Child> {
    const executable = findExecutable(command[0]!)
    const launcher = spawn('/bin/sh', ['-c', LAUNCHER, 'sh', executable, ...command.slice(1)], {
      stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    })
    await new Promise<void>((spawned, failed) => {
      launcher.once('spawn', spawned)
      launcher.once('error', failed)
    })
    return new Child(launcher.pid!, executable, command.join(' '), launcher)
  }

  /** Lets it go. */
  release(): void {
    this.pipe.end('go\n')
  }

  /** Ends the launcher before it became the command. */
  abandon(): void {
    this.pipe.destroy()
  }

  private get pipe(): Writable {
    return this.process.stdio[3] as Writable
  }
}

function forwardSignals(child: ChildProcess): () => void {
  const handlers = new Map<NodeJS.Signals, () => void>()
  for (const signal of FORWARDED) handlers.set(signal, () => child.kill(signal))
  for (const signal of FROM_TERMINAL)
    handlers.set(signal, () => {
      if (!process.stdin.isTTY) child.kill(signal)
    })
  for (const [signal, handler] of handlers) process.on(signal, handler)
  return () => {
    for (const [signal, handler] of handlers) process.off(signal, handler)
  }
}

/** @throws RunqscopeError usage */
function findExecutable(name: string): string {
  const places = name.includes('/')
    ? [resolve(name)]
    : (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, name))
  const found = places.find(isExecutable)
  if (found === undefined)
    throw RunqscopeError.make('usage', `${name} is no executable file`, 'give its path after --')
  return found
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false // whatever keeps us from it, it is not the command
  }
}
