import type { Elf } from './elf.js'
import { badBinary } from './source.js'

/** What the Go linker says of a binary in `.go.buildinfo`. Source: debug/buildinfo, both of its formats. */
export interface BuildInfo {
  /** e.g. `go1.26.8` or `go1.25.3 X:jsonv2`. */
  version: string
  /** Main package path, empty if the build was outside module mode. */
  path: string
  /** Build settings such as `-buildmode`, `GOARCH`, `-pgo`. */
  settings: Map<string, string>
}

const MAGIC = Buffer.from('\xff Go buildinf:', 'latin1')
const ALIGN = 16
const HEADER = 32
const FLAG_INLINE = 2
/** The module text is framed by two 16-byte marks. */
const FRAME = 16
/** Far above any real dependency list; a length field beyond it is damage. */
const TEXT_MAX = 1 << 24

/** Reads the build info, or undefined if the binary has none: not Go's linker made it, or somebody took it out. */
export function readBuildInfo(elf: Elf): BuildInfo | undefined {
  const found = findBuildInfo(elf)
  if (!found) return undefined
  const { bytes, at } = found
  if (bytes.length < at + HEADER) throw badBinary('the build info is cut off')
  const inline = (bytes[at + 15]! & FLAG_INLINE) !== 0
  const { version, framed } = inline ? inlineTexts(bytes, at) : pointedTexts(elf, found.address)
  const modules = framed.length >= 2 * FRAME + 1 ? framed.slice(FRAME, -FRAME) : ''
  const settings = new Map<string, string>()
  let path = ''
  for (const line of modules.toString('utf8').split('\n')) {
    const [key, value = ''] = line.split('\t')
    if (key === 'path') path = value
    if (key === 'build') {
      const equals = value.indexOf('=')
      if (equals > 0) settings.set(value.slice(0, equals), value.slice(equals + 1))
    }
  }
  return { version: version.toString('utf8'), path, settings }
}

interface Texts {
  version: Buffer
  /** The module text in its frame. */
  framed: Buffer
}

/** Since go1.18 the texts follow the header. */
function inlineTexts(bytes: Buffer, at: number): Texts {
  const version = readText(bytes, at + HEADER)
  return { version: version.text, framed: readText(bytes, version.end).text }
}

/** Before, and in what linkers other than Go's make of it, the header points at two Go strings. */
function pointedTexts(elf: Elf, address: number): Texts {
  const [version, modules] = elf.words(address + 16, 2, 'the build info')
  return { version: goString(elf, version!), framed: goString(elf, modules!) }
}

function goString(elf: Elf, address: number): Buffer {
  if (address === 0) return Buffer.alloc(0)
  const [data, length] = elf.words(address, 2, 'a string of the build info')
  if (!(length! <= TEXT_MAX)) throw badBinary('a string of the build info is too long')
  return elf.read(data!, length!, 'a string of the build info')
}

function findBuildInfo(elf: Elf): { bytes: Buffer; at: number; address: number } | undefined {
  const section = elf.section('.go.buildinfo')
  if (section?.inFile) {
    const bytes = elf.source.read(section.offset, section.size, 'the .go.buildinfo section')
    if (bytes.subarray(0, MAGIC.length).equals(MAGIC)) return { bytes, at: 0, address: section.address }
  }
  for (const segment of elf.segments) {
    if (!segment.writable) continue
    const bytes = elf.source.read(segment.offset, segment.fileSize, 'a data segment')
    for (let at = bytes.indexOf(MAGIC); at >= 0; at = bytes.indexOf(MAGIC, at + 1)) {
      if ((segment.address + at) % ALIGN === 0) return { bytes, at, address: segment.address + at }
    }
  }
  return undefined
}

/** A length as varint, then so many bytes. */
function readText(bytes: Buffer, at: number): { text: Buffer; end: number } {
  let length = 0
  for (let shift = 0; shift < 32; shift += 7) {
    const byte = bytes[at++]
    if (byte === undefined) throw badBinary('the build info is cut off')
    length += (byte & 0x7f) * 2 ** shift
    if (byte < 0x80) {
      if (length > TEXT_MAX || at + length > bytes.length) throw badBinary('the build info is cut off')
      return { text: bytes.subarray(at, at + length), end: at + length }
    }
  }
  throw badBinary('a length in the build info does not end')
}
