import { type Signal, signal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { Count, Percent, Rate } from '../../parts/figures.js'
import { onFrame } from '../../parts/frame.js'
import { Panel } from '../../parts/panel.js'
import { colors } from '../../session/theme.js'
import { Chart } from './chart.js'
import { type ChartSpec, charts } from './chartspec.js'
import { cursorNs } from './pointer.js'
import { SeriesSource } from './seriessource.js'

const HEIGHT = 132
/** Each chart is redrawn that often at most. */
const REDRAW_MS = 100
/** The numbers beside the charts change no faster than they can be read. */
const READ_MS = 250

/** All charts of one source. They take turns: no frame redraws more than one. */
class ChartsModel {
  readonly source = new SeriesSource()
  readonly charts = charts.map(spec => new Chart(spec, this.source))
  /** Counts up when the numbers beside the charts are to be read again. */
  readonly reads = signal(0)
  private next = 0
  private readonly drawnMs = charts.map(() => 0)
  private readMs = 0

  start(): () => void {
    this.source.start()
    const endFrames = onFrame(nowMs => this.frame(nowMs))
    return () => {
      endFrames()
      this.source.stop()
      for (const chart of this.charts) chart.destroy()
    }
  }

  private frame(nowMs: number): void {
    if (nowMs - this.readMs >= READ_MS) {
      this.readMs = nowMs
      this.reads.value++
    }
    for (let i = 0; i < this.charts.length; i++) {
      const at = (this.next + i) % this.charts.length
      if (nowMs - this.drawnMs[at]! < REDRAW_MS || !this.charts[at]!.update()) continue
      this.drawnMs[at] = nowMs
      this.next = at + 1
      return
    }
  }
}

/** Figures of the whole program over time, small ones side by side with one cursor. */
export function Charts() {
  const model = useMemo(() => new ChartsModel(), [])
  useEffect(() => model.start(), [])
  return (
    <div class="charts">
      {model.charts.map(chart => (
        <ChartPanel key={chart.spec.id} chart={chart} model={model} />
      ))}
    </div>
  )
}

function ChartPanel({ chart, model }: { chart: Chart; model: ChartsModel }) {
  const box = useRef<HTMLDivElement>(null)
  const theme = colors.value
  const { spec } = chart
  useEffect(() => {
    const element = box.current!
    let width = element.clientWidth
    chart.build(element, width, HEIGHT, theme)
    model.source.setWidth(width)
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === width || element.clientWidth === 0) return
      width = element.clientWidth
      chart.setWidth(width, HEIGHT)
      model.source.setWidth(width)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [theme])
  return (
    <Panel title={spec.title} class="chart-panel" picture sheet={() => sheetOf(chart, model.source)}>
      <div class="chart" ref={box} role="img" aria-label={`${spec.title}, ${spec.unit}, over time`} />
      <Legend chart={chart} reads={model.reads} source={model.source} />
    </Panel>
  )
}

/** The lines with their values at the cursor, else the latest; a click leaves one out of a stack. */
function Legend({ chart, reads, source }: { chart: Chart; reads: Signal<number>; source: SeriesSource }) {
  void reads.value
  const { spec } = chart
  const ns = cursorNs.value ?? source.newestNs
  const { css } = colors.value
  return (
    <p class="chart-legend">
      {spec.lines.map((line, index) => {
        const value = chart.valueAt(index, ns)
        const face = (
          <>
            <span class="chart-key" style={{ background: css[line.color] }} /> {line.label}{' '}
            <Value spec={spec} value={value} />
          </>
        )
        if (!spec.stacked) return <span key={line.name}>{face}</span>
        return (
          <button
            type="button"
            class="quiet"
            key={line.name}
            aria-pressed={!chart.hidden[index]}
            onClick={() => {
              chart.hidden[index] = !chart.hidden[index]
              chart.stale = true
              reads.value++
            }}
          >
            {face}
          </button>
        )
      })}
      {spec.id === 'ps' && (
        <span class="dim">
          of <Count n={source.ring.ps} /> Ps seen
        </span>
      )}
    </p>
  )
}

function Value({ spec, value }: { spec: ChartSpec; value: number | undefined }) {
  if (spec.id === 'ps') return <Percent share={value === undefined ? value : value / 100} />
  return spec.unit.endsWith('per s') ? <Rate perSecond={value} /> : <Count n={value} />
}

function sheetOf(chart: Chart, source: SeriesSource) {
  const { first, last } = chart.columns()
  const { lines, title, unit } = chart.spec
  const factor = chart.factor()
  const rows: number[][] = []
  for (let column = first; column < last; column++) {
    const values = lines.map(line => source.ring.at(line.name, column) * factor)
    rows.push([column * source.columnNs, (column + 1) * source.columnNs, ...values])
  }
  return {
    caption: `${title} over time`,
    columns: ['from (ns)', 'to (ns)', ...lines.map(line => `${line.label} (${unit})`)],
    rows,
  }
}
