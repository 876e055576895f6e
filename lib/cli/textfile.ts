import { createWriteStream } from 'node:fs'
import type { Writable } from 'node:stream'
import { openNewFile } from '../recording/newfile.js'

/**
 * A new file for text that comes bit by bit, for its owner only; what is there is treated as `record` treats it. A device
 * or a named pipe is written to.
 *
 * @throws RunqscopeError io: it is there already, or cannot be written
 */
export function createTextFile(path: string, { force = false } = {}): Writable {
  const { fd } = openNewFile(path, {
    force,
    ifLink: 'name the file itself',
    ifDenied: 'name another file with -o',
  })
  return createWriteStream(path, { fd })
}
