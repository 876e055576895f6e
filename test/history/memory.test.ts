import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { ClientMessage } from '../../lib/stream/wire.js'
import { ask, historyOf, type Row, randomRows, tell } from './told.js'

const BYTES_MAX = 12 << 20

/** Rows of `randomRows` again, later, with a goid that tells the round. */
function round(rows: readonly Row[], spanNs: number, number: number): Row[] {
  const ns = spanNs * number
  return rows.map(row => ({
    ...row,
    timeNs: row.timeNs + ns,
    sinceNs: row.sinceNs + ns,
    createdNs: row.createdNs + ns,
    goid: number + 1,
  }))
}

test('memory stays within its limit while rows stream in, and what is read stays as it was written', async t => {
  const history = historyOf(t, { bytesMax: BYTES_MAX, inThread: false })
  const rows = randomRows(30_000, 31, 900)
  const spanNs = rows.at(-1)!.timeNs - rows[0]!.timeNs + 10e6
  let asked = 0
  let told = 0
  for (let number = 0; number < 40; number++) {
    tell(round(rows, spanNs, number), [history.onTransitions], () => 4096)
    told += rows.length
    assert.ok(history.bytes <= BYTES_MAX, `${history.bytes} bytes`)
    await turn()
    if (number % 8 !== 7) continue
    // While chunks go and are written anew each interval of a goroutine must lie in the round of its goid.
    const query = { first_ns: 0, last_ns: Infinity, worst: { stages: [1, 2, 3], max_ns: 1e6, limit: 1000 } }
    const answers = [
      ask(history, { ...query, id: number }),
      ask(history, { ...query, filter: { system: true } }),
    ]
    for (const { worst, history: past } of await Promise.all(answers)) {
      assert.ok(worst!.intervals!.length > 0)
      for (const { goid, end_ns } of worst!.intervals!) {
        const began = rows[0]!.timeNs + (goid! - 1) * spanNs - 4e6
        assert.ok(end_ns! >= began && end_ns! < began + spanNs + 4e6, `g${goid} at ${end_ns}`)
        asked++
      }
      assert.ok(past!.bytes! <= BYTES_MAX && past!.bytes_max === BYTES_MAX)
    }
  }
  assert.ok(asked > 5_000, `${asked} intervals`)
  history.end()
  const { history: past, stats } = await ask(history, {
    first_ns: 0,
    last_ns: Infinity,
    filter: { system: true },
    stats: {},
  })
  assert.equal(past!.rows! + past!.forgotten!, told)
  assert.equal(stats!.transitions, past!.rows)
  assert.ok(past!.rows! > 150_000, `${past!.rows} rows in ${past!.bytes} bytes`)
})

test('a process that takes rows for long does not grow', async t => {
  const history = historyOf(t, { bytesMax: BYTES_MAX, inThread: false })
  const rows = randomRows(30_000, 32, 900)
  const spanNs = rows.at(-1)!.timeNs - rows[0]!.timeNs + 10e6
  /** Tells these rounds; the least that the process held after one of the last ten, bytes: garbage comes and goes. */
  const stream = async (from: number, to: number) => {
    let least = Number.POSITIVE_INFINITY
    for (let number = from; number < to; number++) {
      const batch = round(rows, spanNs, number)
      tell(batch, [history.onTransitions], () => 4096)
      await history.ask(1, ClientMessage.encode({ query: { last_ns: 1e300, stats: { sites: 9 } } }).finish())
      if (number >= to - 10) least = Math.min(least, process.memoryUsage.rss())
    }
    return least
  }
  const before = await stream(0, 40)
  // What is told here takes 240 MB.
  const after = await stream(40, 300)
  assert.ok(after - before < 12 * BYTES_MAX, `${before} bytes grew to ${after}`)
})

test('a quiet program fills little memory, and a burst after it is kept whole', async t => {
  const history = historyOf(t, { bytesMax: 2 * BYTES_MAX })
  const quiet = randomRows(20_000, 33, 20e6)
  tell(quiet, [history.onTransitions], () => 10)
  await ask(history, { last_ns: 1, stats: {} })
  const quietBytes = history.bytes
  assert.ok(quietBytes < 8 << 20, `${quietBytes} bytes for ${quiet.length} rows of 400 s`)
  const burst = randomRows(100_000, 34, 900).map(row => {
    const ns = quiet.at(-1)!.timeNs - 1e15 + 5e6
    return { ...row, timeNs: row.timeNs + ns, sinceNs: row.sinceNs + ns, createdNs: row.createdNs + ns }
  })
  tell(burst, [history.onTransitions], () => 4096)
  history.end()
  const { history: past } = await ask(history, { last_ns: Infinity, stats: {} })
  assert.equal(past!.rows! + past!.forgotten!, quiet.length + burst.length)
  assert.equal(past!.forgotten, 0)
})
