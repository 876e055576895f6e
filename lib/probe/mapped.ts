import { type BigIntStats, closeSync, fstatSync, openSync } from 'node:fs'
import { RunqscopeError } from '../errors.js'
import type { MappedFile } from './maps.js'
import { readStatus } from './status.js'

/**
 * Opens the place of a file, not the file (include/uapi/asm-generic/fcntl.h; Node has no name for it). The process chose
 * what lies there: a pipe would keep us waiting, a device would be set going, a link may lead out of its container.
 */
const O_PATH = 0o10000000

/**
 * Opens a mapped file itself, whatever its path leads to by now. The kernel's own link to it (/proc/PID/map_files) wants
 * CAP_SYS_ADMIN or CAP_CHECKPOINT_RESTORE; without, the path is tried as the process sees it, and the file there must be
 * the mapped one by device and inode.
 *
 * @throws RunqscopeError no-process, no-privilege (it cannot be proven to be that file)
 */
export function openMapped(pid: number, file: MappedFile): number {
  const { start, end } = file.mappings[0]!
  const isMapped = ({ dev, ino }: BigIntStats) =>
    deviceName(dev) === file.device && String(ino) === file.inode
  const fd =
    openIf(`/proc/${pid}/map_files/${start.toString(16)}-${end.toString(16)}`, () => true) ??
    openIf(`/proc/${pid}/root${file.path}`, isMapped)
  if (fd !== undefined) return fd
  readStatus(pid)
  throw RunqscopeError.make(
    'no-privilege',
    `${file.path} cannot be proven to be the file that process ${pid} maps`,
    'run as root, or with CAP_CHECKPOINT_RESTORE, to open the mapped file itself',
  )
}

/** Opens a regular file for reading if it is the right one. */
function openIf(path: string, isRight: (found: BigIntStats) => boolean): number | undefined {
  let place: number | undefined
  try {
    place = openSync(path, O_PATH)
    const found = fstatSync(place, { bigint: true })
    return found.isFile() && isRight(found) ? openSync(`/proc/self/fd/${place}`, 'r') : undefined
  } catch {
    return undefined // whatever keeps us from it, there is another way, or the caller refuses
  } finally {
    if (place !== undefined) closeSync(place)
  }
}

/** As /proc/PID/maps writes it; the parts of st_dev are glibc's (gnu_dev_major, gnu_dev_minor). */
function deviceName(dev: bigint): string {
  const major = ((dev >> 8n) & 0xfffn) | ((dev >> 32n) & ~0xfffn)
  const minor = (dev & 0xffn) | ((dev >> 12n) & ~0xffn)
  return [major, minor].map(part => part.toString(16).padStart(2, '0')).join(':')
}
