import type { Elf } from '../elf.js'
import { type Abbreviation, abbreviations } from './abbrev.js'
import { Cursor } from './cursor.js'
import { DW_AT_name, type Entry, readEntry, type Unit } from './entry.js'
import { type DebugSection, debugSection } from './section.js'

/** Go's own table has 400 bytes; behind it, in a program with cgo, lie those of the C compiler. */
const ABBREV_MAX = 1 << 20
const TABLES_MAX = 16
/** The first look; Go puts package runtime near the beginning, as nearly all others need it. */
const FIRST = 1 << 20
const GROWTH = 4
/** A name is written once or twice in entries of its own, and a few times within the names of others. */
const CANDIDATES_MAX = 4096
const UNITS_MAX = 1 << 20
/** A plan reads about 500 entries; a crafted file must not keep the search busy. */
const ENTRIES_MAX = 1 << 14
/** DWARF 5, 7.5.1: unit types other than a plain compilation unit have more in their header. */
const DW_UT_compile = 1

/**
 * The entries of .debug_info by name. Go's linker writes names in place, so an entry is found by its text and then read
 * as what it is; nothing is walked from the start, and only as much is unpacked as it takes.
 */
export class DebugInfo {
  #bytes: Buffer
  readonly #units: Unit[] = []
  readonly #tables = new Map<number, Map<number, Abbreviation>>()
  #entries = 0

  private constructor(
    readonly section: DebugSection,
    readonly abbrev: Buffer,
  ) {
    this.#bytes = section.head(FIRST)
  }

  /**
   * Undefined if the binary has no debug information.
   *
   * @param limit most bytes of it that are read
   */
  static open(elf: Elf, limit: number): DebugInfo | undefined {
    const info = debugSection(elf, 'info', limit)
    const abbrev = debugSection(elf, 'abbrev', ABBREV_MAX)
    return info && abbrev && new DebugInfo(info, abbrev.head(ABBREV_MAX))
  }

  /** The first entry with this name that `accept` makes something of. */
  find<T>(name: string, accept: (entry: Entry, unit: Unit) => T | undefined): T | undefined {
    const pattern = Buffer.from(`${name}\0`)
    let tried = 0
    for (let from = 0; ; ) {
      const at = this.#bytes.indexOf(pattern, from)
      if (at < 0) {
        from = Math.max(this.#bytes.length - pattern.length, 0)
        if (!this.#grow()) return undefined
        continue
      }
      const found = this.#accepted(at, name, accept)
      if (found !== undefined) return found
      if (++tried > CANDIDATES_MAX) return undefined
      from = at + 1
    }
  }

  /** The entry at an offset, as attributes refer to it. */
  at(offset: number): Entry | undefined {
    const unit = this.unitAt(offset)
    return unit && this.#read(unit, offset)
  }

  /** The entry after another, or its first child; undefined at the end of a row of children. */
  after(entry: Entry, unit: Unit): Entry | undefined {
    return this.#read(unit, entry.next)
  }

  /** True if a null entry, which ends a row of children, lies there. */
  endsAt(offset: number): boolean {
    return this.#bytes[offset] === 0
  }

  /** The entry of the unit itself, which names the compiler. */
  root(unit: Unit): Entry | undefined {
    return this.#read(unit, unit.first)
  }

  /** The unit that an offset lies in. */
  unitAt(offset: number): Unit | undefined {
    for (;;) {
      const last = this.#units.at(-1)
      if (last && last.end > offset) break
      const unit = this.#units.length < UNITS_MAX ? this.#readUnit(last?.end ?? 0) : undefined
      if (!unit) return undefined
      this.#units.push(unit)
    }
    let low = 0
    let high = this.#units.length
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if (this.#units[middle]!.offset <= offset) low = middle
      else high = middle
    }
    const unit = this.#units[low]!
    return offset >= unit.first && offset < unit.end ? unit : undefined
  }

  /** The name at `at` is that of an entry if an abbreviation code that begins with a name stands right before. */
  #accepted<T>(at: number, name: string, accept: (entry: Entry, unit: Unit) => T | undefined): T | undefined {
    for (const length of [1, 2]) {
      const unit = this.unitAt(at - length)
      const entry = unit && this.#read(unit, at - length)
      if (!unit || !entry?.named || entry.values.get(DW_AT_name) !== name) continue
      const found = accept(entry, unit)
      if (found !== undefined) return found
    }
    return undefined
  }

  #read(unit: Unit, offset: number): Entry | undefined {
    if (++this.#entries > ENTRIES_MAX) return undefined
    return readEntry(this.#bytes, unit, this.#table(unit.table), offset)
  }

  #grow(): boolean {
    const before = this.#bytes.length
    if (before >= this.section.size) return false
    this.#bytes = this.section.head(before * GROWTH)
    return this.#bytes.length > before
  }

  #readUnit(offset: number): Unit | undefined {
    const cursor = new Cursor(this.#bytes, offset)
    let length = cursor.number(4)
    const wide = length === 0xffffffff ? 8 : 4
    if (wide === 8) length = cursor.number(8)
    const end = cursor.at + length
    const version = cursor.number(2)
    const type = version >= 5 ? cursor.number(1) : DW_UT_compile
    let addressSize = version >= 5 ? cursor.number(1) : 0
    const table = cursor.number(wide)
    if (version < 5) addressSize = cursor.number(1)
    if (cursor.broken || length === 0) return undefined
    // A unit of another kind or version is passed over: it has no entries that could be read.
    const readable = version >= 2 && version <= 5 && type === DW_UT_compile
    return {
      offset,
      end,
      first: readable ? cursor.at : end,
      version,
      wide,
      addressSize,
      table,
    }
  }

  #table(offset: number): Map<number, Abbreviation> {
    let table = this.#tables.get(offset)
    if (!table) {
      if (this.#tables.size >= TABLES_MAX) return new Map()
      table = abbreviations(this.abbrev, offset)
      this.#tables.set(offset, table)
    }
    return table
  }
}
