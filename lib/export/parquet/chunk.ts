import { gzipSync } from 'node:zlib'
import { Bytes } from '../bytes.js'
import type { Column, IntColumn, WordColumn } from '../tables/table.js'
import { hybrid, pack, widthOf } from './bits.js'
import { DELTA_MAX, delta } from './delta.js'
import { type Fields, type Thrift, thrift } from './thrift.js'

const BOOLEAN = 0
const INT64 = 2
const BYTE_ARRAY = 6
const PLAIN = 0
const RLE = 3
const DELTA = 5
const RLE_DICTIONARY = 8
const GZIP = 2
const DATA_PAGE = 0
const DICTIONARY_PAGE = 2

export const physicalTypes = { int: INT64, word: BYTE_ARRAY, flag: BOOLEAN } as const

/** What the row group's footer says of a chunk, but for where it lies. */
interface Facts {
  encodings: number[]
  nulls: number
  /** Bytes of the dictionary page; 0 if there is none. */
  dictionaryBytes: number
  rawBytes: number
  least?: number
  greatest?: number
}

const page = new Bytes(1 << 20)

/**
 * The values of one column in one row group: a dictionary page if it is one of texts, and one data page. All columns may
 * have nulls, as far as the schema goes.
 */
export class ColumnChunk {
  private readonly out = new Bytes(1 << 16)
  private readonly there: Uint8Array
  private readonly values: Float64Array
  private facts!: Facts

  constructor(
    private readonly column: Column,
    capacity: number,
  ) {
    this.there = new Uint8Array(capacity)
    this.values = new Float64Array(capacity)
  }

  /** The encoded rows `0 … count-1`; valid until the next call. */
  encode(count: number): Uint8Array {
    const { column, out } = this
    out.length = 0
    this.facts = { encodings: [RLE], nulls: 0, dictionaryBytes: 0, rawBytes: 0 }
    page.length = 0
    if (column.type === 'int') this.ints(column, count)
    else if (column.type === 'word') this.words(column, count)
    else {
      this.levels(count, count)
      pack(page, column.values, 0, count, 1)
      this.page(count, PLAIN)
    }
    return out.written
  }

  /** What the footer says of it. @param offset where the file has it */
  metadata(offset: number, count: number): Fields {
    const { facts, column, out } = this
    const { dictionaryBytes } = facts
    const meta: Fields = [
      [1, { i32: physicalTypes[column.type] }],
      [2, { list: facts.encodings.map((i32): Thrift => ({ i32 })) }],
      [3, { list: [{ text: column.name }] }],
      [4, { i32: GZIP }],
      [5, { i64: count }],
      [6, { i64: facts.rawBytes }],
      [7, { i64: out.length }],
      [9, { i64: offset + dictionaryBytes }],
      [11, dictionaryBytes > 0 ? { i64: offset } : undefined],
      [12, { struct: this.statistics() }],
    ]
    return [
      [2, { i64: offset }],
      [3, { struct: meta }],
    ]
  }

  get rawBytes(): number {
    return this.facts.rawBytes
  }

  private ints({ values: all }: IntColumn, count: number): void {
    const { there, values } = this
    let least = Infinity
    let greatest = -Infinity
    let length = 0
    for (let row = 0; row < count; row++) {
      const value = all[row]
      there[row] = Number.isNaN(value) ? 0 : 1
      if (there[row] === 0) continue
      values[length++] = Math.floor(value)
      if (value < least) least = value
      if (value > greatest) greatest = value
    }
    if (length > 0) Object.assign(this.facts, { least: Math.floor(least), greatest: Math.floor(greatest) })
    this.levels(count, length)
    if (least < -DELTA_MAX || greatest > DELTA_MAX) {
      for (let i = 0; i < length; i++) page.bytes(int64(values[i]))
      this.page(count, PLAIN)
      return
    }
    delta(page, values, length)
    this.page(count, DELTA)
  }

  private words({ codes, words }: WordColumn, count: number): void {
    const { there, values } = this
    const numbers = new Map<string, number>()
    /** By code: the number of its text in the dictionary. */
    const known: (number | undefined)[] = []
    let length = 0
    for (let row = 0; row < count; row++) {
      const code = codes[row]!
      const number = known[code] ?? numberOf(words[code], numbers)
      // Codes beyond have no text, and would make the table endless.
      if (code < 65536) known[code] = number
      there[row] = number < 0 ? 0 : 1
      if (number >= 0) values[length++] = number
    }
    const width = Math.max(1, widthOf(Math.max(0, numbers.size - 1)))
    for (const text of numbers.keys()) page.text(text)
    this.dictionary(numbers.size)
    this.levels(count, length)
    page.byte(width)
    hybrid(page, values, length, width, numbers.size <= 1)
    this.page(count, RLE_DICTIONARY)
  }

  /** Which rows have a value, before the values. */
  private levels(count: number, length: number): void {
    this.facts.nulls = count - length
    const begin = page.length
    page.u32(0)
    if (length === count) this.there.fill(1, 0, count)
    hybrid(page, this.there, count, 1, length === count || length === 0)
    const bytes = page.length - begin - 4
    for (let i = 0; i < 4; i++) page.buffer[begin + i] = bytes >>> (8 * i)
  }

  private dictionary(length: number): void {
    this.facts.encodings.push(PLAIN)
    this.put(DICTIONARY_PAGE, [
      7,
      struct([
        [1, { i32: length }],
        [2, { i32: PLAIN }],
      ]),
    ])
    this.facts.dictionaryBytes = this.out.length
  }

  private page(count: number, encoding: number): void {
    this.facts.encodings.push(encoding)
    const levels: Thrift = { i32: RLE }
    this.put(DATA_PAGE, [
      5,
      struct([
        [1, { i32: count }],
        [2, { i32: encoding }],
        [3, levels],
        [4, levels],
      ]),
    ])
  }

  private put(type: number, own: readonly [number, Thrift]): void {
    const { out, facts } = this
    const stored = gzipSync(page.written, { level: 1 })
    const head = thrift([[1, { i32: type }], [2, { i32: page.length }], [3, { i32: stored.length }], own])
    out.bytes(head)
    out.bytes(stored)
    facts.rawBytes += head.length + page.length
    page.length = 0
  }

  private statistics(): Fields {
    const { nulls, least, greatest } = this.facts
    return [
      [3, { i64: nulls }],
      [5, greatest === undefined ? undefined : { bytes: int64(greatest) }],
      [6, least === undefined ? undefined : { bytes: int64(least) }],
    ]
  }
}

function struct(fields: Fields): Thrift {
  return { struct: fields }
}

/** -1 for no text. */
function numberOf(text: string | undefined, numbers: Map<string, number>): number {
  if (text === undefined) return -1
  const number = numbers.get(text) ?? numbers.size
  numbers.set(text, number)
  return number
}

function int64(value: number): Uint8Array {
  return new Uint8Array(BigInt64Array.of(BigInt(value)).buffer)
}
