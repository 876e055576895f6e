import { RunqscopeError } from '../errors.js'
import { notElf, otherData, otherMachine } from './kind.js'
import { type ByteSource, badBinary } from './source.js'
import { View } from './view.js'

export interface Segment {
  address: number
  offset: number
  fileSize: number
  memorySize: number
  writable: boolean
  executable: boolean
}

export interface Section {
  name: string
  address: number
  offset: number
  size: number
  /** False for sections without bytes in the file (.bss). */
  inFile: boolean
  /** SHF_COMPRESSED: the bytes are a header and a compressed stream. */
  compressed: boolean
}

/** Architectures whose scheduler code is understood. */
export type Arch = 'amd64' | 'arm64'

/**
 * e_machine, and the relocation that adds the load bias to its addend. Source: System V ABI, x86-64 psABI 4.4, ELF for
 * the Arm 64-bit Architecture 5.7.
 */
const architectures = new Map<number, { arch: Arch; relative: number }>([
  [62, { arch: 'amd64', relative: 8 }],
  [183, { arch: 'arm64', relative: 1027 }],
])

/** Constants of the ELF specification (System V ABI, chapters 4 and 5). */
const ELFCLASS64 = 2
const ELFDATA2LSB = 1
const ET_EXEC = 2
const ET_DYN = 3
const PT_LOAD = 1
const PT_DYNAMIC = 2
const PF_X = 1
const PF_W = 2
const SHT_NOBITS = 8
const SHF_COMPRESSED = 0x800
const DT_RELA = 7
const DT_RELASZ = 8
const RELA_SIZE = 24
/** Linkers make 2 to 9; a crafted file with thousands would have each of them searched. */
const SEGMENTS_MAX = 64

/** A 64-bit little-endian executable or library: its segments, its sections if it kept them, and its bytes by address. */
export class Elf {
  readonly arch: Arch
  /** ET_DYN: linked to be loaded anywhere. */
  readonly pie: boolean
  readonly segments: Segment[]
  readonly sections: Section[]
  readonly #dynamic: { offset: number; size: number } | undefined
  readonly #relative: number
  #rela: Buffer | undefined

  constructor(readonly source: ByteSource) {
    const head = source.read(0, Math.min(64, source.size), 'the ELF header')
    if (head.length < 4 || head.readUInt32BE(0) !== 0x7f454c46) throw notElf(head)
    const header = new View(head, 'the ELF header')
    if (header.u8(4) !== ELFCLASS64) throw otherData('a 32-bit program')
    if (header.u8(5) !== ELFDATA2LSB) throw otherData('big-endian')
    const architecture = architectures.get(header.u16(18))
    if (!architecture) throw otherMachine(header.u16(18))
    this.arch = architecture.arch
    this.#relative = architecture.relative
    const type = header.u16(16)
    if (type !== ET_EXEC && type !== ET_DYN) {
      throw RunqscopeError.make(
        'not-elf',
        `the ELF file is ${type === 1 ? 'an object file' : type === 4 ? 'a core dump' : `of type ${type}`}, not an executable`,
        'name the linked program',
      )
    }
    this.pie = type === ET_DYN
    const programs = this.#table(header, 32, 54, 56, 56, 'the program header table')
    this.segments = programs.filter(p => p.u32(0) === PT_LOAD).map(readSegment)
    for (const segment of this.segments) {
      if (segment.offset + segment.fileSize > source.size) {
        throw badBinary(
          `it is truncated: a segment ends at byte ${segment.offset + segment.fileSize}, the file at ${source.size}`,
        )
      }
    }
    if (this.segments.length === 0) throw badBinary('it has no loadable segment')
    if (this.segments.length > SEGMENTS_MAX)
      throw badBinary(`it has ${this.segments.length} loadable segments`)
    const dynamic = programs.find(p => p.u32(0) === PT_DYNAMIC)
    this.#dynamic = dynamic && { offset: dynamic.u64(8), size: dynamic.u64(32) }
    this.sections = this.#readSections(header)
  }

  section(name: string): Section | undefined {
    return this.sections.find(s => s.name === name)
  }

  segmentAt(address: number): Segment | undefined {
    return this.segments.find(s => address >= s.address && address < s.address + s.memorySize)
  }

  /** True if the program may write there: variables live nowhere else. */
  isWritable(address: number): boolean {
    return this.segmentAt(address)?.writable ?? false
  }

  /** File offset of a link-time address, or undefined if it has no bytes in the file. */
  fileOffset(address: number): number | undefined {
    const segment = this.segmentAt(address)
    if (!segment || address >= segment.address + segment.fileSize) return undefined
    return segment.offset + (address - segment.address)
  }

