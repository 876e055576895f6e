import { closeSync, constants, linkSync, lstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isatty } from 'node:tty'
import { RunqscopeError } from '../errors.js'

const BUFFER_BYTES = 1 << 20
const STDOUT = 1

export interface OutputOptions {
  /** Whether a file that is there already is replaced, once the new one is whole. */
  force?: boolean
  /** The format is not for terminals. */
  binary?: boolean
  /** How less can be written, if the disk is full; as part of a sentence. */
  less?: string
}

/**
 * Where an export goes: written synchronously through one buffer, so that memory stays flat however slow the disk is.
 * Encoders may write into `bytes` themselves: ask for `room`, then move `length` on.
 *
 * A file gets its name when it is whole: before, it lies beside it under a temporary one. So an export that fails or is
 * cancelled leaves what was there as it was, and nobody takes half a file for a whole one.
 */
export class Output {
  readonly bytes = Buffer.allocUnsafeSlow(BUFFER_BYTES)
  /** Bytes of the buffer in use. */
  length = 0
  /** Bytes that have left the buffer. */
  private written = 0
  /** Whoever read it has gone, having read enough. */
  abandoned = false
  private open = true

  private constructor(
    private readonly fd: number,
    /** As the user named it. */
    readonly name: string,
    private readonly force: boolean,
    /** Where it lies until it is whole; undefined for what is no file of ours. */
    private readonly temporary: string | undefined,
    private readonly less: string,
  ) {}

  /**
   * @param path `-` is the standard output
   * @throws RunqscopeError usage: a terminal; io: it is there already, or cannot be created
   */
  static to(
    path: string,
    { force = false, binary = false, less = 'write a part (--from, --until)' }: OutputOptions = {},
  ): Output {
    if (path === '-') {
      if (binary && isatty(STDOUT))
        throw RunqscopeError.make(
          'usage',
          'the format is binary and the output is a terminal',
          'name a file with -o, or send the output into a pipe',
        )
      return new Output(STDOUT, 'the standard output', force, undefined, less)
    }
    const kind = attempt(path, () => kindOf(path))
    if (kind === 'link')
      throw RunqscopeError.make(
        'io',
        `${path} is a symbolic link`,
        'name the file itself, or write to - for the standard output',
      )
    if (kind === 'folder') throw RunqscopeError.make('io', `${path} is a folder`, 'name a file')
    if (kind === 'device') {
      const fd = attempt(path, () => openSync(path, constants.O_WRONLY | constants.O_NOFOLLOW))
      if (!binary || !isatty(fd)) return new Output(fd, path, force, undefined, less)
      closeSync(fd)
      throw RunqscopeError.make(
        'usage',
        `the format is binary and ${path} is a terminal`,
        'name a file with -o',
      )
    }
    if (kind === 'file' && !force)
      throw RunqscopeError.make(
        'io',
        `${path} is there already`,
        'name another file, or replace it with --force',
      )
    const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.partial`)
    const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants
    const fd = attempt(path, () => openSync(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600))
    return new Output(fd, path, force, temporary, less)
  }

  /** Bytes so far. */
  get total(): number {
    return this.written + this.length
  }

  /** Makes sure that so many bytes, at most a megabyte, find room in `bytes` at `length`. @throws RunqscopeError io */
  room(size: number): void {
    if (this.length + size > BUFFER_BYTES) this.flush()
  }

  /** @throws RunqscopeError io */
  write(chunk: Uint8Array): void {
    if (chunk.length > BUFFER_BYTES) {
      this.flush()
      this.drain(chunk, chunk.length)
      return
    }
    this.room(chunk.length)
    this.bytes.set(chunk, this.length)
    this.length += chunk.length
  }

  /** As UTF-8. @throws RunqscopeError io */
  text(text: string): void {
    // A UTF-16 unit is three bytes at most.
    if (text.length * 3 > BUFFER_BYTES) {
      this.write(Buffer.from(text, 'utf8'))
      return
    }
    this.room(text.length * 3)
    this.length += this.bytes.write(text, this.length, 'utf8')
  }

  /** @throws RunqscopeError io */
  flush(): void {
    const { length } = this
    this.length = 0
    this.drain(this.bytes, length)
  }

  /** All is written: it gets its name. @throws RunqscopeError io */
  finish(): void {
    const { temporary, name } = this
    this.flush()
    this.close()
    if (temporary === undefined) return
    attempt(name, () => {
      try {
        // Unlike a rename a link refuses to replace what has come there meanwhile.
        if (this.force) renameSync(temporary, name)
        else linkSync(temporary, name)
      } finally {
        rmSync(temporary, { force: true })
      }
    })
  }

  /** It will not become whole: what there is of it is removed. Idempotent, and nothing after `finish`. */
  discard(): void {
    if (!this.open) return
    this.close()
    if (this.temporary !== undefined) rmSync(this.temporary, { force: true })
  }

  private close(): void {
    this.open = false
    if (this.fd !== STDOUT) attempt(this.name, () => closeSync(this.fd))
  }

  private drain(chunk: Uint8Array, length: number): void {
    // A format that works behind the walk's back may not have heard yet that all is off.
    if (!this.open) return
    for (let at = 0; at < length; ) {
      try {
        const wrote = writeSync(this.fd, chunk, at, length - at)
        at += wrote
        this.written += wrote
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw this.failure(error)
        // A pipe whose other end is slow, and that somebody has made non-blocking.
        Atomics.wait(nobody, 0, 0, 5)
      }
    }
  }

  private failure(error: unknown): RunqscopeError {
    const { code, message } = error as NodeJS.ErrnoException
    const { name, written } = this
    if (code === 'EPIPE') {
      this.abandoned = true
      return RunqscopeError.make(
        'io',
        `the reader of ${name} went away after ${written} bytes`,
        'let it read to the end',
      )
    }
    const what = `${name} cannot be written after ${written} bytes: ${code === 'ENOSPC' ? 'the disk is full' : message}`
    return RunqscopeError.make('io', what, `make room, or ${this.less}`)
  }
}

const nobody = new Int32Array(new SharedArrayBuffer(4))

function kindOf(path: string): 'none' | 'file' | 'link' | 'folder' | 'device' {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (!found) return 'none'
  if (found.isSymbolicLink()) return 'link'
  if (found.isDirectory()) return 'folder'
  return found.isFile() ? 'file' : 'device'
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    // Node adds the call and our temporary name.
    const why = code === 'ENOENT' ? `there is no folder ${dirname(path)}` : message.replace(/, \w+ '.*$/s, '')
    throw RunqscopeError.make(
      'io',
      `${path} cannot be written: ${why}`,
      'name a file in a folder that you may write to',
    )
  }
}
