import { Cursor } from './cursor.js'

/** How the entries of one kind are written: a row of a table in .debug_abbrev. */
export interface Abbreviation {
  tag: number
  children: boolean
  attributes: { name: number; form: number; constant: number }[]
}

/** Real tables have up to 200 rows of up to 15 attributes; a crafted one must not grow without end. */
const ROWS_MAX = 4096
const ATTRIBUTES_MAX = 64
/** DWARF 5, 7.5.6: the value stands in the table itself. */
const DW_FORM_implicit_const = 0x21

/** Reads the table at `offset`: code → row. What is malformed ends it. */
export function abbreviations(bytes: Buffer, offset: number): Map<number, Abbreviation> {
  const rows = new Map<number, Abbreviation>()
  const cursor = new Cursor(bytes, offset)
  while (rows.size < ROWS_MAX) {
    const code = cursor.unsigned()
    if (cursor.broken || code === 0) break
    const row: Abbreviation = { tag: cursor.unsigned(), children: cursor.number(1) !== 0, attributes: [] }
    for (;;) {
      const name = cursor.unsigned()
      const form = cursor.unsigned()
      const constant = form === DW_FORM_implicit_const ? cursor.signed() : 0
      if (cursor.broken || (name === 0 && form === 0) || row.attributes.length >= ATTRIBUTES_MAX) break
      row.attributes.push({ name, form, constant })
    }
    if (!cursor.broken) rows.set(code, row)
  }
  return rows
}
