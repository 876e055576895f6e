import assert from 'node:assert/strict'
import { waitReasonText } from '../../lib/latency/latency.js'
import { stageNames } from '../../lib/latency/report.js'
import { Flag, REASON_NONE, State, stateNames } from '../../lib/model/transition.js'
import { ours, type Total } from './csv-ours.js'
import type { Kept } from './csv-session.js'
import { type Answer, ask } from './parquet-duckdb.js'

/** What DuckDB adds up of the two tables is what we have by site and stage, by reason and by state. @param transitions as after `from` */
export async function assertTotals(session: Kept, transitions: string, intervals: string): Promise<void> {
  const { sites, reasons } = ours(session)
  assert.ok(sites.size > 10 && session.rows.length > 10_000, 'the session is too small to tell')
  const bySite = (table: string) =>
    ask(`select site || ' ' || stage as key, count(*) as count, sum(duration_ns)::bigint as total_ns
         from ${table} where stage is not null and duration_ns is not null group by all`)
  const lives =
    await ask(`select site || ' lifetime' as key, count(*) as count, sum(lifetime_ns)::bigint as total_ns
         from ${transitions} where lifetime_ns is not null group by all`)
  assert.deepEqual(mapOf([...(await bySite(transitions)), ...lives]), sites)
  const noLives = new Map([...sites].filter(([key]) => !key.endsWith(` ${stageNames.at(-1)}`)))
  assert.deepEqual(mapOf(await bySite(intervals)), noLives)

  const byReason = new Map<string, Total>()
  for (const [reason, { count, total_ns }] of reasons) {
    const text = reason === REASON_NONE ? 'none' : waitReasonText(reason, session.head.waitReasons)
    const sum = byReason.get(text) ?? { count: 0, total_ns: 0 }
    byReason.set(text, { count: sum.count + count, total_ns: sum.total_ns + total_ns })
  }
  for (const [table, reason] of [
    [transitions, 'ended_reason'],
    [intervals, 'reason'],
  ])
    assert.deepEqual(
      mapOf(
        await ask(`select coalesce(${reason}, 'none') as key, count(*) as count, sum(duration_ns)::bigint as total_ns
             from ${table} where stage = 'wait' and duration_ns is not null and not system group by all`),
      ),
      byReason,
    )
  assert.deepEqual(
    mapOf(
      await ask(`select state as key, count(*) as count, sum(duration_ns)::bigint as total_ns
           from ${intervals} where duration_ns is not null and not system and goid is not null group by all`),
    ),
    byState(session),
  )
}

function byState({ rows }: Kept): Map<string, Total> {
  const totals = new Map<string, Total>()
  for (const row of rows) {
    const ns = row.timeNs - row.sinceNs
    if (!(ns >= 0) || row.from === State.NotExist || (row.flags & Flag.System) !== 0) continue
    const sum = totals.get(stateNames[row.from]!) ?? { count: 0, total_ns: 0 }
    totals.set(stateNames[row.from]!, { count: sum.count + 1, total_ns: sum.total_ns + ns })
  }
  return totals
}

function mapOf(answer: Answer): Map<string, Total> {
  return new Map(
    answer.map(({ key, count, total_ns }) => [
      String(key),
      { count: Number(count), total_ns: Number(total_ns) },
    ]),
  )
}
