import { closeSync, openSync, readSync } from 'node:fs'

/** A part of a file in the address space of a process: a line of /proc/PID/maps. */
export interface Mapping {
  start: number
  end: number
  /** Offset in the file, bytes. */
  offset: number
  executable: boolean
}

/**
 * A file that a process maps. Device and inode are those of the kernel's list, which on overlayfs and btrfs are not
 * those of stat(2); there two files may even share them, so the path tells them apart.
 */
export interface MappedFile {
  /** MAJOR:MINOR in hexadecimal. */
  device: string
  inode: string
  /** As the process sees it, without ` (deleted)`. */
  path: string
  deleted: boolean
  mappings: Mapping[]
}

const LINE = /^([0-9a-f]+)-([0-9a-f]+) (\S{4}) ([0-9a-f]+) ([0-9a-f]+:[0-9a-f]+) (\d+) +(.+)$/
const DELETED = ' (deleted)'
const CHUNK = 1 << 16

/** A list of more than this is cut: it is a million mappings. */
export const MAPS_BYTES_MAX = 1 << 27

/** The files of an address space in the order of their first mapping; what has no file is left out. */
export function parseMaps(text: string): MappedFile[] {
  const files = new Map<string, MappedFile>()
  for (const line of text.split('\n')) {
    const fields = line.match(LINE)
    if (!fields || fields[6] === '0') continue
    const [, start, end, rights, offset, device, inode, shown] = fields as unknown as string[]
    const key = `${device} ${inode} ${shown}`
    let file = files.get(key)
    if (!file) {
      const deleted = shown!.endsWith(DELETED)
      // The list writes a line break in a path as \012 (fs/proc/task_mmu.c), and nothing else so.
      const path = (deleted ? shown!.slice(0, -DELETED.length) : shown!).replaceAll('\\012', '\n')
      file = { device: device!, inode: inode!, path, deleted, mappings: [] }
      files.set(key, file)
    }
    file.mappings.push({
      start: Number.parseInt(start!, 16),
      end: Number.parseInt(end!, 16),
      offset: Number.parseInt(offset!, 16),
      executable: rights!.includes('x'),
    })
  }
  return [...files.values()]
}

/**
 * The files that a process maps.
 * @param bytesMax how much of the list is read at most
 * @throws the system's error where the list cannot be read
 */
export function readMaps(pid: number, bytesMax: number): MappedFile[] {
  const fd = openSync(`/proc/${pid}/maps`, 'r')
  try {
    const chunks: Buffer[] = []
    for (let total = 0; total < bytesMax; ) {
      const chunk = Buffer.allocUnsafe(CHUNK)
      const count = readSync(fd, chunk, 0, CHUNK, null)
      if (count === 0) break
      chunks.push(chunk.subarray(0, count))
      total += count
    }
    return parseMaps(Buffer.concat(chunks).toString('utf8'))
  } finally {
    closeSync(fd)
  }
}

/** Bytes of a file that are mapped as code. */
export function codeBytes(file: MappedFile): number {
  return file.mappings.reduce((sum, { start, end, executable }) => sum + (executable ? end - start : 0), 0)
}

/**
 * A file as the process maps it now, even if it was renamed or deleted since it was found; undefined if it is not mapped
 * any more, or the process is gone.
 */
export function findMapped(pid: number, known: MappedFile): MappedFile | undefined {
  const { device, inode, mappings } = known
  try {
    return readMaps(pid, MAPS_BYTES_MAX).find(
      file =>
        file.device === device && file.inode === inode && file.mappings[0]?.start === mappings[0]?.start,
    )
  } catch {
    return undefined // the process is gone; the caller says so
  }
}
