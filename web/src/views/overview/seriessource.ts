import type { Answer } from '../../link/answer.js'
import type { Question } from '../../session/ask.js'
import { ColumnFeed } from './feed.js'
import { SeriesRing } from './seriesring.js'

/** A chart of 2000 pixels. */
const CAPACITY = 1024
/** Narrower columns could not be told apart, CSS pixels. */
const COLUMN_PX = 2
/** Lines are not read faster than that. */
const EVERY_MS = 2 ** 28 / 1e6
const ALIGN = 2

/** The program's figures over time, for all charts. */
export class SeriesSource extends ColumnFeed {
  readonly ring = new SeriesRing(CAPACITY)

  constructor() {
    super(CAPACITY, COLUMN_PX, ALIGN, EVERY_MS)
  }

  protected override key(): string {
    return ''
  }

  protected override part(column_ns: number, columns: number): Question {
    return { series: { column_ns, columns } }
  }

  protected override write(first: number, columns: number, { series }: Answer): boolean {
    if (!series) return false
    this.ring.write(first, columns, series)
    return true
  }

  protected override clear(): void {
    // Columns that are not covered are not read.
  }
}
