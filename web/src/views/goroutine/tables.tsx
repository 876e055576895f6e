import type { ComponentChildren } from 'preact'
import type { WireGoroutine, WirePeer } from '../../../../lib/stream/wire.js'
import { Count, Time } from '../../parts/figures.js'
import { Panel } from '../../parts/panel.js'
import { stageFields, stageLabels } from '../../session/schema.js'
import { reasonText, sites } from '../../session/session.js'
import { shortLabel } from '../../session/sites.js'
import { GoroutineLink } from '../goroutines/columns.js'
import { reasonTotals, stageOf } from '../sites/row.js'
import { Moment } from './facts.js'
import { type Step, stepsSheet } from './history.js'

/** A table in a region that scrolls. @param texts so many of its first columns are words, the others numbers */
function FactsTable({
  label,
  heads,
  texts = 1,
  children,
}: {
  label: string
  heads: readonly string[]
  texts?: number
  children: ComponentChildren
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="facts-table" aria-label={`${label}: table`} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {heads.map((head, index) => (
              <th key={head} scope="col" class={index < texts ? '' : 'number'}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}

const stageHeads = ['stage', 'count', 'total', 'p50', 'p90', 'p99', 'p99.9', 'max']

/** Its intervals that ended in the range, by stage. */
export function StagesPanel({ of }: { of: WireGoroutine }) {
  const rows = stageFields.map((field, index) => ({
    field,
    label: stageLabels[index]!,
    stage: stageOf(of.stages?.[field]),
  }))
  const figures = (row: (typeof rows)[number]) => {
    const { totalNs, p50Ns, p90Ns, p99Ns, p999Ns, maxNs } = row.stage
    return [totalNs, p50Ns, p90Ns, p99Ns, p999Ns, maxNs]
  }
  return (
    <Panel
      title="Stages"
      class="half"
      note="intervals that ended in the range"
      sheet={() => ({
        caption: 'Stages',
        columns: stageHeads.map((head, index) => (index < 2 ? head : `${head} ns`)),
        rows: rows.map(row => [row.label, row.stage.count, ...figures(row)]),
      })}
    >
      <FactsTable label="Stages" heads={stageHeads}>
        {rows.map(row => (
          <tr key={row.field} data-stage={row.field}>
            <th scope="row">{row.label}</th>
            <td class="number">
              <Count n={row.stage.count} />
            </td>
            {figures(row).map((ns, index) => (
              <td key={stageHeads[index + 2]} class="number">
                <Time ns={ns} />
              </td>
            ))}
          </tr>
        ))}
      </FactsTable>
    </Panel>
  )
}

/** What it waited for in the range. */
export function ReasonsPanel({ of }: { of: WireGoroutine }) {
  const rows = reasonTotals(of.reasons ?? [], reasonText)
  return (
    <Panel
      title="Waits by reason"
      class="half"
      sheet={() => ({
        caption: 'Waits by reason',
        columns: ['reason', 'count', 'total ns'],
        rows: rows.map(({ text, count, totalNs }) => [text, count, totalNs]),
      })}
    >
      {rows.length === 0 ? (
        <p class="dim">No wait ended in the range.</p>
      ) : (
        <FactsTable label="Waits by reason" heads={['reason', 'count', 'total', 'mean']}>
          {rows.map(({ reason, text, count, totalNs }) => (
            <tr key={text} data-reason={reason}>
              <th scope="row">{text}</th>
              <td class="number">
                <Count n={count} />
              </td>
              <td class="number">
                <Time ns={totalNs} />
              </td>
              <td class="number">
                <Time ns={totalNs / count} />
              </td>
            </tr>
          ))}
        </FactsTable>
      )}
    </Panel>
  )
}

const UNKNOWN_SITE = 4294967295

/** Goroutines that had to do with it. @param countName what their count is; without it they have none */
export function PeersPanel({
  title,
  none,
  peers,
  total,
  countName,
}: {
  title: string
  none: string
  peers: readonly WirePeer[]
  total: number
  countName?: string
}) {
  const table = sites.value
  const siteText = ({ site }: WirePeer) =>
    site === UNKNOWN_SITE || site === undefined || site === null ? 'not known' : table.get(site).label
  const heads = ['goid', 'site', ...(countName ? [countName] : [])]
  return (
    <Panel
      title={title}
      class="third"
      note={total > peers.length ? `${peers.length} of ${total}` : `${total}`}
      sheet={() => ({
        caption: title,
        columns: heads,
        rows: peers.map(peer => [peer.goid ?? 0, siteText(peer), ...(countName ? [peer.count ?? 0] : [])]),
      })}
    >
      {peers.length === 0 ? (
        <p class="dim">{none}</p>
      ) : (
        <FactsTable label={title} heads={heads} texts={2}>
          {peers.map(peer => (
            <tr key={peer.goid} data-goid={peer.goid}>
              <th scope="row">
                <GoroutineLink goid={peer.goid ?? 0} />
              </th>
              <td class="site-name" title={siteText(peer)}>
                {shortLabel(siteText(peer))}
              </td>
              {countName && (
                <td class="number">
                  <Count n={peer.count} />
                </td>
              )}
            </tr>
          ))}
        </FactsTable>
      )}
    </Panel>
  )
}

const stepHeads = [
  'time',
  'event',
  'from → to',
  'reason',
  'state before lasted',
  'other goroutine',
  'P',
  'thread',
]

/** Its latest transitions in the range, newest first. */
export function StepsPanel({
  goid,
  steps,
  total,
  lossy,
}: {
  goid: number
  steps: readonly Step[]
  total: number
  /** Events were lost in the range. */
  lossy: boolean
}) {
  return (
    <Panel
      title="Transitions"
      note={
        total > steps.length ? `the last ${steps.length} of ${total} in the range` : `${total} in the range`
      }
      sheet={() => stepsSheet(goid, steps)}
    >
      {steps.length === 0 ? (
        <p class="dim">
          {lossy
            ? 'No change of its state is known in the range; events were lost there.'
            : 'It did not change its state in the range.'}
        </p>
      ) : (
        <FactsTable label="Transitions" heads={stepHeads} texts={4}>
          {steps.map((step, index) => (
            <tr key={steps.length - index}>
              <th scope="row">
                <Moment ns={step.timeNs} />
              </th>
              <td>{step.what}</td>
              <td>
                {step.from} → {step.to}
              </td>
              <td>{step.reason}</td>
              <td class="number">
                <Time ns={step.lastedNs} />
              </td>
              <td class="number">{step.other === 0 ? '' : <GoroutineLink goid={step.other} />}</td>
              <td class="number">{Number.isNaN(step.p) ? '–' : step.p}</td>
              <td class="number">{step.tid}</td>
            </tr>
          ))}
        </FactsTable>
      )}
    </Panel>
  )
}
