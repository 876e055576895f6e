import { close, ftruncate, writev } from 'node:fs'
import { isatty } from 'node:tty'
import { promisify } from 'node:util'
import { RunqscopeError } from '../errors.js'
import { openNewFile } from './newfile.js'

/** Where the bytes of a recording go. Calls come one at a time. */
export interface RecordingOutput {
  /** As the user named it. */
  readonly name: string
  /** Resolves when all is written: whoever waits for it feels how slow the disk is. @throws RunqscopeError io */
  write(parts: readonly Uint8Array[]): Promise<void>
  /** No more comes. @throws RunqscopeError io */
  finish(): Promise<void>
}

const STDOUT = 1
const writeAsync = promisify(writev)
const truncateAsync = promisify(ftruncate)
const closeAsync = promisify(close)

/**
 * Creates a file for a recording, for its owner only. It is written in place, so that whatever happens its beginning can
 * be read.
 * @param path `-` is the standard output
 * @throws RunqscopeError usage: a terminal; io: it is there already, or cannot be created
 */
export function createRecordingFile(path: string, { force = false } = {}): RecordingOutput {
  if (path === '-')
    return onTerminal(STDOUT, 'the standard output') ?? new FdOutput(STDOUT, 'the standard output')
  const { fd, own } = openNewFile(path, {
    force,
    ifLink: 'name the file itself, or write to - for the standard output',
    ifDenied: 'name a file in a folder that you may write to',
  })
  return (own ? undefined : onTerminal(fd, path)) ?? new FdOutput(fd, path, own)
}

function onTerminal(fd: number, name: string): undefined {
  if (isatty(fd))
    throw RunqscopeError.make(
      'usage',
      `a recording is binary and ${name} is a terminal`,
      'name a file with -o, or send the output into a pipe',
    )
}

class FdOutput implements RecordingOutput {
  private bytes = 0

  constructor(
    private readonly fd: number,
    readonly name: string,
    /** A file of ours, whose end can be cut off. */
    private readonly ownFile = false,
  ) {}

  async write(parts: readonly Uint8Array[]): Promise<void> {
    const begin = this.bytes
    try {
      for (let rest = parts.filter(({ length }) => length > 0); rest.length > 0; ) {
        const written = await this.writeSome(rest)
        this.bytes += written
        rest = after(rest, written)
      }
    } catch (error) {
      if (this.ownFile) await this.cut(begin)
      throw this.failure(error as NodeJS.ErrnoException, begin)
    }
  }

  async finish(): Promise<void> {
    if (this.fd !== STDOUT) await closeAsync(this.fd)
  }

  private async writeSome(parts: Uint8Array[]): Promise<number> {
    for (;;) {
      try {
        return (await writeAsync(this.fd, parts)).bytesWritten
      } catch (error) {
        // A pipe whose reader is slow, and that somebody has made non-blocking.
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
        await new Promise(resolve => setTimeout(resolve, 5))
      }
    }
  }

  /** Half a chunk is of no use. That it stays where it cannot be cut off harms nobody: readers pass it over. */
  private async cut(length: number): Promise<void> {
    await truncateAsync(this.fd, length).catch(() => undefined)
    await closeAsync(this.fd).catch(() => undefined)
  }

  private failure({ code, message }: NodeJS.ErrnoException, kept: number): RunqscopeError {
    if (code === 'EPIPE')
      return RunqscopeError.make(
        'io',
        `the reader of ${this.name} went away after ${this.bytes} bytes`,
        'let it read to the end',
      )
    const why = code === 'ENOSPC' ? 'the disk is full' : message
    return RunqscopeError.make(
      'io',
      `${this.name} cannot be written any further: ${why}`,
      `make room; the ${kept} bytes before can be read`,
    )
  }
}

/** What is left when so many bytes are written. */
function after(parts: readonly Uint8Array[], written: number): Uint8Array[] {
  let skip = written
  return parts.flatMap(part => {
    const here = Math.min(skip, part.length)
    skip -= here
    return here === part.length ? [] : [part.subarray(here)]
  })
}
