import { RunqscopeError } from '../errors.js'
import { type Elf, hex } from './elf.js'
import { badBinary } from './source.js'
import { View } from './view.js'

/** A table inside the binary: its link-time address and its length in bytes. */
export interface Table {
  address: number
  size: number
}

/** Where the Go linker put the tables of the main module, from runtime.pcHeader and runtime.moduledata. */
export interface GoModule {
  /** Address of runtime.moduledata and how it was found. */
  address: number
  found: string
  funcnametab: Table
  cutab: Table
  filetab: Table
  pctab: Table
  pclntable: Table
  functionCount: number
  /** Start and end of Go's text: function entries are offsets from `text`. */
  text: number
  etext: number
  /** Bytes of the shortest instruction: pc tables count in these. */
  quantum: number
  /** How the records of a function and of an inlined call are laid out. */
  records: Records
  /** The head of runtime.moduledata as 64-bit words, pointers relocated. */
  words: number[]
}

/** The shape of runtime._func and runtime.inlinedCall, which the header's magic tells. */
export type Records = 'go1.18' | 'go1.20'

/** Offsets in runtime.moduledata that did not move between go1.18 and go1.27. Source: runtime/symtab.go. */
const FUNCNAMETAB = 8
const FTAB = 128
const FINDFUNCTAB = 152
const TEXT = 176
/** All of it in go1.18, where it is shortest. */
const WORDS = 69

/**
 * runtime.pcHeader begins with a magic, two zeros, the instruction quantum and the pointer size; only the magic's first
 * byte tells versions apart. Source: internal/abi/symtab.go (before go1.22 debug/gosym/pclntab.go).
 */
const magics = new Map<number, Records>([
  [0xf0, 'go1.18'],
  [0xf1, 'go1.20'],
])
/** What follows that first byte. */
const headerTail = {
  amd64: Buffer.from('ffffff00000108', 'hex'),
  arm64: Buffer.from('ffffff00000408', 'hex'),
}
const OLD_MAGIC = new Map([
  [0xfffffffb, 'go1.2 to go1.15'],
  [0xfffffffa, 'go1.16 or go1.17'],
])
const PCHEADER_SIZE = 72
/** A real file has one header and one or two words that point at it. */
const CANDIDATES_MAX = 32

/** Finds the module's tables or refuses the binary. */
export function readModule(elf: Elf): GoModule {
  const module = findModule(elf)
  if (module) return module
  throw badBinary('its function table (pclntab) is not where runtime.moduledata says, or there is none')
}

/**
 * Finds the module's tables, whatever its Go version; undefined if there are none. Works without section headers and
 * without symbols.
 */
export function findModule(elf: Elf): GoModule | undefined {
  let tried = 0
  for (const headerAddress of pcHeaderCandidates(elf)) {
    if (++tried > CANDIDATES_MAX) break
    const header = new View(
      elf.read(headerAddress, PCHEADER_SIZE, 'the pclntab header'),
      'the pclntab header',
    )
    const functionCount = header.u64(8)
    // Offsets from the header: funcnametab, cutab, filetab, pctab, pclntable (pcHeader, runtime/symtab.go).
    const starts = [32, 40, 48, 56, 64].map(at => headerAddress + header.u64(at))
    for (const { address, found } of moduleCandidates(elf, headerAddress)) {
      if (++tried > CANDIDATES_MAX) break
      const words = elf.words(address, WORDS, 'runtime.moduledata')
      const tables = starts.map((_, i) => words[FUNCNAMETAB / 8 + 3 * i]!)
      if (words[0] !== headerAddress || !starts.every((start, i) => start === tables[i])) continue
      const records = magics.get(header.u8(0))
      if (!records) continue
      return fromWords(elf, words, { address, found, functionCount, quantum: header.u8(6), records })
    }
  }
  return undefined
}

/**
 * The function data (`go:func.*`): what the offsets of a function's FUNCDATA count from, and the bytes known to belong to
 * it. `gofuncOffset` is the offset of moduledata.gofunc, which depends on the Go version.
 */
