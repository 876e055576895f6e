import { effect, signal } from '@preact/signals'
import { useEffect, useId, useMemo, useRef } from 'preact/hooks'
import { Canvas, type Surface } from '../../parts/canvas.js'
import { Panel } from '../../parts/panel.js'
import { duration } from '../../parts/units.js'
import { registerParam } from '../../session/address.js'
import { brush } from '../../session/range.js'
import { colors } from '../../session/theme.js'
import { lowerNs } from './buckets.js'
import { HeatLegend, type Widths } from './heatlegend.js'
import { HeatSource, LineSource } from './heatsource.js'
import { groups } from './heattable.js'
import { HeatPicture } from './picture.js'
import { LEFT } from './plot.js'
import { cursorNs, HeatPointer } from './pointer.js'
import { choice, choiceId, choices } from './stagechoice.js'
import { sentence, type Told, Tooltip } from './tooltip.js'

/** Numbers under the pointer change no faster than they can be read. */
const TELL_MS = 100
const GROUPS_MAX = 120
const TIP_WIDTH = 270

const lessMotion = matchMedia('(prefers-reduced-motion: reduce)')

/** The heat map with all that belongs to it; lives as long as the component. */
class HeatMapModel {
  readonly source = new HeatSource()
  readonly lines = new LineSource()
  readonly pointer = new HeatPointer()
  readonly octaves = signal(1)
  readonly widths = signal<Widths>({ cellNs: 1, lineNs: 1 })
  readonly told = signal<Told | undefined>(undefined)
  readonly said = signal('')
  readonly picture = new HeatPicture(this.source, this.lines, this.pointer.pointing, octaves => {
    this.octaves.value = octaves
  })
  readonly tip = { current: null as HTMLDivElement | null }
  private canvas: HTMLCanvasElement | undefined
  private ends: (() => void)[] = []
  private toldMs = 0
  private toldCell = ''

  start(): () => void {
    this.source.start()
    this.lines.start()
    this.pointer.onMove = () => {
      const cell = this.cell()
      if (cell) this.said.value = sentence(cell, duration)
    }
    this.ends.push(
      registerParam('heat', choiceId),
      effect(() => {
        this.source.setStages(choice.value.stages)
        this.lines.setStages(choice.value.stages)
        this.pointer.start(this.picture, choice.value.stages)
      }),
      effect(() => {
        for (const shown of [brush, colors, cursorNs]) void shown.value
        this.picture.stale = true
      }),
      () => this.source.stop(),
      () => this.lines.stop(),
    )
    return () => {
      for (const end of this.ends) end()
    }
  }

  draw(surface: Surface, nowMs: number): number | undefined {
    if (surface.canvas !== this.canvas) {
      this.canvas = surface.canvas
      this.ends.push(this.pointer.listen(surface.canvas))
    }
    this.pointer.follow()
    const newestNs = this.picture.draw(surface, nowMs, colors.peek(), lessMotion.matches)
    this.tell(nowMs)
    this.tellWidths()
    return newestNs
  }

  private tellWidths(): void {
    const { cellNs, lineNs } = this.widths.peek()
    if (cellNs === this.source.columnNs && lineNs === this.lines.columnNs) return
    this.widths.value = { cellNs: this.source.columnNs, lineNs: this.lines.columnNs }
  }

  private tell(nowMs: number): void {
    const { pointing } = this.pointer
    if (!pointing.pointed) {
      if (this.told.peek()) this.told.value = undefined
      return
    }
    const cell = `${pointing.column} ${pointing.bucket}`
    if (cell === this.toldCell && nowMs - this.toldMs < TELL_MS) return
    if (nowMs - this.toldMs < TELL_MS / 4) return
    this.toldCell = cell
    this.toldMs = nowMs
    this.told.value = this.cell()
    this.placeTip()
  }

  private cell(): Told | undefined {
    const { pointing } = this.pointer
    const { source } = this
    const { columnNs, ring, coverage } = source
    const { column, bucket } = pointing
    if (column < coverage.first || column >= coverage.last) return undefined
    const slot = ring.slotOf(column)
    return {
      firstNs: column * columnNs,
      columnNs,
      minNs: lowerNs(bucket),
      maxNs: lowerNs(bucket + 1),
      count: ring.count(column, bucket),
      total: ring.total(column),
      p50Ns: ring.p50[slot]!,
      p99Ns: ring.p99[slot]!,
      longestNs: ring.max[slot]!,
    }
  }

  private placeTip(): void {
    const { frame } = this.picture
    const { pointing } = this.pointer
    const x =
      LEFT +
      (((pointing.column + 0.5) * frame.columnNs - frame.firstNs) * frame.width) /
        (frame.lastNs - frame.firstNs)
    const left = x + 14 + TIP_WIDTH > LEFT + frame.width ? x - 14 - TIP_WIDTH : x + 14
    if (this.tip.current)
      this.tip.current.style.transform = `translate(${Math.round(Math.max(0, left))}px, 12px)`
  }

  sheet() {
    const { frame } = this.picture
    const { ring, columnNs } = this.source
    const rows = groups(ring, frame.first, frame.last, columnNs, GROUPS_MAX)
    return {
      caption: `${choice.value.label}: intervals by when they ended and how long they were`,
      columns: [
        'from (ns)',
        'to (ns)',
        'intervals',
        'p50 from (ns)',
        'p50 to (ns)',
        'p99 from (ns)',
        'p99 to (ns)',
        'max (ns)',
      ],
      rows: rows.map(one => [one.firstNs, one.lastNs, one.count, ...one.p50, ...one.p99, one.maxNs]),
    }
  }
}

/** Time × latency of the intervals in the range that is shown; a rectangle of it can be selected. */
export function HeatMap() {
  const model = useMemo(() => new HeatMapModel(), [])
  const keys = useId()
  const tip = useRef<HTMLDivElement>(null)
  useEffect(() => {
    model.tip.current = tip.current
    return model.start()
  }, [])
  const refused = model.source.refused.value
  return (
    <Panel
      title="Latency"
      class="heat-panel"
      picture
      sheet={() => model.sheet()}
      note={refused === '' ? undefined : <span class="alarm">{refused}</span>}
      tools={<StageSelect />}
    >
      <div class="heat-plot">
        <Canvas
          label={`Heat map of ${choice.value.label}: time against length, counts as colour`}
          draw={(surface, nowMs) => model.draw(surface, nowMs)}
          role="application"
          aria-describedby={keys}
          tabIndex={0}
        />
        <Tooltip told={model.told} box={tip} />
      </div>
      <HeatLegend octaves={model.octaves} widths={model.widths} />
      <p class="hint" id={keys}>
        Drag to select time × latency, or move by arrow keys (Shift extends) and press Enter. Ctrl and wheel
        zooms.
      </p>
      <Said text={model.said} />
    </Panel>
  )
}

function StageSelect() {
  return (
    <label class="heat-stage">
      <span class="visually-hidden">Stage shown</span>
      <select
        value={choiceId.value}
        onChange={event => {
          choiceId.value = event.currentTarget.value
        }}
      >
        {choices.map(one => (
          <option key={one.id} value={one.id}>
            {one.label}
          </option>
        ))}
      </select>
    </label>
  )
}

/** The cell that the keyboard has moved to, for screen readers. */
function Said({ text }: { text: { value: string } }) {
  return (
    <p class="visually-hidden" role="status">
      {text.value}
    </p>
  )
}
