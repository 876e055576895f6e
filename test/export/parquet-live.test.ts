import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { StageStats } from '../../lib/latency/report.js'
import type { Summary } from '../../lib/summary.js'
import { build, root } from '../attach/build.js'
import { blocked } from '../attach/kernel.js'
import { killAll, Program } from '../attach/program.js'
import { folderFor } from './csv-session.js'
import { ask } from './parquet-duckdb.js'

after(killAll)

const cli = `${root}dist/lib/cli/main.js`

test('a server under load, recorded and exported: DuckDB and go tool pprof have the totals of the session', {
  skip: blocked,
  timeout: 180_000,
}, async t => {
  const folder = folderFor(t)
  const service = Program.start(build('service'), [])
  const [, url] = await service.says(/listening on (\S+)/)
  Program.start(build('load'), ['-url', url!, '-rate', '1500', '-for', '60s'])
  const recording = join(folder, 'live.rqs')
  const said = execFileSync(
    process.execPath,
    [cli, 'record', String(service.pid), '-o', recording, '--duration', '3s', '--syscalls', '--json'],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28 },
  )
  await killAll()
  const summary = JSON.parse(said.trimEnd().split('\n').at(-1)!) as Summary
  assert.ok(summary.events > 5000, `only ${summary.events} events`)
  const stages = plain(summary.stages)
  const { lifetime, ...noLives } = stages
  const exported = (to: string, option: string, value: string) => {
    const path = join(folder, `${value}.${to}`)
    execFileSync(process.execPath, [cli, 'export', recording, '--to', to, option, value, '-o', path], {
      stdio: 'ignore',
    })
    return path
  }

  for (const to of ['csv', 'parquet'])
    for (const [table, reason] of [
      ['transitions', 'ended_reason'],
      ['intervals', 'reason'],
    ]) {
      const path = exported(to, '--table', table!)
      const whole = `from '${path}' where duration_ns is not null and stage is not null and not system`
      const sums = 'count(*) as count, sum(duration_ns)::bigint as total_ns'
      const told = await ask(`select stage as key, ${sums} ${whole} group by all`)
      assert.deepEqual(keyed(told), noLives, path)
      const waits = await ask(
        `select coalesce(${reason}, 'unknown') as key, ${sums} ${whole} and stage = 'wait' group by all`,
      )
      assert.deepEqual(keyed(waits), plain(summary.wait_reasons), path)
      const sites = await ask(
        `select site as key, ${sums} from '${path}' where stage = 'ready_to_run' and duration_ns is not null group by all`,
      )
      assert.deepEqual(
        keyed(sites),
        plain(Object.fromEntries(summary.sites.map(site => [site.site, site.stages.ready_to_run]))),
      )
      if (table !== 'transitions') continue
      const lives = await ask(
        `select 'lifetime' as key, count(*) as count, sum(lifetime_ns)::bigint as total_ns
           from '${path}' where lifetime_ns is not null and not system`,
      )
      assert.deepEqual(keyed(lives), { lifetime })
    }

  const { create_to_run: first, ready_to_run: later, wait } = stages
  const expected = {
    creation: total(first) + total(later),
    waker: total(first) + total(later),
    blocking: total(wait),
  }
  for (const [profile, ns] of Object.entries(expected)) {
    const path = exported('pprof', '--profile', profile)
    const top = execFileSync('go', ['tool', 'pprof', '-top', '-unit=ns', path], { encoding: 'utf8' })
    assert.match(top, new RegExp(`of ${ns}ns total`), profile)
  }
})

type Totals = Record<string, Pick<StageStats, 'count' | 'total_ns'>>

const total = (stats: Totals[string] | undefined) => stats?.total_ns ?? 0

/** Counts and totals of what has happened at all. */
function plain(stats: Record<string, StageStats>): Totals {
  return Object.fromEntries(
    Object.entries(stats)
      .filter(([, { count }]) => count > 0)
      .map(([name, { count, total_ns }]) => [name, { count, total_ns }]),
  )
}

function keyed(answer: Awaited<ReturnType<typeof ask>>): Totals {
  return Object.fromEntries(
    answer.map(({ key, count, total_ns }) => [
      String(key),
      { count: Number(count), total_ns: Number(total_ns) },
    ]),
  )
}
