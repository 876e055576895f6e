import type { LiveColumns } from '../../lib/history/history.js'
import type { Model } from '../../lib/model/model.js'
import { Flag, State } from '../../lib/model/transition.js'
import type { RecordingHead, RecordingVisitor } from '../../lib/recording/walk.js'
import { emptyLive } from '../../lib/report/html/packed.js'
import type { WalkedRecording } from '../../lib/report/html/report.js'
import { SampleSource } from '../../lib/source/sample.js'
import { root } from '../attach/build.js'
import { type Row, sampleRows, tell } from '../history/told.js'

export const samplePath = `${root}targets/sample/service.rqsample`

/** The sample as a recording: its rows as the model told them. */
export async function walkedSample(): Promise<{
  recording: WalkedRecording
  rows: Row[]
  live: LiveColumns
}> {
  const { rows, model } = await sampleRows()
  const { info, startedAtUnixMs } = new SampleSource(samplePath)
  const lastNs = Math.max(...rows.map(row => row.timeNs)) + 1
  const live = liveOf(model, lastNs)
  const head: RecordingHead = {
    ...headOf(rows, model.sites.names.length),
    pid: info.pid,
    goVersion: info.goVersion,
    command: info.command,
    waitReasons: info.waitReasons,
    startedAtUnixMs: startedAtUnixMs ?? 0,
    sites: model.sites.names,
  }
  return { recording: walkedRows(rows, head, older(live, rows)), rows, live }
}

/** Rows as a recording. @param live those that live at the first instant */
export function walkedRows(
  rows: readonly Row[],
  head: RecordingHead,
  live = emptyLive(0, 0),
): WalkedRecording {
  return {
    head,
    walk: (visitor: RecordingVisitor) => {
      visitor.begin(head, { ...structuredClone(live), timeNs: head.firstNs })
      tell(rows, [batch => visitor.batch(batch)], () => 700)
      visitor.end(head.lastNs)
    },
  }
}

/** A head for rows of as many sites. */
export function headOf(rows: readonly Row[], sites: number): RecordingHead {
  let firstNs = Infinity
  let lastNs = -Infinity
  for (const { timeNs } of rows) {
    firstNs = Math.min(firstNs, timeNs)
    lastNs = Math.max(lastNs, timeNs + 1)
  }
  return {
    version: '0',
    pid: 1,
    goVersion: 'go1.26',
    command: '/bin/service',
    method: 'sample',
    syscalls: false,
    baseNs: '0',
    startedAtUnixMs: 0,
    waitReasons: [],
    armedNs: firstNs,
    sites: Array.from({ length: sites }, (_, site) => ({
      function: `main.site${site}`,
      createdAt: `/src/main.go:${site}`,
      createdBy: 'main.main',
      system: false,
    })),
    firstNs,
    lastNs,
    rows: rows.length,
    whole: true,
  }
}

function liveOf(model: Model, timeNs: number): LiveColumns {
  const live = model.goroutines()
  const flags = Uint8Array.from(live.site.subarray(0, live.length), site =>
    model.sites.system[site] ? Flag.System : 0,
  )
  return { ...live, timeNs, flags }
}

/** Who lived before the first row: those of whom no row tells, and those whose first row is no birth. */
function older(live: LiveColumns, rows: readonly Row[]): LiveColumns {
  const first = new Map<number, Row>()
  for (const row of rows) if (!first.has(row.goid)) first.set(row.goid, row)
  const met = [...first.values()].filter(row => row.from !== State.NotExist)
  const still = [...Array(live.length).keys()].filter(at => !first.has(live.goid[at]!))
  const all = emptyLive(still.length + met.length, live.timeNs)
  for (const [at, from] of still.entries())
    for (const name of ['goid', 'state', 'sinceNs', 'createdNs', 'site', 'tid', 'reason', 'flags'] as const)
      all[name][at] = live[name][from]!
  for (const [index, { goid, from, site, endedReason }] of met.entries()) {
    const at = still.length + index
    all.goid[at] = goid
    all.state[at] = from
    all.sinceNs[at] = Number.NaN
    all.createdNs[at] = Number.NaN
    all.site[at] = site
    all.reason[at] = endedReason
  }
  return all
}
