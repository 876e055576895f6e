import type { ComponentChildren } from 'preact'
import { Count, Rate, Time } from '../../parts/figures.js'
import { Panel } from '../../parts/panel.js'
import { percent, short } from '../../parts/units.js'
import { stageFields, stageLabels } from '../../session/schema.js'
import { hello, reasonText } from '../../session/session.js'
import type { Spending } from './spending.js'

const heads = ['count', 'count/s', 'p50', 'p90', 'p99', 'p99.9', 'max']

const TITLE = 'Where goroutine time went'

export interface StagesProps {
  rows: readonly Spending[]
  /** Of the range that the numbers are of. */
  spanNs: number
  tools: ComponentChildren
}

/** The stages and wait reasons of the program or of a site, as bars and as numbers. */
export function StagesPanel({ rows, spanNs, tools }: StagesProps) {
  return (
    <Panel
      title={TITLE}
      class="stages-panel"
      note={<Time ns={spanNs} />}
      tools={tools}
      sheet={() => sheetOf(rows, spanNs)}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="stages-scroll" aria-label={`${TITLE}: table`} tabIndex={0}>
        <table class="stages" aria-label={TITLE}>
          <thead>
            <tr>
              <th scope="col">stage</th>
              <th scope="col">share of time</th>
              <th scope="col" class="number">
                total
              </th>
              <th scope="col" class="number" title="Goroutine seconds in each second of the range">
                goroutine·s per s
              </th>
              {heads.map(head => (
                <th scope="col" class="number" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <StageRow key={row.id} row={row} spanNs={spanNs} />
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  )
}

function StageRow({ row, spanNs }: { row: Spending; spanNs: number }) {
  const isReason = row.reason !== undefined
  return (
    <tr class={isReason ? 'reason' : row.part} data-stage={row.part} data-reason={row.reason}>
      <th scope="row" title={hintOf(row)}>
        <span class={`stage-key ${row.part}`} /> {nameOf(row)}
      </th>
      <td class="share">
        {!Number.isNaN(row.share) && (
          <>
            <span class="stage-bars">
              <span class={`stage-bar ${row.part}`} style={{ width: `${row.share * 100}%` }} />
            </span>
            <Share value={row.share} />
          </>
        )}
      </td>
      <td class="number">
        <Time ns={row.totalNs} />
      </td>
      <td class="number">
        <PerSecond value={row.perSecond} />
      </td>
      <td class="number">
        <Count n={row.count} />
      </td>
      <td class="number">
        <Rate perSecond={spanNs > 0 ? row.count / (spanNs / 1e9) : undefined} />
      </td>
      {[row.p50Ns, row.p90Ns, row.p99Ns, row.p999Ns, row.maxNs].map((ns, index) => (
        <td class="number" key={heads[index + 2]}>
          <Time ns={ns} />
        </td>
      ))}
    </tr>
  )
}

function Share({ value }: { value: number }) {
  return <data value={String(value)}>{value > 0 && value < 1e-4 ? '< 0.01 %' : percent(value)}</data>
}

/** Goroutine seconds per second: how many goroutines did this at a time, on average. */
function PerSecond({ value }: { value: number }) {
  if (Number.isNaN(value)) return <span class="none">–</span>
  return <data value={String(value)}>{value > 0 && value < 0.01 ? '< 0.01' : short(value)}</data>
}

function nameOf(row: Spending): string {
  return row.reason === undefined ? stageLabels[stageFields.indexOf(row.part)]! : reasonText(row.reason)
}

function hintOf(row: Spending): string | undefined {
  if (row.part === 'lifetime') return 'Goroutines that exited in the range; not part of the sum'
  if (row.part !== 'syscall' || row.reason !== undefined) return undefined
  return hello.value?.syscalls
    ? undefined
    : 'Runs that ended in the return of a blocked system call; how much of each was in the kernel is not known'
}

function sheetOf(rows: readonly Spending[], spanNs: number) {
  return {
    caption: `Where goroutine time went in ${spanNs} ns`,
    columns: [
      'stage',
      'wait reason',
      'total (ns)',
      'goroutine·s per s',
      'share of time',
      'count',
      'p50 (ns)',
      'p90 (ns)',
      'p99 (ns)',
      'p99.9 (ns)',
      'max (ns)',
    ],
    rows: rows.map(row => [
      stageLabels[stageFields.indexOf(row.part)]!,
      row.reason === undefined ? '' : reasonText(row.reason),
      row.totalNs,
      row.perSecond,
      row.share,
      row.count,
      row.p50Ns,
      row.p90Ns,
      row.p99Ns,
      row.p999Ns,
      row.maxNs,
    ]),
  }
}
