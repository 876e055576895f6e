import { constants, createWriteStream, lstatSync, openSync, unlinkSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { RunqscopeError } from '../errors.js'

const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW, O_APPEND } = constants

/**
 * A new file for text that comes bit by bit, for its owner only; what is there is treated as `record` treats it. A device
 * or a named pipe is written to.
 *
 * @throws RunqscopeError io: it is there already, or cannot be written
 */
export function createTextFile(path: string, { force = false } = {}): Writable {
  const found = attempt(path, () => lstatSync(path, { throwIfNoEntry: false }))
  if (found?.isSymbolicLink())
    throw RunqscopeError.make('io', `${path} is a symbolic link`, 'name the file itself')
  if (found?.isDirectory()) throw RunqscopeError.make('io', `${path} is a folder`, 'name a file')
  if (found && !found.isFile())
    return writer(
      path,
      attempt(path, () => openSync(path, O_WRONLY | O_NOFOLLOW | O_APPEND)),
    )
  if (found) {
    if (!force)
      throw RunqscopeError.make(
        'io',
        `${path} is there already`,
        'name another file, or replace it with --force',
      )
    // A new one in its place: whoever has the old one open, or may read it, does not get the new.
    attempt(path, () => unlinkSync(path))
  }
  return writer(
    path,
    attempt(path, () => openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)),
  )
}

function writer(path: string, fd: number): Writable {
  return createWriteStream(path, { fd })
}

function attempt<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw RunqscopeError.make(
      'io',
      `${path} cannot be written: ${(error as Error).message}`,
      'name another file with -o',
    )
  }
}