export function functionData(elf: Elf, module: GoModule, gofuncOffset: number): Table {
  const address = module.words[gofuncOffset / 8]
  const segment = address === undefined ? undefined : elf.segmentAt(address)
  if (address === undefined || !segment) throw badBinary('runtime.moduledata.gofunc points outside the file')
  // It has no length of its own: it ends before the next thing that moduledata knows, or with its segment.
  const end = Math.min(segment.address + segment.fileSize, ...module.words.filter(word => word > address))
  return { address, size: end - address }
}

function fromWords(
  elf: Elf,
  words: number[],
  by: Pick<GoModule, 'address' | 'found' | 'functionCount' | 'quantum' | 'records'>,
): GoModule {
  /** A Go slice of elements of `width` bytes. */
  const slice = (at: number, width: number, what: string): Table => {
    const table = { address: words[at / 8]!, size: words[at / 8 + 1]! * width }
    const segment = elf.segmentAt(table.address)
    if (!segment || table.address + table.size > segment.address + segment.fileSize) {
      throw badBinary(`${what} (${table.size} bytes at ${hex(table.address)}) is not in the file`)
    }
    return table
  }
  const text = words[TEXT / 8]!
  const etext = words[TEXT / 8 + 1]!
  if (!(text < etext) || !elf.segmentAt(text)?.executable)
    throw badBinary('runtime.moduledata.text is not code')
  const ftab = slice(FTAB, 8, 'ftab')
  const pclntable = slice(FUNCNAMETAB + 96, 1, 'the function table')
  // The functab is the head of pclntable: one entry per function and one for the end.
  if (
    by.functionCount + 1 > ftab.size / 8 ||
    ftab.address !== pclntable.address ||
    ftab.size > pclntable.size
  ) {
    throw badBinary(`the function table does not hold the ${by.functionCount} functions of its header`)
  }
  if (words[FINDFUNCTAB / 8] === 0) throw badBinary('runtime.moduledata.findfunctab is empty')
  return {
    ...by,
    funcnametab: slice(FUNCNAMETAB, 1, 'the function names'),
    cutab: slice(FUNCNAMETAB + 24, 4, 'the compilation units'),
    filetab: slice(FUNCNAMETAB + 48, 1, 'the file names'),
    pctab: slice(FUNCNAMETAB + 72, 1, 'the pc tables'),
    pclntable,
    text,
    etext,
    words,
  }
}

/** Addresses at which a pclntab header lies: by section name, else by magic in sections or segments that could hold it. */
function* pcHeaderCandidates(elf: Elf): Generator<number> {
  for (const name of ['.gopclntab', '.data.rel.ro.gopclntab']) {
    const section = elf.section(name)
    if (!section?.inFile) continue
    const magic = new View(elf.read(section.address, 8, name), name).u32(0)
    const old = OLD_MAGIC.get(magic)
    if (old)
      throw RunqscopeError.make(
        'unsupported-go',
        `the binary was built with ${old}`,
        'build it with go1.18 or newer',
      )
    yield section.address
  }
  for (const segment of elf.segments) {
    if (segment.executable && elf.segments.length > 1 && elf.sections.length > 0) continue
    const bytes = elf.source.read(segment.offset, segment.fileSize, 'a segment')
    const tail = headerTail[elf.arch]
    for (let at = bytes.indexOf(tail); at >= 0; at = bytes.indexOf(tail, at + 1)) {
      const begin = at - 1
      if (begin >= 0 && magics.has(bytes[begin]!) && bytes.length - begin >= PCHEADER_SIZE)
        yield segment.address + begin
    }
  }
}

function* moduleCandidates(elf: Elf, headerAddress: number): Generator<{ address: number; found: string }> {
  const section = elf.section('.go.module')
  if (section?.inFile) yield { address: section.address, found: 'section .go.module' }
  for (const address of elf.findPointers(headerAddress)) {
    if (elf.isWritable(address)) yield { address, found: 'the word that points at the pclntab header' }
  }
}
