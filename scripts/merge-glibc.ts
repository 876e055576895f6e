/**
 * Lets an addon ask libc.so.6 for what it was linked to ask libpthread.so.0 and libdl.so.2 for. These are parts of
 * glibc that libc.so.6 has swallowed in 2.34; before, Node itself has loaded them, and the loader compares a symbol's
 * name and version only, not the file that was asked.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const LIBC = 'libc.so.6'
const swallowed = ['libpthread.so.0', 'libdl.so.2']

/** elf.h */
const PT_LOAD = 1
const PT_DYNAMIC = 2
const DT_NEEDED = 1n
const DT_STRTAB = 5n
const DT_VERNEED = 0x6ffffffen
const DT_VERNEEDNUM = 0x6fffffffn
const PHDR_BYTES = 56
const DYN_BYTES = 16

interface Segment {
  type: number
  offset: number
  address: number
  size: number
}

function segmentsOf(file: Buffer): Segment[] {
  if (file.readUInt32BE(0) !== 0x7f454c46 || file[4] !== 2 || file[5] !== 1)
    throw new Error('not a 64-bit little-endian ELF file')
  const table = Number(file.readBigUInt64LE(0x20))
  return Array.from({ length: file.readUInt16LE(0x38) }, (_, index) => {
    const at = table + index * PHDR_BYTES
    return {
      type: file.readUInt32LE(at),
      offset: Number(file.readBigUInt64LE(at + 8)),
      address: Number(file.readBigUInt64LE(at + 16)),
      size: Number(file.readBigUInt64LE(at + 32)),
    }
  })
}

/** Changes the bytes of an ELF file in place. */
export function mergeGlibc(file: Buffer): void {
  const segments = segmentsOf(file)
  const fileOffset = (address: number) => {
    const found = segments.find(
      ({ type, address: begin, size }) => type === PT_LOAD && address >= begin && address < begin + size,
    )
    if (!found) throw new Error(`no segment holds ${address.toString(16)}`)
    return address - found.address + found.offset
  }
  const dynamic = segments.find(({ type }) => type === PT_DYNAMIC)
  if (!dynamic) throw new Error('not linked dynamically')
  const entries = Array.from({ length: dynamic.size / DYN_BYTES }, (_, index) => {
    const at = dynamic.offset + index * DYN_BYTES
    return { tag: file.readBigUInt64LE(at), value: file.readBigUInt64LE(at + 8) }
  })
  const entryOf = (tag: bigint) => {
    const entry = entries.find(entry => entry.tag === tag)
    if (!entry) throw new Error(`the dynamic section has no entry ${tag.toString(16)}`)
    return Number(entry.value)
  }
  const strings = fileOffset(entryOf(DT_STRTAB))
  const nameAt = (offset: number) =>
    file.toString('latin1', strings + offset, file.indexOf(0, strings + offset))

  const libc = entries.find(({ tag, value }) => tag === DT_NEEDED && nameAt(Number(value)) === LIBC)
  if (!libc) throw new Error(`${LIBC} is not needed`)
  const kept = entries.filter(
    ({ tag, value }) => tag !== DT_NEEDED || !swallowed.includes(nameAt(Number(value))),
  )
  entries.forEach((_, index) => {
    const at = dynamic.offset + index * DYN_BYTES
    // The list ends with the first entry of zeros.
    file.writeBigUInt64LE(kept[index]?.tag ?? 0n, at)
    file.writeBigUInt64LE(kept[index]?.value ?? 0n, at + 8)
  })

  // Elf64_Verneed: u16 version, u16 count, u32 file, u32 first, u32 next.
  for (
    let at = fileOffset(entryOf(DT_VERNEED)), left = entryOf(DT_VERNEEDNUM);
    left > 0;
    at += file.readUInt32LE(at + 12), left--
  )
    if (swallowed.includes(nameAt(file.readUInt32LE(at + 4)))) file.writeUInt32LE(Number(libc.value), at + 4)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = process.argv[2]!
  const file = readFileSync(path)
  mergeGlibc(file)
  writeFileSync(path, file)
}
