import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Agent } from '../../lib/agent.js'
import { RunqscopeError } from '../../lib/errors.js'
import { History } from '../../lib/history/history.js'
import { serve } from '../../lib/serve.js'
import { SampleSource } from '../../lib/source/sample.js'
import type { WireAnswer, WireQuery } from '../../lib/stream/wire.js'
import { newDirectory } from './browser.js'
import { StreamReader } from './reader.js'
import { FakeSession, liveGoroutines, transitions } from './session.js'

const guard = { timeout: 60_000 }
const sample = fileURLToPath(new URL('../../../targets/sample/service.rqsample', import.meta.url))

type Question = Omit<WireQuery, 'id'>
const everything = { first_ns: 0, last_ns: Infinity }
let lastId = 0

async function ask(reader: StreamReader, question: Question): Promise<WireAnswer> {
  const id = ++lastId
  reader.send({ query: { id, ...question } })
  const answer = await reader.next('answer')
  assert.equal(answer.id, id)
  return answer
}

/** The committed recording, read whole and served. */
async function recording(t: TestContext, historyBytes?: number) {
  const agent = new Agent(new SampleSource(sample))
  const listen = '127.0.0.1:0'
  const { url, server } = await serve(agent, {
    listen,
    ...(historyBytes === undefined ? {} : { historyBytes }),
  })
  t.after(() => server.close())
  agent.start()
  return { url, server, summary: await agent.ended }
}

/** A session whose past is the real one. */
async function pastSession(t: TestContext, bytesMax: number) {
  const { flags, timeNs, ...live } = liveGoroutines(3)
  const createdNs = new Float64Array(3).fill(Number.NaN)
  const past = new History({
    bytesMax,
    getLive: () => structuredClone({ ...live, flags, timeNs, createdNs }),
    getStates: () => [0, 0, 0, 0, 3, 0],
  })
  const session = await FakeSession.start(t, { past })
  let told = 0
  const tell = (rows: number) => {
    past.onTransitions(transitions(told, rows))
    session.server.onTransitions(transitions(told, rows))
    told += rows
  }
  return { past, session, tell, told: () => told }
}

test('a recording is whole in the past, and every viewer sees the same of it', guard, async t => {
  const { url, summary } = await recording(t)
  const question: Question = {
    ...everything,
    stats: { sites: 100 },
    heat: { stages: [1], column_ns: 1e8, columns: 60, quantiles: [0.5, 0.99] },
    worst: { stages: [1], max_ns: Infinity, limit: 5 },
  }
  const answers: WireAnswer[] = []
  for (const query of ['?snapshot=0', '']) {
    const reader = await StreamReader.connect(`${url}${query}`)
    assert.equal((await reader.next('hello')).recording, true)
    assert.equal((await reader.next('end')).reason, 'sample ended')
    answers.push({ ...(await ask(reader, question)), id: 0 })
    await reader.close()
  }
  assert.deepEqual(answers[0], answers[1])
  const { stats, worst, history } = answers[0]!
  assert.equal(history?.forgotten, 0)
  for (const stage of ['create_to_run', 'ready_to_run', 'run', 'wait', 'syscall', 'lifetime'] as const) {
    const { count, max_ns, total_ns } = summary.stages[stage]!
    const got = stats!.stages![stage]!
    assert.deepEqual([stage, got.count, got.max_ns, got.total_ns], [stage, count, max_ns, total_ns])
  }
  // The summary counts the runtime's own, too.
  const reader = await StreamReader.connect(url)
  const { stats: all } = await ask(reader, { ...everything, stats: {}, filter: { system: true } })
  assert.equal(all!.created, summary.goroutines.created)
  assert.equal(all!.exited, summary.goroutines.exited)
  assert.equal(worst!.total, summary.stages.ready_to_run!.count)
  assert.equal(
    worst!.intervals![0]!.end_ns! - worst!.intervals![0]!.begin_ns!,
    summary.stages.ready_to_run!.max_ns,
  )
})

test('a recording without a past is served, its questions are refused', guard, async t => {
  const { url } = await recording(t, 0)
  const reader = await StreamReader.connect(url)
  const { refused, stats } = await ask(reader, { ...everything, stats: {} })
  assert.match(refused!, /^No past is kept/)
  assert.equal(stats, null)
})

