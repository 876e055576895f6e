import type { ReadonlySignal } from '@preact/signals'
import type { Ref } from 'preact'
import { Count, Time } from '../../parts/figures.js'
import { moment } from './timeaxis.js'

/** What is told of a cell of the heat map. */
export interface Told {
  firstNs: number
  columnNs: number
  minNs: number
  maxNs: number
  count: number
  /** Of the whole column. */
  total: number
  p50Ns: number
  p99Ns: number
  longestNs: number
}

/** What is under the pointer, in numbers. */
export function Tooltip({ told, box }: { told: ReadonlySignal<Told | undefined>; box: Ref<HTMLDivElement> }) {
  const cell = told.value
  return (
    <div class="heat-tip" ref={box} hidden={cell === undefined} aria-hidden="true">
      {cell && (
        <>
          <p>
            <data value={String(cell.firstNs)}>{moment(cell.firstNs, cell.columnNs / 10)}</data>
            {' + '}
            <Time ns={cell.columnNs} />
          </p>
          <p>
            <Time ns={cell.minNs} /> to <Time ns={cell.maxNs} />
          </p>
          <p>
            <strong>
              <Count n={cell.count} />
            </strong>{' '}
            of <Count n={cell.total} /> intervals
          </p>
          <p class="dim">
            p50 <Time ns={cell.p50Ns} /> · p99 <Time ns={cell.p99Ns} /> · max <Time ns={cell.longestNs} />
          </p>
        </>
      )}
    </div>
  )
}

/** The same as a sentence, for who moves by keyboard. */
export function sentence(cell: Told, length: (ns: number) => string): string {
  const when = `${moment(cell.firstNs, cell.columnNs / 10)}, ${length(cell.columnNs)} long`
  return `${when}; ${length(cell.minNs)} to ${length(cell.maxNs)}: ${cell.count} of ${cell.total} intervals`
}
