import type { RecordingHead } from '../../recording/walk.js'
import { Bytes } from '../bytes.js'
import type { Output } from '../output.js'
import type { Column, Lost, TableSink } from '../tables/table.js'
import { ColumnChunk, physicalTypes } from './chunk.js'
import { type Fields, type Thrift, thrift } from './thrift.js'

const MAGIC = new TextEncoder().encode('PAR1')
const OPTIONAL = 1
const UTF8 = 0

/**
 * Writes a table as an Apache Parquet file: a row group for every `rows`, format version 2 (DELTA_BINARY_PACKED and
 * dictionaries, pages packed by gzip). Written here and not by a package, because those that there are in JavaScript
 * take several microseconds for a row of these tables.
 */
export class ParquetFile implements TableSink {
  private columns: readonly Column[] = []
  private chunks: ColumnChunk[] = []
  private head!: RecordingHead
  private readonly groups: Thrift[] = []
  private total = 0

  /** @param capacity rows of a group at most */
  constructor(
    private readonly output: Output,
    private readonly capacity: number,
  ) {}

  begin(columns: readonly Column[], head: RecordingHead): void {
    this.head = head
    this.columns = columns
    this.chunks = columns.map(column => new ColumnChunk(column, this.capacity))
    this.output.write(MAGIC)
  }

  rows(count: number): void {
    const { output, chunks } = this
    const groupAt = output.total
    let rawBytes = 0
    const columns = chunks.map((chunk): Thrift => {
      const offset = output.total
      output.write(chunk.encode(count))
      rawBytes += chunk.rawBytes
      return { struct: chunk.metadata(offset, count) }
    })
    this.total += count
    this.groups.push({
      struct: [
        [1, { list: columns }],
        [2, { i64: rawBytes }],
        [3, { i64: count }],
        [5, { i64: groupAt }],
        [6, { i64: output.total - groupAt }],
      ],
    })
  }

  end(lost: Lost): void {
    const { columns, groups, total, head } = this
    const root: Thrift = {
      struct: [
        [4, { text: 'schema' }],
        [5, { i32: columns.length }],
      ],
    }
    const footer = thrift([
      [1, { i32: 2 }],
      [2, { list: [root, ...columns.map(schemaOf)] }],
      [3, { i64: total }],
      [4, { list: groups }],
      [
        5,
        {
          list: [
            {
              struct: [
                [1, { text: 'runqscope' }],
                [2, { text: facts(head, lost) }],
              ],
            },
          ],
        },
      ],
      [6, { text: `runqscope version ${head.version}` }],
      // Values are ordered as their types say, without which nobody may trust the least and the greatest.
      [7, { list: columns.map((): Thrift => ({ struct: [[1, { struct: [] }]] })) }],
    ])
    const length = new Bytes(4)
    length.u32(footer.length)
    this.output.write(footer)
    this.output.write(length.written)
    this.output.write(MAGIC)
  }
}

function schemaOf({ type, name }: Column): Thrift {
  const text: Fields = [
    [6, { i32: UTF8 }],
    [10, { struct: [[1, { struct: [] }]] }],
  ]
  return {
    struct: [
      [1, { i32: physicalTypes[type] }],
      [3, { i32: OPTIONAL }],
      [4, { text: name }],
      ...(type === 'word' ? text : []),
    ],
  }
}

/** What the rows do not tell, as JSON. */
function facts(head: RecordingHead, lost: Lost): string {
  const { version, pid, goVersion, command, method, syscalls, baseNs, startedAtUnixMs, firstNs, lastNs } =
    head
  return JSON.stringify({
    ...{ version, pid, go_version: goVersion, command, method, syscalls },
    ...{ base_ns: baseNs, started_at_unix_ms: startedAtUnixMs, first_ns: firstNs, last_ns: lastNs, lost },
  })
}