  /** The bytes at a link-time address, as in the file (relocations not applied). */
  read(address: number, length: number, what: string): Buffer {
    const segment = this.segmentAt(address)
    if (!segment || !(length >= 0) || address + length > segment.address + segment.fileSize) {
      throw badBinary(`${what} (${length} bytes at ${hex(address)}) is not in a segment of the file`)
    }
    return this.source.read(segment.offset + (address - segment.address), length, what)
  }

  /**
   * The 64-bit words at `address` as the program sees them, less the load bias: in a PIE from an external linker the
   * file holds zeros there and the value is the addend of a RELATIVE relocation.
   */
  words(address: number, count: number, what: string): number[] {
    const view = new View(this.read(address, count * 8, what), what)
    const words = Array.from({ length: count }, (_, i) => view.u64(i * 8))
    this.#eachRelative((target, addend) => {
      const index = (target - address) / 8
      if (index >= 0 && index < count && Number.isInteger(index)) words[index] = addend
    })
    return words
  }

  /** Addresses of the words in writable memory that hold the address `value`. */
  findPointers(value: number): number[] {
    const found = new Set<number>()
    this.#eachRelative((target, addend) => {
      if (addend === value && target % 8 === 0) found.add(target)
    })
    const pattern = Buffer.alloc(8)
    pattern.writeBigUInt64LE(BigInt(value))
    for (const segment of this.segments) {
      if (!segment.writable) continue
      const bytes = this.source.read(segment.offset, segment.fileSize, 'a data segment')
      for (let at = bytes.indexOf(pattern); at >= 0; at = bytes.indexOf(pattern, at + 1)) {
        if ((segment.address + at) % 8 === 0) found.add(segment.address + at)
      }
    }
    return [...found]
  }

  #eachRelative(visit: (target: number, addend: number) => void): void {
    this.#rela ??= this.#readRelocations()
    const bytes = this.#rela
    for (let at = 0; at + RELA_SIZE <= bytes.length; at += RELA_SIZE) {
      if (bytes.readUInt32LE(at + 8) !== this.#relative) continue
      visit(
        bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 0x1_0000_0000,
        bytes.readUInt32LE(at + 16) + bytes.readUInt32LE(at + 20) * 0x1_0000_0000,
      )
    }
  }

  #readRelocations(): Buffer {
    if (!this.#dynamic) return Buffer.alloc(0)
    const view = new View(
      this.source.read(this.#dynamic.offset, this.#dynamic.size, 'the dynamic table'),
      'the dynamic table',
    )
    let address = 0
    let size = 0
    for (let at = 0; at + 16 <= view.length; at += 16) {
      const tag = view.u64(at)
      if (tag === DT_RELA) address = view.u64(at + 8)
      if (tag === DT_RELASZ) size = view.u64(at + 8)
    }
    return size === 0 ? Buffer.alloc(0) : this.read(address, size, 'the relocation table')
  }

  #table(
    header: View,
    offsetAt: number,
    sizeAt: number,
    countAt: number,
    entry: number,
    what: string,
  ): View[] {
    const stride = header.u16(sizeAt)
    const count = header.u16(countAt)
    if (count > 0 && stride < entry)
      throw badBinary(`${what} has entries of ${stride} bytes, ${entry} are needed`)
    const bytes = this.source.read(header.u64(offsetAt), stride * count, what)
    return Array.from(
      { length: count },
      (_, i) => new View(bytes.subarray(i * stride, i * stride + entry), what),
    )
  }

  #readSections(header: View): Section[] {
    if (header.u64(40) === 0) return []
    const headers = this.#table(header, 40, 58, 60, 64, 'the section header table')
    const names = headers[header.u16(62)]
    if (!names) return []
    const nameBytes = this.source.read(names.u64(24), names.u64(32), 'the section names')
    const nameView = new View(nameBytes, 'the section names')
    return headers.map(h => ({
      name: nameBytes.length > h.u32(0) ? nameView.text(h.u32(0)) : '',
      address: h.u64(16),
      offset: h.u64(24),
      size: h.u64(32),
      inFile: h.u32(4) !== SHT_NOBITS,
      compressed: (h.u32(8) & SHF_COMPRESSED) !== 0,
    }))
  }
}

function readSegment(header: View): Segment {
  const segment = {
    address: header.u64(16),
    offset: header.u64(8),
    fileSize: header.u64(32),
    memorySize: header.u64(40),
    writable: (header.u32(4) & PF_W) !== 0,
    executable: (header.u32(4) & PF_X) !== 0,
  }
  const numbers = [segment.address, segment.offset, segment.fileSize, segment.memorySize]
  if (!numbers.every(Number.isSafeInteger) || segment.fileSize > segment.memorySize) {
    throw badBinary('a segment has impossible bounds')
  }
  return segment
}

export function hex(value: number): string {
  return `0x${value.toString(16)}`
}
