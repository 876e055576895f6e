import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Kind } from '../../lib/contract.gen.js'
import { putInt } from '../../lib/export/csv/digits.js'
import { csvFormat } from '../../lib/export/csv.js'
import { REASON_NONE, State } from '../../lib/model/transition.js'
import { random } from '../model/world.js'
import { playSample, playSynthetic } from '../recording/told.js'
import { folderFor, headWith, Kept, liveAt, written } from './csv-session.js'
import { assertTotals } from './csv-totals.js'
import { ask } from './parquet-duckdb.js'

/** Fields of a text as RFC 4180 says, and nothing looser. */
function parsed(text: string): string[][] {
  const lines: string[][] = [[]]
  const fields = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy
  while (fields.lastIndex < text.length) {
    const found = fields.exec(text)
    assert.ok(found, `no field at ${fields.lastIndex}`)
    lines.at(-1)!.push(found[1] === undefined ? found[2]! : found[1].replaceAll('""', '"'))
    if (found[3] === '\r\n' && fields.lastIndex < text.length) lines.push([])
  }
  return lines
}

const row = {
  ...{ timeNs: 2000, sinceNs: 1000, createdNs: Number.NaN, goid: 7, other: 0, tid: 11, site: 0, p: 1 },
  ...{ kind: Kind.RUN, from: State.Runnable, to: State.Running, reason: REASON_NONE },
  ...{ endedReason: REASON_NONE, flags: 0 },
}

test('digits are those of the number', () => {
  const bytes = new Uint8Array(32)
  const values = [0, 7, 10, 99, 100, 999_999_999, 1e9, 1e9 + 1, 123_456_789_012, 2 ** 53 - 1, -1, -(2 ** 40)]
  for (let power = 0; power < 16; power++) values.push(10 ** power - 1, 10 ** power)
  const next = random(1)
  for (let i = 0; i < 5000; i++) values.push(Math.floor(2 ** (next() * 53)))
  for (const value of values)
    assert.equal(Buffer.from(bytes.subarray(0, putInt(bytes, 0, value))).toString(), String(value))
})

test('names of any bytes come back, and none is a formula', t => {
  const names = [
    'main.worker',
    'with,comma "and" quotes',
    'two\r\nlines\tand \u0000 \u001b[31m',
    '=cmd|calc!A1',
    '+1',
    '-1',
    '@sum',
    '  =hidden',
    'ключ 🙂 \ud800 alone',
    'x'.repeat(3_000_000),
  ]
  const session = new Kept()
  session.begin(headWith(names, 5000), liveAt(0, []))
  session.calls.push({ rows: names.map((_, site) => ({ ...row, site })) })
  session.end(5000)
  const text = readFileSync(written(folderFor(t), 'names', session, csvFormat), 'utf8')
  const [header, ...lines] = parsed(text)
  const at = header!.indexOf('function')
  assert.deepEqual(
    lines.map(line => line[at]),
    [
      'main.worker',
      'with,comma "and" quotes',
      'two\\x0d\\x0alines\\x09and \\x00 \\x1b[31m',
      "'=cmd|calc!A1",
      "'+1",
      "'-1",
      "'@sum",
      "'  =hidden",
      'ключ 🙂 \ufffd alone',
      'x'.repeat(3_000_000),
    ],
  )
  for (const line of lines) assert.equal(line.length, header!.length)
})

