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
  /** Base of funcdata offsets (`go:func.*`) and the bytes known to belong to it. */
  gofunc: Table
}

/** Offsets in runtime.moduledata that did not move between go1.22 and go1.27. Source: runtime/symtab.go. */
const FUNCNAMETAB = 8
const FTAB = 128
const FINDFUNCTAB = 152
const TEXT = 176
const WORDS = 46

/** The 8 bytes that begin runtime.pcHeader since go1.20: magic, two zeros, instruction quantum 1, pointer size 8. */
const PCHEADER = Buffer.from('f1ffffff00000108', 'hex')
/** Other magics by version. Source: internal/abi/symtab.go, go1.27. */
const OLD_MAGIC = new Map([
  [0xfffffffb, 'go1.2 to go1.15'],
  [0xfffffffa, 'go1.16 or go1.17'],
  [0xfffffff0, 'go1.18 or go1.19'],
])
const PCHEADER_SIZE = 72
/** A real file has one header and one or two words that point at it. */
const CANDIDATES_MAX = 32

/**
 * Finds the module's tables. `gofuncOffset` is the offset of moduledata.gofunc, which depends on the Go version.
 * Works without section headers and without symbols.
 */
export function readModule(elf: Elf, gofuncOffset: number): GoModule {
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
      return fromWords(elf, words, { address, found, functionCount, gofuncOffset })
    }
  }
  throw badBinary('its function table (pclntab) is not where runtime.moduledata says, or there is none')
}

function fromWords(
  elf: Elf,
  words: number[],
  by: { address: number; found: string; functionCount: number; gofuncOffset: number },
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
  const gofunc = words[by.gofuncOffset / 8]!
  const segment = elf.segmentAt(gofunc)
  if (!segment) throw badBinary('runtime.moduledata.gofunc points outside the file')
  // go:func.* has no length of its own: it ends before the next thing that moduledata knows, or with its segment.
  const end = Math.min(segment.address + segment.fileSize, ...words.filter(word => word > gofunc))
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
    address: by.address,
    found: by.found,
    funcnametab: slice(FUNCNAMETAB, 1, 'the function names'),
    cutab: slice(FUNCNAMETAB + 24, 4, 'the compilation units'),
    filetab: slice(FUNCNAMETAB + 48, 1, 'the file names'),
    pctab: slice(FUNCNAMETAB + 72, 1, 'the pc tables'),
    pclntable,
    functionCount: by.functionCount,
    text,
    etext,
    gofunc: { address: gofunc, size: end - gofunc },
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
        'build it with go1.22 or newer',
      )
    yield section.address
  }
  for (const segment of elf.segments) {
    if (segment.executable && elf.segments.length > 1 && elf.sections.length > 0) continue
    const bytes = elf.source.read(segment.offset, segment.fileSize, 'a segment')
    for (let at = bytes.indexOf(PCHEADER); at >= 0; at = bytes.indexOf(PCHEADER, at + 1)) {
      if (bytes.length - at >= PCHEADER_SIZE) yield segment.address + at
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
