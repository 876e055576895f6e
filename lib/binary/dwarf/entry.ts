import type { Abbreviation } from './abbrev.js'
import { Cursor } from './cursor.js'

/** A unit of .debug_info: where it lies and how its entries are written. DWARF 5, 7.5.1. */
export interface Unit {
  offset: number
  /** First byte after it. */
  end: number
  /** Offset of its first entry. */
  first: number
  version: number
  /** Width of offsets into other places: 4 or 8 bytes. */
  wide: 4 | 8
  addressSize: number
  /** Offset of its table in .debug_abbrev. */
  table: number
}

/** One debugging information entry with the attributes that are numbers, texts or short blocks. */
export interface Entry {
  offset: number
  tag: number
  children: boolean
  /** True if a name is its first attribute. */
  named: boolean
  values: Map<number, number | string | Buffer>
  /** Where the next entry (the first child, if it has any) begins. */
  next: number
}

/** Reads the entry at `offset` of `bytes`, undefined where none is: a null, an unknown code or form, the end of the data. */
export function readEntry(
  bytes: Buffer,
  unit: Unit,
  rows: Map<number, Abbreviation>,
  offset: number,
): Entry | undefined {
  const cursor = new Cursor(bytes, offset)
  const row = rows.get(cursor.unsigned())
  if (cursor.broken || !row) return undefined
  const values: Entry['values'] = new Map()
  for (const { name, form, constant } of row.attributes) {
    const value = form === DW_FORM_implicit_const ? constant : readForm(cursor, unit, form)
    if (cursor.broken) return undefined
    if (value !== undefined) values.set(name, value)
  }
  const named = row.attributes[0]?.name === DW_AT_name
  return { offset, tag: row.tag, children: row.children, named, values, next: cursor.at }
}

/** Source: DWARF 5, 7.5.4 and 7.5.6. */
export const DW_AT_name = 0x03
const DW_FORM_implicit_const = 0x21

/** Sizes of the forms that are numbers of fixed width. Source: DWARF 5, 7.5.6. */
const fixed = new Map<number, 1 | 2 | 3 | 4 | 8>([
  [0x05, 2], // data2
  [0x06, 4], // data4
  [0x07, 8], // data8
  [0x0b, 1], // data1
  [0x0c, 1], // flag
  [0x20, 8], // ref_sig8
  [0x1c, 4], // ref_sup4
  [0x24, 8], // ref_sup8
  [0x25, 1], // strx1
  [0x26, 2], // strx2
  [0x27, 3], // strx3
  [0x28, 4], // strx4
  [0x29, 1], // addrx1
  [0x2a, 2], // addrx2
  [0x2b, 3], // addrx3
  [0x2c, 4], // addrx4
])

/** References within the unit, by width; here they count from the section, like DW_FORM_ref_addr. */
const within = new Map<number, 1 | 2 | 4 | 8>([
  [0x11, 1],
  [0x12, 2],
  [0x13, 4],
  [0x14, 8],
])

/** The value of an attribute; undefined if it has none that is a number, a text or a block. An unknown form breaks off. */
function readForm(cursor: Cursor, unit: Unit, form: number): number | string | Buffer | undefined {
  const width = fixed.get(form)
  if (width !== undefined) return cursor.number(width)
  const reference = within.get(form)
  if (reference !== undefined) return unit.offset + cursor.number(reference)
  switch (form) {
    case 0x01: // addr
      return cursor.number(unit.addressSize === 8 ? 8 : 4)
    case 0x08: // string
      return cursor.text()
    case 0x0d: // sdata
      return cursor.signed()
    case 0x0f: // udata
    case 0x1a: // strx
    case 0x1b: // addrx
    case 0x22: // loclistx
    case 0x23: // rnglistx
      return cursor.unsigned()
    case 0x15: // ref_udata
      return unit.offset + cursor.unsigned()
    case 0x0e: // strp
    case 0x10: // ref_addr
    case 0x17: // sec_offset
    case 0x1d: // strp_sup
    case 0x1f: // line_strp
      return cursor.number(unit.wide)
    case 0x19: // flag_present
      return 1
    case 0x1e: // data16
      cursor.skip(16)
      return undefined
    case 0x0a: // block1
      return block(cursor, cursor.number(1))
    case 0x03: // block2
      return block(cursor, cursor.number(2))
    case 0x04: // block4
      return block(cursor, cursor.number(4))
    case 0x09: // block
    case 0x18: // exprloc
      return block(cursor, cursor.unsigned())
    default:
      cursor.broken = true
      return undefined
  }
}

function block(cursor: Cursor, length: number): Buffer {
  const from = cursor.at
  cursor.skip(length)
  return cursor.bytes.subarray(from, cursor.at)
}