test('what is not known is empty, and lengths are exact', t => {
  const session = new Kept()
  session.begin(headWith(['main.main'], 9000), liveAt(0, []))
  const rows = [
    {
      ...row,
      kind: Kind.READY,
      from: State.Waiting,
      to: State.Runnable,
      endedReason: 1,
      sinceNs: Number.NaN,
    },
    { ...row, timeNs: 4000, sinceNs: 2000 },
    {
      ...row,
      timeNs: 4500,
      sinceNs: 4000,
      kind: Kind.GOSCHED,
      from: State.Running,
      to: State.Runnable,
      reason: 1,
    },
  ]
  session.calls.push({ rows }, { gap: { firstNs: 4600, lastNs: 4700, lost: { ring_full: 3 } } })
  session.calls.push({ rows: [{ ...row, timeNs: 5000, sinceNs: Number.NaN, goid: 8 }] })
  session.end(9000)
  const folder = folderFor(t)
  const transitions = readFileSync(written(folder, 't', session, csvFormat), 'utf8')
  assert.equal(
    transitions,
    [
      'time_ns,goid,kind,from_state,to_state,reason,ended_reason,stage,duration_ns,lifetime_ns,p,tid,other_goid,site,function,created_at,system,contradicted,lost_before',
      '2000,7,READY,waiting,runnable,,chan receive,wait,,,1,11,,0,main.main,/src/app/main.go:1,false,false,0',
      '4000,7,RUN,runnable,running,,,ready_to_run,2000,,1,11,,0,main.main,/src/app/main.go:1,false,false,0',
      '4500,7,GOSCHED,running,runnable,preempted,,run,500,,1,11,,0,main.main,/src/app/main.go:1,false,false,0',
      '5000,8,RUN,runnable,running,,,ready_to_run,,,1,11,,0,main.main,/src/app/main.go:1,false,false,3',
      '',
    ].join('\r\n'),
  )
  const intervals = readFileSync(written(folder, 'i', session, csvFormat, { table: 'intervals' }), 'utf8')
  assert.equal(
    intervals,
    [
      'begin_ns,end_ns,duration_ns,goid,state,reason,stage,begin_known,end_known,ended_by,by_goid,p,site,function,created_at,system,lost',
      '2000,4000,2000,7,runnable,,ready_to_run,true,true,RUN,,,0,main.main,/src/app/main.go:1,false,',
      '4000,4500,500,7,running,,run,true,true,GOSCHED,,1,0,main.main,/src/app/main.go:1,false,',
      '4500,4600,,7,runnable,,,true,false,,,,0,main.main,/src/app/main.go:1,false,',
      '4600,4700,100,,lost,,,true,true,,,,,,,false,3',
      '5000,9000,,8,running,,,true,false,,,1,0,main.main,/src/app/main.go:1,false,',
      '',
    ].join('\r\n'),
  )
})

test('DuckDB reads both tables of a real session with our totals', { timeout: 120_000 }, async t => {
  const session = new Kept()
  await playSample(session)
  const folder = folderFor(t)
  const [transitions, intervals] = ['transitions', 'intervals'].map(
    table => `'${written(folder, table, session, csvFormat, { table })}'`,
  )
  const [{ rows }] = (await ask(`select count(*) as rows from ${transitions}`)) as [{ rows: number }]
  assert.equal(rows, session.rows.length)
  await assertTotals(session, transitions!, intervals!)
})

test('with losses our totals are the same, and nothing reaches into one', { timeout: 120_000 }, async t => {
  const session = new Kept()
  await playSynthetic(session, { events: 120_000, goroutines: 300, seed: 5, eventsPerLoss: 12_000 })
  assert.ok(session.gaps.length >= 5)
  const folder = folderFor(t)
  const [transitions, intervals] = ['transitions', 'intervals'].map(
    table => `'${written(folder, table, session, csvFormat, { table })}'`,
  )
  await assertTotals(session, transitions!, intervals!)
  const lost = session.gaps.reduce((sum, gap) => sum + Object.values(gap.lost).reduce((a, b) => a + b, 0), 0)
  const [told] = await ask(
    `select (select sum(lost) from ${intervals})::bigint as intervals, sum(lost_before)::bigint as transitions from ${transitions}`,
  )
  assert.deepEqual(told, { intervals: lost, transitions: lost })
  const crossing = await ask(
    `select i.* from ${intervals} i, ${intervals} l
       where l.state = 'lost' and i.goid is not null and i.begin_ns < l.end_ns and i.end_ns > l.begin_ns`,
  )
  assert.deepEqual(crossing, [])
})
