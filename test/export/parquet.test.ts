import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Kind } from '../../lib/contract.gen.js'
import { Output } from '../../lib/export/output.js'
import { ParquetFile } from '../../lib/export/parquet/file.js'
import { parquetFormat } from '../../lib/export/parquet.js'
import { type Column, flag, int, word } from '../../lib/export/tables/table.js'
import { Flag, State } from '../../lib/model/transition.js'
import { random } from '../model/world.js'
import { playSample } from '../recording/told.js'
import { folderFor, headWith, Kept, written } from './csv-session.js'
import { assertTotals } from './csv-totals.js'
import { type Answer, ask } from './parquet-duckdb.js'

const docs = fileURLToPath(new URL('../../../docs/export.md', import.meta.url))

test('DuckDB reads both tables of a real session with our totals', { timeout: 120_000 }, async t => {
  const session = new Kept()
  await playSample(session)
  const folder = folderFor(t)
  const [transitions, intervals] = ['transitions', 'intervals'].map(
    table => `'${written(folder, table, session, parquetFormat, { table })}'`,
  )
  await assertTotals(session, transitions!, intervals!)
  const [about] = await ask(
    `select decode(value) as value from parquet_kv_metadata(${transitions}) where decode(key) = 'runqscope'`,
  )
  const facts = JSON.parse(String(about!.value))
  assert.equal(facts.pid, session.head.pid)
  assert.deepEqual(facts.lost, {})

  // The queries that the documentation shows.
  const queries = [...readFileSync(docs, 'utf8').matchAll(/```sql\n([^`]+)```/g)]
    .map(found => found[1]!)
    .filter(query => query.includes('.parquet'))
  assert.ok(queries.length >= 4, `docs/export.md shows ${queries.length} queries`)
  for (const query of queries) {
    const answer = await ask(
      query.replaceAll("'transitions.parquet'", transitions!).replaceAll("'intervals.parquet'", intervals!),
    )
    assert.ok(answer.length > 0, `no row for: ${query}`)
    if (query === queries[0]) assert.deepEqual(answer.map(delayOf).sort(), delays(session))
  }
})

const delayOf = (row: Answer[number]) =>
  `${row.function} ${row.created_at} ${row.wakeups} ${row.max_ms === null ? '' : Math.round(Number(row.max_ms) * 1e6)}`

/** What the first query of the documentation asks for, as `delayOf` shows it. */
function delays({ rows, head }: Kept): string[] {
  const bySite = new Map<string, { wakeups: number; most: number }>()
  for (const { from, to, kind, flags, site, timeNs, sinceNs } of rows) {
    if (from !== State.Runnable || to !== State.Running || kind !== Kind.RUN || (flags & Flag.System) !== 0)
      continue
    const { function: name, createdAt } = head.sites[site]!
    const key = `${name} ${createdAt || null}`
    const { wakeups, most } = bySite.get(key) ?? { wakeups: 0, most: -1 }
    const ns = Number.isNaN(sinceNs) ? -1 : timeNs - sinceNs
    bySite.set(key, { wakeups: wakeups + 1, most: Math.max(most, ns) })
  }
  return [...bySite].map(([key, { wakeups, most }]) => `${key} ${wakeups} ${most < 0 ? '' : most}`).sort()
}

/** Values of every sort in columns of every type, as DuckDB has to show them. */
function anyRows(count: number, next: () => number): { columns: Column[]; expected: unknown[] } {
  const words = [undefined, 'a', 'bc', '', 'a', 'ключ 🙂', '"quoted", \n\u0000', 'x'.repeat(5000)]
  const columns = [
    int('rising', count),
    int('any', count),
    int('huge', count),
    int('none', count),
    int('same', count),
    int('negative', count),
    word('text', new Uint8Array(count), words),
    word('one', new Uint32Array(count), ['only']),
    word('absent', new Uint16Array(count), []),
    flag('flag', count),
  ] as const
  const [rising, any, huge, none, same, negative, text, , , yes] = columns
  let time = 0
  for (let row = 0; row < count; row++) {
    time += Math.floor(next() * 2000)
    rising.values[row] = time
    any.values[row] = next() < 0.3 ? Number.NaN : Math.floor(2 ** (next() * 50))
    huge.values[row] = next() < 0.1 ? Number.NaN : Math.floor(next() * 2 ** 53) * (next() < 0.5 ? 1 : -1)
    none.values[row] = Number.NaN
    same.values[row] = 42
    negative.values[row] = -Math.floor(2 ** (next() * 40))
    text.codes[row] = Math.floor(next() * words.length)
    yes.values[row] = next() < 0.5 ? 1 : 0
  }
  const shownOf = (column: Column, row: number) => {
    if (column.type === 'int') return Number.isNaN(column.values[row]) ? null : column.values[row]! + 0
    return column.type === 'flag' ? column.values[row] === 1 : (column.words[column.codes[row]!] ?? null)
  }
  const expected = Array.from({ length: count }, (_, row) =>
    Object.fromEntries(columns.map(column => [column.name, shownOf(column, row)])),
  )
  return { columns: [...columns], expected }
}

test('values of every sort come back from DuckDB, however many', { timeout: 120_000 }, async t => {
  const folder = folderFor(t)
  const next = random(6)
  for (const [name, groups] of Object.entries({
    empty: [],
    one: [1],
    edges: [2, 8, 9, 128, 129, 130, 257],
    many: [5000, 4999],
  })) {
    const path = join(folder, `${name}.parquet`)
    const output = Output.to(path, { binary: true })
    const most = Math.max(1, ...groups)
    const { columns } = anyRows(most, next)
    const file = new ParquetFile(output, most)
    file.begin(columns, headWith([], 1))
    const expected: unknown[] = []
    for (const count of groups) {
      const made = anyRows(count, next)
      for (const [i, column] of columns.entries()) {
        const from = made.columns[i]!
        if (column.type === 'word') column.codes.set((from as typeof column).codes)
        else (column.values as Float64Array).set((from as typeof column).values)
      }
      file.rows(count)
      expected.push(...made.expected)
    }
    file.end({})
    output.finish()
    assert.deepEqual(await ask(`select * from '${path}'`), expected)
  }
})
