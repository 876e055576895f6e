import { constants, lstatSync, openSync, unlinkSync } from 'node:fs'
import { RunqscopeError } from '../errors.js'

export interface NewFileOptions {
  /** Replace a file that is there. */
  force: boolean
  /** What to do where the path is a link, and where nothing can be written there: remedies of a refusal. */
  ifLink: string
  ifDenied: string
}

const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW, O_APPEND } = constants

/**
 * Opens a new file for its owner only, or a device or a named pipe that is there.
 * @returns `own`: whether it is a file of ours, whose end can be cut off
 * @throws RunqscopeError io: it is there already, a link or a folder, or cannot be created
 */
export function openNewFile(
  path: string,
  { force, ifLink, ifDenied }: NewFileOptions,
): { fd: number; own: boolean } {
  const attempt = <T>(action: () => T): T => {
    try {
      return action()
    } catch (error) {
      throw RunqscopeError.make('io', `${path} cannot be written: ${(error as Error).message}`, ifDenied)
    }
  }
  const found = attempt(() => lstatSync(path, { throwIfNoEntry: false }))
  if (found?.isSymbolicLink()) throw RunqscopeError.make('io', `${path} is a symbolic link`, ifLink)
  if (found?.isDirectory()) throw RunqscopeError.make('io', `${path} is a folder`, 'name a file')
  if (found && !found.isFile())
    return { fd: attempt(() => openSync(path, O_WRONLY | O_NOFOLLOW | O_APPEND)), own: false }
  if (found) {
    if (!force)
      throw RunqscopeError.make(
        'io',
        `${path} is there already`,
        'name another file, or replace it with --force',
      )
    // A new one in its place: whoever has the old one open, or may read it, does not get the new.
    attempt(() => unlinkSync(path))
  }
  return { fd: attempt(() => openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)), own: true }
}
