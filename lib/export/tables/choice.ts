import { RunqscopeError } from '../../errors.js'
import type { RecordingVisitor } from '../../recording/walk.js'
import { IntervalsTable } from './intervals.js'
import type { TableSink } from './table.js'
import { TransitionsTable } from './transitions.js'

/** Values of `--table`, the default first. */
export const tableNames = ['transitions', 'intervals'] as const

/** @param capacity rows that the sink takes at once @throws RunqscopeError usage */
export function tableOf(name: string | undefined, sink: TableSink, capacity: number): RecordingVisitor {
  switch (name ?? tableNames[0]) {
    case 'transitions':
      return new TransitionsTable(sink, capacity)
    case 'intervals':
      return new IntervalsTable(sink, capacity)
    default:
      throw RunqscopeError.make('usage', `--table ${name} is unknown`, `write ${tableNames.join(' or ')}`)
  }
}