test('a file that is no sample, or not whole, is refused in one sentence', guard, t => {
  const directory = newDirectory(t)
  const whole = readFileSync(sample)
  const unpacked = gunzipSync(whole)
  const files: [string, Buffer | string, RegExp][] = [
    ['text', 'hello', /it is no sample, or a damaged one/],
    ['empty', '', /it is cut off/],
    ['packed', gzipSync('rqsample2\n{}\n'), /it is no sample/],
    ['headless', gzipSync('rqsample1\n'), /it is no sample/],
    ['garbled', gzipSync('rqsample1\n{"info":\n'), /its head is damaged/],
    ['other', gzipSync('rqsample1\n{"info":{},"names":{}}\n'), /its head is of another version/],
    ['cut', whole.subarray(0, whole.length / 2), /it is cut off/],
    ['short', gzipSync(unpacked.subarray(0, unpacked.length - 7)), /it is cut off/],
    [
      'long',
      gzipSync(Buffer.concat([unpacked, Buffer.from([255, 255, 255, 255, 0, 0, 0, 0])])),
      /it is cut off/,
    ],
  ]
  for (const [name, bytes, why] of files) {
    const path = join(directory, name)
    writeFileSync(path, bytes)
    assert.throws(
      () => new SampleSource(path),
      (error: RunqscopeError) => {
        assert.ok(error instanceof RunqscopeError, name)
        assert.match(error.message, new RegExp(`^\\S+ cannot be played: ${why.source}; make one with`), name)
        return true
      },
    )
  }
})

test('a small past forgets the oldest, says so, and stays within its memory', guard, async t => {
  const bytesMax = 2 << 20
  const { session, tell, told } = await pastSession(t, bytesMax)
  const reader = await StreamReader.connect(session.url)
  await reader.next('snapshot')
  let answer: WireAnswer = {}
  while (!((answer.history?.forgotten ?? 0) > 100_000)) {
    tell(4096)
    answer = await ask(reader, { ...everything, transitions: { limit: 3 }, filter: { system: true } })
  }
  const { first_ns, rows, forgotten, bytes, bytes_max } = answer.history!
  assert.equal(rows! + forgotten!, told())
  assert.equal(bytes_max, bytesMax)
  assert.ok(bytes! <= bytesMax, `${bytes} bytes`)
  // What is asked for and gone is left out, and the answer says from when on it is.
  assert.equal(answer.first_ns, first_ns)
  // The range ends before the newest, which is at the moment up to which all are known to be in.
  assert.equal(answer.transitions?.total, rows! - 1)
  assert.ok(first_ns! > 0)
})

const thousand = Array.from({ length: 1000 }, (_, i) => i)
const many = Array.from({ length: 14_000 }, (_, i) => i % 128)

/** Questions that ask for too much, or for what there is not. */
const wrongs: [string, Question][] = [
  ['a range of NaN', { first_ns: Number.NaN, last_ns: 5, stats: {} }],
  ['a range without end or beginning', { first_ns: -Infinity, last_ns: Number.NaN, stats: {} }],
  ['a range that ends before it begins', { first_ns: 5e9, last_ns: 1e9, stats: {} }],
  ['columns without length', { ...everything, heat: { columns: 10, column_ns: 0 } }],
  ['columns of negative length', { ...everything, series: { columns: 10, column_ns: -1 } }],
  ['columns of NaN', { ...everything, heat: { columns: 10, column_ns: Number.NaN } }],
  ['four billion columns', { ...everything, heat: { columns: 4294967295, column_ns: 1 } }],
  ['a quantile of NaN', { ...everything, heat: { columns: 1, column_ns: 1, quantiles: [Number.NaN] } }],
  [
    'a thousand quantiles',
    { ...everything, heat: { columns: 1, column_ns: 1, quantiles: thousand.map(() => 0.5) } },
  ],
  ['a stage that there is not', { ...everything, worst: { stages: [17 as never], limit: 1 } }],
  ['a million intervals', { ...everything, worst: { stages: [1], limit: 1_000_000, max_ns: Infinity } }],
  ['bounds of NaN', { ...everything, worst: { stages: [1], limit: 1, min_ns: Number.NaN } }],
  ['pixels of 0 ns', { ...everything, lanes: { pixel_ns: 0, ps: true } }],
  ['a thousand lanes', { ...everything, lanes: { pixel_ns: 1, goids: thousand.map(i => i + 1) } }],
  ['a lane twice', { ...everything, lanes: { pixel_ns: 1e6, goids: [1, 1] } }],
  ['lanes of a million pixels', { ...everything, lanes: { pixel_ns: 1, sites: [3] } }],
  ['a million sites', { ...everything, stats: { sites: 1_000_000 } }],
  ['a term that there is not', { ...everything, stats: {}, filter: { terms: [{ field: 99 as never }] } }],
  [
    'a thousand terms',
    { ...everything, stats: {}, filter: { terms: thousand.map(i => ({ field: 1, values: [i] })) } },
  ],
  ['a term of NaN', { ...everything, stats: {}, filter: { terms: [{ field: 1, values: [Number.NaN] }] } }],
  ['all transitions', { ...everything, transitions: { limit: 4294967295 } }],
  ['minus one transition', { ...everything, transitions: { skip: -1, limit: 1 } }],
  ['four billion goroutines', { ...everything, goroutines: { limit: 4294967295 } }],
  ['an order that there is not', { ...everything, goroutines: { limit: 1, order: 77 as never } }],
]

