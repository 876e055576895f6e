import { Count, Rate, Time } from '../../parts/figures.js'
import { Panel } from '../../parts/panel.js'
import { stageFields, stageLabels } from '../../session/schema.js'
import { comparison, comparisonSheet, type Pair, type Unit } from './comparison.js'
import type { SiteRow, StageName } from './row.js'

function stageLabel(stage: StageName): string {
  return stageLabels[stageFields.indexOf(stage)]!
}

/** Two sites side by side. */
export function ComparisonPanel({ a, b, onClose }: { a: SiteRow; b: SiteRow; onClose: () => void }) {
  const pairs = comparison(a, b, stageLabel)
  return (
    <Panel
      title="Compare"
      class="compare-panel"
      sheet={() => comparisonSheet(a, b, pairs)}
      tools={
        <button type="button" onClick={onClose}>
          Close
        </button>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="compare" aria-label="Comparison" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">figure</th>
              <th scope="col" class="number">
                {a.info.label}
              </th>
              <th scope="col" class="number">
                {b.info.label}
              </th>
              <th scope="col" class="number">
                second ÷ first
              </th>
            </tr>
          </thead>
          {groupsOf(pairs).map(([group, members]) => (
            <tbody key={group}>
              <tr>
                <th colSpan={4} scope="rowgroup" class="group">
                  {group}
                </th>
              </tr>
              {members.map(pair => (
                <tr key={pair.what}>
                  <th scope="row">{pair.what}</th>
                  <td class="number">{figure(pair.unit, pair.a)}</td>
                  <td class="number">{figure(pair.unit, pair.b)}</td>
                  <td class={ratioClass(pair.ratio)}>{ratioText(pair.ratio)}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </section>
    </Panel>
  )
}

function groupsOf(pairs: readonly Pair[]): [string, Pair[]][] {
  const groups = new Map<string, Pair[]>()
  for (const pair of pairs) groups.set(pair.group, [...(groups.get(pair.group) ?? []), pair])
  return [...groups]
}

function figure(unit: Unit, value: number) {
  switch (unit) {
    case 'ns':
      return <Time ns={value} />
    case 'rate':
      return <Rate perSecond={value} />
    case 'count':
      return <Count n={value} />
  }
}

function ratioText(ratio: number): string {
  if (Number.isNaN(ratio)) return '–'
  return `× ${ratio >= 100 ? ratio.toFixed(0) : ratio.toPrecision(3)}`
}

/** Twice as much or half as much is seen at once. */
function ratioClass(ratio: number): string {
  return ratio >= 2 || ratio <= 0.5 ? 'number striking' : 'number'
}
