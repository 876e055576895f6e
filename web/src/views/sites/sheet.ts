import type { Sheet } from '../../parts/sheet.js'
import type { SiteRow } from './row.js'

const columns: [name: string, of: (row: SiteRow) => string | number][] = [
  ['start function', row => row.info.function],
  ['created at', row => row.info.created_at],
  ['live', row => row.live],
  ['created', row => row.created],
  ['exited', row => row.exited],
  ['created per second', row => row.createdPerS],
  ['runs per second', row => row.runsPerS],
  ['ready→run count', row => row.stages.ready_to_run.count],
  ['ready→run p50 ns', row => row.stages.ready_to_run.p50Ns],
  ['ready→run p99 ns', row => row.stages.ready_to_run.p99Ns],
  ['ready→run max ns', row => row.stages.ready_to_run.maxNs],
  ['create→run count', row => row.stages.create_to_run.count],
  ['create→run p99 ns', row => row.stages.create_to_run.p99Ns],
  ['runnable total ns', row => row.runnableNs],
  ['wait total ns', row => row.stages.wait.totalNs],
  ['wait by reason ns', row => row.reasons.map(({ text, totalNs }) => `${text} ${totalNs}`).join('; ')],
  ['run total ns', row => row.stages.run.totalNs],
  ['waiting longest ns', row => row.waitingNs],
]

export function sitesSheet(rows: readonly SiteRow[]): Sheet {
  return {
    caption: 'Sites',
    columns: columns.map(([name]) => name),
    rows: rows.map(row => columns.map(([, of]) => of(row))),
  }
}
