import type { Output } from '../output.js'
import type { Column, TableSink, WordColumn } from '../tables/table.js'
import { DIGITS_MAX, putInt } from './digits.js'
import { field } from './field.js'

const COMMA = 0x2c
const CR = 0x0d
const LF = 0x0a
/** A longer one is written by itself. */
const WORD_MAX = 4096
const nothing = new Uint8Array(0)
const yes = field('true')
const no = field('false')

/** Writes a table as RFC 4180 says: a header, fields between commas, lines that end with CR LF. */
export class CsvLines implements TableSink {
  private columns: readonly Column[] = []
  /** By column: the fields by code, as far as they were needed. */
  private fields: (Uint8Array | undefined)[][] = []
  private lineMax = 0

  constructor(private readonly output: Output) {}

  begin(columns: readonly Column[]): void {
    this.columns = columns
    this.fields = columns.map(() => [])
    this.lineMax = 2 + columns.length * (1 + DIGITS_MAX)
    for (const column of columns) if (column.type === 'word') this.lineMax += WORD_MAX
    this.output.text(`${columns.map(column => column.name).join(',')}\r\n`)
  }

  rows(count: number): void {
    const { output, columns, lineMax } = this
    const { bytes } = output
    const { length } = columns
    for (let row = 0; row < count; row++) {
      output.room(lineMax)
      let at = output.length
      for (let i = 0; i < length; i++) {
        if (i > 0) bytes[at++] = COMMA
        const column = columns[i]!
        if (column.type === 'int') {
          const value = column.values[row]
          if (!Number.isNaN(value)) at = putInt(bytes, at, value)
          continue
        }
        const word =
          column.type === 'flag'
            ? column.values[row] === 0
              ? no
              : yes
            : (this.fields[i]![column.codes[row]] ?? this.fieldOf(i, column, column.codes[row]))
        if (word.length > WORD_MAX) {
          output.length = at
          output.write(word)
          output.room(lineMax)
          at = output.length
        } else for (let k = 0; k < word.length; k++) bytes[at++] = word[k]!
      }
      bytes[at++] = CR
      bytes[at++] = LF
      output.length = at
    }
  }

  /** All is written already. */
  end(): void {}

  private fieldOf(i: number, { words }: WordColumn, code: number): Uint8Array {
    const text = words[code]
    const made = text === undefined ? nothing : field(text)
    // What is no code of a word would make a table of 2^32 entries.
    if (code < 65536) this.fields[i]![code] = made
    return made
  }
}
