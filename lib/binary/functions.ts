import type { Elf } from './elf.js'
import { functionData, type GoModule, type Records } from './module.js'
import { badBinary } from './source.js'
import { View } from './view.js'

/** Offsets in runtime._func, the same from go1.18 to go1.27. Source: runtime/runtime2.go. */
const NAME_OFF = 4
const PCFILE = 20
const PCLN = 24
const NPCDATA = 28
const CU_OFFSET = 32
/**
 * What go1.20 changed: runtime._func got a start line, and runtime.inlinedCall (20 bytes: parent, funcID, file, line,
 * func_, parentPc; then 16: funcID, nameOff, parentPc, startLine) lost what can be computed.
 * Source: runtime/runtime2.go, runtime/symtab.go, from go1.21 on runtime/symtabinl.go.
 */
const shapes: Record<Records, Shape> = {
  'go1.18': { startLine: undefined, funcSize: 40, inlinedSize: 20, inlinedName: 12, inlinedParentPc: 16 },
  'go1.20': { startLine: 36, funcSize: 44, inlinedSize: 16, inlinedName: 4, inlinedParentPc: 8 },
}
interface Shape {
  startLine: number | undefined
  funcSize: number
  inlinedSize: number
  inlinedName: number
  inlinedParentPc: number
}
/** Source: runtime/symtab.go, from go1.20 on internal/abi/symtab.go, go1.18 to go1.27. */
const PCDATA_INL_TREE_INDEX = 2
const FUNCDATA_INL_TREE = 3
const FUNCDATA_WRAP_INFO = 7
/** Real trees are 5 to 10 deep; without a bound a crafted one could cost minutes. */
const DEPTH_MAX = 100
const NO_FUNCDATA = 0xffffffff

/** One frame at a pc, from innermost to outermost. `index` is the entry in the inline tree, −1 the physical function. */
export interface Frame {
  name: string
  index: number
  /** The instruction whose line stands for this frame. */
  pc: number
}

/**
 * The functions of a Go binary: names, ranges, lines, inline trees. It holds copies of the tables and nothing of the
 * file, decodes only what is asked, and does not trust a single offset.
 */
export class FunctionTable {
  readonly count: number
  readonly text: number
  readonly #names: View
  readonly #units: View
  readonly #files: View
  readonly #pcs: View
  readonly #functions: View
  readonly #funcdata: View | undefined
  readonly #shape: Shape
  readonly #quantum: number

  /**
   * `gofuncOffset` is where runtime.moduledata keeps `gofunc`; without it there are names and lines, but nothing that
   * was inlined.
   */
  constructor(elf: Elf, module: GoModule, gofuncOffset?: number) {
    const view = (table: { address: number; size: number }, what: string) =>
      new View(elf.read(table.address, table.size, what), what)
    this.count = module.functionCount
    this.text = module.text
    this.#names = view(module.funcnametab, 'the function names')
    this.#units = view(module.cutab, 'the compilation units')
    this.#files = view(module.filetab, 'the file names')
    this.#pcs = view(module.pctab, 'the pc tables')
    this.#functions = view(module.pclntable, 'the function table')
    if (gofuncOffset !== undefined)
      this.#funcdata = view(functionData(elf, module, gofuncOffset), 'the function data')
    this.#shape = shapes[module.records]
    this.#quantum = module.quantum
  }