/** Strange ones, that have an answer. */
const strange: [string, Question][] = [
  ['nothing', {}],
  [
    'a range far away',
    { first_ns: 1e300, last_ns: Infinity, heat: { columns: 4096, column_ns: 1e-300, stages: [1] } },
  ],
  ['columns of ages', { first_ns: -1e300, last_ns: 1e300, series: { columns: 4096, column_ns: 1e300 } }],
  ['a range of nothing', { first_ns: 1e9, last_ns: 1e9, lanes: { pixel_ns: 1, ps: true } }],
  ['pixels beyond time', { ...everything, lanes: { pixel_ns: 1e-300, ps: true, goids: [1, 2 ** 53 - 1] } }],
  ['a term with nothing', { ...everything, stats: {}, filter: { terms: [{ field: 1 }] } }],
  ['a long term', { ...everything, stats: {}, filter: { terms: [{ field: 2, sites: many }] } }],
  ['a goroutine that never was', { ...everything, goroutine: { goid: 2 ** 52 } }],
]

test('questions that ask for too much are refused in a sentence, strange ones answered', guard, async t => {
  const { url } = await recording(t)
  const reader = await StreamReader.connect(url)
  for (const [what, question] of wrongs) {
    const answer = await ask(reader, question)
    assert.match(answer.refused ?? '', /^[A-Z].*\.$/, what)
    for (const part of ['heat', 'series', 'stats', 'worst', 'lanes', 'goroutines', 'transitions'] as const)
      assert.equal(answer[part], null, what)
  }
  for (const [what, question] of strange) assert.equal((await ask(reader, question)).refused, '', what)
  assert.deepEqual(new Set(reader.names), new Set(['hello', 'snapshot', 'aggregate', 'end', 'answer']))
})

test(
  'one that asks costly questions as fast as it can keeps nobody from an answer, and nothing is lost',
  guard,
  async t => {
    const { session, tell, told } = await pastSession(t, 32 << 20)
    const greedy = await StreamReader.connect(session.url)
    const witness = await StreamReader.connect(session.url)
    const raw = await StreamReader.connect(session.url)
    await raw.ask({ subscribe: { all: true } })
    await greedy.next('snapshot')
    await witness.next('snapshot')
    let received = 0
    raw.ws.on('message', () => {
      for (const { transitions: rows } of raw.messages.splice(0)) received += rows?.rows ?? 0
    })
    let asked = 0
    const askMuch = () =>
      greedy.send({
        query: {
          id: ++asked,
          ...everything,
          // No two alike: an answer is not to be had from another.
          heat: {
            columns: 4096,
            column_ns: 1e5 + asked,
            stages: [0, 1, 2, 3, 4, 5],
            quantiles: [0.5, 0.9, 0.99],
          },
          stats: { sites: 4096 },
          worst: { stages: [0, 1, 2, 3, 4, 5], max_ns: Infinity, limit: 1000 },
          filter: { terms: [{ field: 8, values: [2, 3, 4], max_ns: 1e6 + asked }] },
        },
      })
    let refused = 0
    greedy.ws.on('message', () => {
      for (const { answer } of greedy.messages.splice(0)) {
        if (!answer) continue
        if (answer.refused) refused++
        if (greedy.ws.readyState === greedy.ws.OPEN) askMuch()
      }
    })
    for (let i = 0; i < 8; i++) askMuch()
    for (let round = 1; round <= 50; round++) {
      tell(16_384)
      const first = (told() - 1000) * 1000
      const { history, stats } = await ask(witness, { first_ns: first, last_ns: Infinity, stats: {} })
      assert.equal(history!.rows! + history!.forgotten!, told())
      assert.ok(stats!.transitions! > 0)
    }
    assert.equal(refused, 0)
    assert.equal(session.server.counts.clients, 3)
    while (received < told()) await new Promise(resolve => setTimeout(resolve, 5))
    assert.equal(received, told())
  },
)
