import * as zlib from 'node:zlib'
import type { Elf, Section } from '../elf.js'
import { badBinary } from '../source.js'

/** A debug section as a stream of bytes: plain or compressed, of which a beginning can be had for less than the whole. */
export interface DebugSection {
  /** Length when whole, in bytes; at most what the file claims. */
  size: number
  /** The first bytes, at least `length` of them unless the section ends before (or the compression says so). */
  head(length: number): Buffer
}

/** ELF gABI, "Section Compression": Elf64_Chdr is ch_type, reserved, ch_size, ch_addralign. */
const CHDR_SIZE = 24
const ELFCOMPRESS_ZLIB = 1
const ELFCOMPRESS_ZSTD = 2
/** What GNU tools and Go up to go1.18 wrote into sections called .zdebug_*: "ZLIB", the size in 8 bytes, big-endian. */
const ZDEBUG_SIZE = 12
/** A beginning is unpacked from so much of the compressed bytes, then from four times as much, and so on. */
const FIRST = 1 << 19
const GROWTH = 4

/**
 * The section `.debug_<name>`, undefined if the binary has none.
 *
 * @param limit most bytes that are ever unpacked; a section that claims more is read up to there
 * @throws a `bad-binary` refusal when it is compressed in a way that cannot be undone
 */
export function debugSection(elf: Elf, name: string, limit: number): DebugSection | undefined {
  const section = elf.section(`.debug_${name}`)
  if (section?.inFile && section.size > 0)
    return section.compressed ? packed(elf, section, limit) : plain(elf, section, limit)
  const old = elf.section(`.zdebug_${name}`)
  if (!old?.inFile || old.size < ZDEBUG_SIZE) return undefined
  const header = elf.source.read(old.offset, ZDEBUG_SIZE, old.name)
  if (header.toString('latin1', 0, 4) !== 'ZLIB') return undefined
  return inflated(elf, old, ZDEBUG_SIZE, Math.min(Number(header.readBigUInt64BE(4)), limit))
}

function plain(elf: Elf, section: Section, limit: number): DebugSection {
  const size = Math.min(section.size, limit)
  return { size, head: length => elf.source.read(section.offset, Math.min(length, size), section.name) }
}

function packed(elf: Elf, section: Section, limit: number): DebugSection {
  const header = elf.source.read(section.offset, CHDR_SIZE, section.name)
  const type = header.readUInt32LE(0)
  const size = Math.min(Number(header.readBigUInt64LE(8)), limit)
  if (type === ELFCOMPRESS_ZLIB) return inflated(elf, section, CHDR_SIZE, size)
  if (type === ELFCOMPRESS_ZSTD) return zstandard(elf, section, size)
  throw badBinary(`${section.name} is compressed by method ${type}`)
}

function inflated(elf: Elf, section: Section, skip: number, size: number): DebugSection {
  const whole = section.size - skip
  let used = 0
  let bytes: Buffer = Buffer.alloc(0)
  return {
    size,
    head(length) {
      while (bytes.length < Math.min(length, size) && used < whole) {
        used = used === 0 ? Math.min(FIRST, whole) : Math.min(used * GROWTH, whole)
        const input = elf.source.read(section.offset + skip, used, section.name)
        // Without the flush a stream that is cut off would be an error instead of a beginning.
        const options = {
          finishFlush: zlib.constants.Z_SYNC_FLUSH,
          maxOutputLength: size,
          chunkSize: 1 << 20,
        }
        const more = unpack(section, () => zlib.inflateSync(input, options))
        // What is too long to unpack is as good as the end.
        if (!more) used = whole
        else bytes = more
      }
      return bytes
    },
  }
}

type Unpack = (input: Buffer, options: { maxOutputLength: number }) => Buffer

function zstandard(elf: Elf, section: Section, size: number): DebugSection {
  // Node has it since 22.15; the types are those of the oldest Node that runqscope runs on.
  const decompress = (zlib as { zstdDecompressSync?: Unpack }).zstdDecompressSync
  if (!decompress)
    throw badBinary(`${section.name} is compressed with zstd, which Node ${process.version} cannot undo`)
  let bytes: Buffer | undefined
  return {
    size,
    head() {
      const input = () => elf.source.read(section.offset + CHDR_SIZE, section.size - CHDR_SIZE, section.name)
      bytes ??= unpack(section, () => decompress(input(), { maxOutputLength: size })) ?? Buffer.alloc(0)
      return bytes
    },
  }
}

/** Undefined if there is more than `maxOutputLength` bytes. */
function unpack(section: Section, run: () => Buffer): Buffer | undefined {
  try {
    return run()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return undefined
    throw badBinary(`${section.name} cannot be unpacked: ${(error as Error).message}`)
  }
}