  /** Index of the function whose range holds `pc`, −1 outside Go text. */
  find(pc: number): number {
    const target = pc - this.text
    if (!(target >= 0) || target >= this.#functions.u32(this.count * 8)) return -1
    let low = 0
    let high = this.count
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if (this.#functions.u32(middle * 8) <= target) low = middle
      else high = middle
    }
    return target >= this.#functions.u32(low * 8) ? low : -1
  }

  entry(index: number): number {
    return this.text + this.#functions.u32(index * 8)
  }

  /** First address after the function and its padding. */
  end(index: number): number {
    return this.text + this.#functions.u32((index + 1) * 8)
  }

  name(index: number): string {
    return this.nameAt(this.nameOffset(index))
  }

  /** Equal for equal names: the linker keeps each name once. */
  nameOffset(index: number): number {
    return this.#functions.u32(this.#at(index) + NAME_OFF)
  }

  nameAt(offset: number): string {
    return this.#names.text(offset)
  }

  /** Whether the name at `offset` starts with `prefix`, without making a string of it. */
  nameStarts(offset: number, prefix: Buffer): boolean {
    const { bytes } = this.#names
    for (let i = 0; i < prefix.length; i++) if (bytes[offset + i] !== prefix[i]) return false
    return true
  }

  /** True if the name is that of a function, or of one that was inlined somewhere. */
  mentions(name: string): boolean {
    return this.#names.bytes.includes(`\0${name}\0`)
  }

  /** Identifies the compilation unit (the package) the function was compiled in. */
  unit(index: number): number {
    return this.#functions.u32(this.#at(index) + CU_OFFSET)
  }

  /** Line of the `func` keyword; 0 before go1.20, which does not keep it. */
  startLine(index: number): number {
    const { startLine } = this.#shape
    return startLine === undefined ? 0 : this.#functions.i32(this.#at(index) + startLine)
  }

  /** Line and file of the instruction at `pc` as compiled, whatever function it was inlined from. */
  position(index: number, pc: number): { file: string; line: number } {
    const at = this.#at(index)
    const file = this.#value(this.#functions.u32(at + PCFILE), index, pc)
    const line = this.#value(this.#functions.u32(at + PCLN), index, pc)
    if (file < 0) return { file: '?', line: 0 }
    const offset = this.#units.u32((this.unit(index) + file) * 4)
    return { file: offset === 0xffffffff ? '?' : this.#files.text(offset), line: Math.max(line, 0) }
  }

  /** The logical functions at `pc`, innermost first; the last is the physical function. */
  frames(index: number, pc: number): Frame[] {
    const tree = this.#inlineTree(index)
    const frames: Frame[] = []
    let at = pc
    for (let inner = Number.POSITIVE_INFINITY; ; ) {
      const entry = tree < 0 ? -1 : this.#value(this.#inlineTable(index), index, at)
      // The compiler numbers callers before what is inlined into them. Where it left no instruction of the caller (an
      // init function that is all inlined), the place of the call leads back to the copy: the function itself is next.
      if (entry < 0 || entry >= inner) {
        frames.push({ name: this.name(index), index: -1, pc: at })
        return frames
      }
      if (frames.length >= DEPTH_MAX) throw badBinary(`the inline tree of ${this.name(index)} has no end`)
      inner = entry
      const record = tree + entry * this.#shape.inlinedSize
      frames.push({ name: this.nameAt(this.#inlinedName(tree, entry)), index: entry, pc: at })
      at = this.entry(index) + this.#data.i32(record + this.#shape.inlinedParentPc)
    }
  }

  /** Name offsets of the functions inlined anywhere into this one, with a pc inside each; a function may recur. */
  inlined(index: number): { nameOffset: number; pc: number }[] {
    const tree = this.#inlineTree(index)
    if (tree < 0) return []
    const seen = new Map<number, number>()
    let start = this.entry(index)
    for (const run = this.#runs(this.#inlineTable(index), index); run.next(); start = run.end) {
      if (run.value >= 0 && !seen.has(run.value)) seen.set(run.value, start)
    }
    return [...seen].map(([entry, pc]) => ({ nameOffset: this.#inlinedName(tree, entry), pc }))
  }

  /** False if a function inlined into this one has no name or no place: then the function data is not where it seems. */
  inlinedAreNamed(index: number): boolean {
    return this.inlined(index).every(({ nameOffset, pc }) => {
      const begins = nameOffset > 0 && this.#names.bytes[nameOffset - 1] === 0
      return begins && this.frames(index, pc).every(frame => this.find(frame.pc) === index)
    })
  }

  /** Offset of the runtime._func in pclntable. */
  #at(index: number): number {
    return this.#functions.u32(index * 8 + 4)
  }

  /** Address of the function that this one only wraps (`go f(x)` makes such), −1 if it is no wrapper. */
  wrapped(index: number): number {
    const offset = this.#dataOffset(index, FUNCDATA_WRAP_INFO)
    return offset < 0 ? -1 : this.text + this.#data.u32(offset)
  }

  get #data(): View {
    if (!this.#funcdata) throw badBinary('its function data was not found')
    return this.#funcdata
  }

  #inlinedName(tree: number, entry: number): number {
    return this.#data.u32(tree + entry * this.#shape.inlinedSize + this.#shape.inlinedName)
  }

  /** Offset of the inline tree in the function data, −1 if nothing was inlined. */
  #inlineTree(index: number): number {
    const pcdata = this.#functions.u32(this.#at(index) + NPCDATA)
    return pcdata <= PCDATA_INL_TREE_INDEX ? -1 : this.#dataOffset(index, FUNCDATA_INL_TREE)
  }

  /** Offset in the function data of the table `which`, −1 if the function has none. */
  #dataOffset(index: number, which: number): number {
    const at = this.#at(index)
    // nfuncdata is the last byte of the record, as the two tables follow it.
    if (this.#functions.u8(at + this.#shape.funcSize - 1) <= which) return -1
    const pcdata = this.#functions.u32(at + NPCDATA)
    const offset = this.#functions.u32(at + this.#shape.funcSize + (pcdata + which) * 4)
    return offset === NO_FUNCDATA ? -1 : offset
  }

  #inlineTable(index: number): number {
    return this.#functions.u32(this.#at(index) + this.#shape.funcSize + PCDATA_INL_TREE_INDEX * 4)
  }

  #value(table: number, index: number, pc: number): number {
    for (const run = this.#runs(table, index); run.next(); ) if (pc < run.end) return run.value
    return -1
  }

  #runs(table: number, index: number): PcRuns {
    return new PcRuns(this.#pcs.bytes, table, this.entry(index), this.end(index), this.#quantum)
  }
}

/**
 * Steps through a pc-value table: after `next()`, `value` holds for the pcs below `end` and not below the run before.
 * Source of the encoding: runtime/symtab.go, step: pairs of a zig-zag value delta and a pc delta in units of `quantum`
 * bytes, both varints.
 */
class PcRuns {
  end: number
  value = -1
  #at: number
  #first = true

  constructor(
    readonly bytes: Buffer,
    table: number,
    entry: number,
    readonly limit: number,
    readonly quantum: number,
  ) {
    this.#at = table
    // Table 0 stands for "none".
    this.end = table === 0 ? limit : entry
  }

  next(): boolean {
    if (this.end >= this.limit) return false
    const delta = this.#varint()
    if (delta === 0 && !this.#first) return false
    this.#first = false
    this.value += delta & 1 ? -((delta + 1) / 2) : delta / 2
    const step = this.#varint() * this.quantum
    // Every run covers code; one that does not would let a crafted table go on for ever.
    if (step === 0) throw badBinary('a pc table stands still')
    this.end += step
    return true
  }

  #varint(): number {
    let byte = this.bytes[this.#at++]
    if (byte !== undefined && byte < 0x80) return byte
    let value = 0
    for (let scale = 1; scale < 2 ** 35 && byte !== undefined; scale *= 128) {
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
      byte = this.bytes[this.#at++]
    }
    throw badBinary('a pc table runs past its end')
  }
}
