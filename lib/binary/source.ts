import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { RunqscopeError } from '../errors.js'

/** The bytes of a binary. Every read is checked against the size; what does not fit is a `bad-binary` refusal. */
export interface ByteSource {
  readonly size: number
  /** A view of exactly `length` bytes; valid as long as the caller keeps it. Do not write to it. */
  read(offset: number, length: number, what: string): Buffer
}

export function bufferSource(bytes: Buffer): ByteSource {
  return {
    size: bytes.length,
    read(offset, length, what) {
      checkRange(bytes.length, offset, length, what)
      return bytes.subarray(offset, offset + length)
    },
  }
}

const CHUNK = 1 << 17
/** Reads above this size bypass the chunks: they are whole tables, read once. */
const DIRECT = 1 << 16

/** A file read on demand: of a 100 MB binary a plan needs a fifth, so nothing is read twice or in vain. */
export class FileSource implements ByteSource {
  readonly size: number
  readonly #fd: number
  readonly #chunks = new Map<number, Buffer>()

  private constructor(fd: number, size: number) {
    this.#fd = fd
    this.size = size
  }

  /** Runs `use` on the file and closes it. System errors become `io` refusals that name the file. */
  static open<T>(path: string, use: (source: ByteSource) => T): T {
    let fd: number
    try {
      // Without waiting: a pipe that nobody writes to would keep us for ever.
      fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    } catch (error) {
      throw RunqscopeError.make('io', (error as Error).message, 'name a file that can be read')
    }
    try {
      const stat = fstatSync(fd)
      if (!stat.isFile())
        throw RunqscopeError.make('not-elf', `${path} is not a regular file`, 'name a program that Go built')
      return use(new FileSource(fd, stat.size))
    } finally {
      closeSync(fd)
    }
  }

  read(offset: number, length: number, what: string): Buffer {
    checkRange(this.size, offset, length, what)
    const first = Math.floor(offset / CHUNK)
    const within = offset - first * CHUNK
    if (length > DIRECT) return this.#load(offset, length, what)
    if (within + length <= CHUNK) return this.#chunk(first, what).subarray(within, within + length)
    const head = this.#chunk(first, what).subarray(within)
    return Buffer.concat([head, this.#chunk(first + 1, what).subarray(0, length - head.length)])
  }

  #chunk(index: number, what: string): Buffer {
    let chunk = this.#chunks.get(index)
    if (!chunk) {
      const offset = index * CHUNK
      chunk = this.#load(offset, Math.min(CHUNK, this.size - offset), what)
      this.#chunks.set(index, chunk)
    }
    return chunk
  }

  #load(offset: number, length: number, what: string): Buffer {
    const bytes = Buffer.allocUnsafeSlow(length)
    let done = 0
    while (done < length) {
      let count: number
      try {
        count = readSync(this.#fd, bytes, done, length - done, offset + done)
      } catch (error) {
        throw RunqscopeError.make('io', `cannot read ${what}: ${(error as Error).message}`)
      }
      if (count === 0) throw badBinary(`${what} ends early: the file shrank while it was read`)
      done += count
    }
    return bytes
  }
}

function checkRange(size: number, offset: number, length: number, what: string): void {
  if (
    !Number.isSafeInteger(offset) ||
    !Number.isSafeInteger(length) ||
    offset < 0 ||
    length < 0 ||
    offset + length > size
  ) {
    throw badBinary(`${what} (${length} bytes at offset ${offset}) lies outside the file of ${size} bytes`)
  }
}

/** The refusal of a file that contradicts itself. */
export function badBinary(what: string): RunqscopeError {
  return RunqscopeError.make(
    'bad-binary',
    `the binary is damaged or was changed after linking: ${what}`,
    'build it again, or point at the original file',
  )
}
