import type { ColorName } from '../../session/theme.js'
import type { SeriesName } from './seriesring.js'

/** A line of a chart. */
export interface Line {
  name: SeriesName
  label: string
  color: ColorName
}

/** A chart of figures of the whole program over time. */
export interface ChartSpec {
  id: string
  title: string
  /** What the figures are, for the table and the axis. */
  unit: string
  lines: readonly Line[]
  /** The lines are parts of a whole, the first at the bottom. */
  stacked?: boolean
  /** What a column's value is multiplied with. */
  factor: (columnNs: number, ps: number) => number
  /** The upper end of the axis, if it is fixed. */
  top?: number
}

const perSecond = (columnNs: number) => 1e9 / columnNs
const asIs = () => 1

export const charts: readonly ChartSpec[] = [
  {
    id: 'states',
    title: 'Goroutines by state',
    unit: 'goroutines',
    stacked: true,
    lines: [
      { name: 'running', label: 'running', color: 'running' },
      { name: 'runnable', label: 'runnable', color: 'runnable' },
      { name: 'syscall', label: 'syscall', color: 'syscall' },
      { name: 'undetermined', label: 'undetermined', color: 'undetermined' },
      { name: 'waiting', label: 'waiting', color: 'waiting' },
    ],
    factor: asIs,
  },
  {
    id: 'switches',
    title: 'Switches',
    unit: 'runs begun per s',
    lines: [{ name: 'runs', label: 'runs begun', color: 'accent' }],
    factor: perSecond,
  },
  {
    id: 'births',
    title: 'Created and exited',
    unit: 'per s',
    lines: [
      { name: 'created', label: 'created', color: 'running' },
      { name: 'exited', label: 'exited', color: 'warn' },
    ],
    factor: perSecond,
  },
  {
    id: 'ps',
    title: 'Use of Ps',
    unit: '% of the time of all Ps seen',
    lines: [{ name: 'busy_ns', label: 'running goroutines', color: 'running' }],
    factor: (columnNs, ps) => (ps > 0 ? 100 / (columnNs * ps) : 0),
    top: 100,
  },
  {
    id: 'threads',
    title: 'Threads seen',
    unit: 'threads that anything was seen on',
    lines: [{ name: 'threads', label: 'threads', color: 'syscall' }],
    factor: asIs,
  },
]
