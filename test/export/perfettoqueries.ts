import type { RecordedGap, RecordingHead } from '../../lib/recording/walk.js'
import type { Row, TraceProcessor } from './traceprocessor.js'

/** Goroutines' slices as Perfetto's engine has them, of our protobuf and of our JSON. */
export const slicesOf = {
  perfetto: `
    select parent.name as site, s.name as name, s.category as category, s.ts as ts, s.dur as dur, t.name as track,
      extract_arg(s.arg_set_id, 'debug.begin') as began, extract_arg(s.arg_set_id, 'debug.end') as ended
    from slice s join track t on s.track_id = t.id join track parent on t.parent_id = parent.id
    where s.category in ('state', 'wait')`,
  chrome: `
    select process.name as site, s.name as name, s.category as category, s.ts as ts, s.dur as dur, thread.name as track,
      extract_arg(s.arg_set_id, 'args.begin') as began, extract_arg(s.arg_set_id, 'args.end') as ended
    from slice s join thread_track t on s.track_id = t.id join thread using (utid) join process using (upid)
    where s.category in ('state', 'wait')`,
}

/** Number and length of intervals that both ends are known of, as `key|count|ns`, sorted. @param by SQL */
export async function sums(engine: TraceProcessor, slices: string, by: string): Promise<string[]> {
  const rows = await engine.query(
    `select ${by} as key, count(*) as n, sum(dur) as ns from (${slices})
     where dur >= 0 and began is null and ended is null group by 1`,
  )
  return rows.map(({ key, n, ns }) => `${key}|${n}|${ns}`).sort()
}

/** The only value of a query's only row. */
export async function one(engine: TraceProcessor, sql: string): Promise<number | string | null> {
  return Object.values((await engine.query(sql))[0] as Row)[0]!
}

/** How many of some rows with `ts` and `dur` reach into losses. @param originNs what the session's base is in them */
export async function within(
  engine: TraceProcessor,
  rows: string,
  gaps: readonly RecordedGap[],
  originNs: number,
): Promise<number> {
  let found = 0
  for (const { firstNs, lastNs } of gaps)
    found += Number(
      await one(
        engine,
        `select count(*) from (${rows}) where ts < ${originNs + lastNs}
         and (dur < 0 or ts + dur > ${originNs + firstNs})`,
      ),
    )
  return found
}

export const baseOf = (head: RecordingHead): number => Number(head.baseNs)
