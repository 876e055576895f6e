import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { after, type TestContext, test } from 'node:test'
import { dropCauses } from '../../lib/contract.gen.js'
import { answer, chunksFor } from '../../lib/history/answer.js'
import type { History } from '../../lib/history/history.js'
import { Flag } from '../../lib/model/transition.js'
import { Census } from '../../lib/recording/census.js'
import { openRecording } from '../../lib/recording/open.js'
import type { PageFront } from '../../lib/report/html/content.js'
import { type HtmlOptions, type WalkedRecording, writeHtmlReport } from '../../lib/report/html/report.js'
import { Answer, decodeTransitions, type WireAnswer, type WireQuery } from '../../lib/stream/wire.js'
import { type OpenedRecording, readRecording } from '../../web/src/report/recording.js'
import { ask, historyOf, randomOf, randomRows } from '../history/told.js'
import { writeSynthetic } from '../recording/told.js'
import { headOf, walkedRows, walkedSample } from './walked.js'

const folder = mkdtempSync(`${tmpdir()}/runqscope-html-`)
after(() => rmSync(folder, { recursive: true }))
const template = `${folder}/report.html`
writeFileSync(template, '<page>"{{front}}"<between>{{recording}}<end>')

const findings = { title: 'nothing <script> here', groups: [] }

/** Makes a page and opens what is in it, as the page's worker does. */
async function opened(
  recording: WalkedRecording,
  options: Partial<HtmlOptions> = {},
): Promise<{ front: PageFront; recording: OpenedRecording; bytes: number }> {
  let text = ''
  const { bytes } = await writeHtmlReport(recording, { findings, template, ...options }, piece => {
    text += piece
  })
  assert.equal(bytes, Buffer.byteLength(text))
  const [, front, packed] = /^<page>(.*)<between>(.*)<end>$/s.exec(text)!
  assert.ok(!front!.includes('<'), 'nothing in it can end the element that it stands in')
  return { front: JSON.parse(front!), recording: await readRecording(packed!), bytes }
}

/** Answers as the page does; through the wire, so that what is absent is so on both sides. */
function answered({ past, live }: OpenedRecording, query: WireQuery): WireAnswer {
  const work = answer(past, query, live, chunksFor(past, query))
  let step = work.next()
  while (!step.done) step = work.next()
  assert.equal(step.value.refused, undefined)
  return Answer.decode(Uint8Array.from(Answer.encode(step.value).finish()))
}

/** A server's past of a recording. */
async function servedPast(t: TestContext, recording: WalkedRecording): Promise<History> {
  let census = new Census(0)
  let endNs = 0
  const { sites } = recording.head
  const history = historyOf(t, {
    getLive: () => {
      const live = census.columns()
      const flags = live.site.map(site => (sites[site]?.system ? Flag.System : 0))
      return { ...live, timeNs: endNs, flags: Uint8Array.from(flags) }
    },
    getStates: () => census.states,
  })
  await recording.walk({
    begin(_head, live) {
      census = new Census(sites.length)
      census.begin(live)
    },
    batch(batch) {
      census.take(batch)
      history.onTransitions(batch)
    },
    gap({ firstNs, lastNs, lost }) {
      census.gap(lastNs)
      history.onGap({ firstNs, lastNs, lost: dropCauses.map(({ name }) => lost[name.toLowerCase()] ?? 0) })
    },
    live: live => census.replace(live),
    end(ns) {
      endNs = ns
    },
  })
  history.end()
  history.advance(endNs)
  return history
}

/** Asks both many questions, of all of it and of parts; returns how many of the losses were told with the answers. */
async function compare(t: TestContext, recording: WalkedRecording, lossy: boolean): Promise<number> {
  const history = await servedPast(t, recording)
  const page = await opened(recording)
  const { rows, rowsTotal } = page.front.extent
  assert.ok(rows > 10_000 && rows === rowsTotal, `${rows} of ${rowsTotal} rows`)
  const { firstNs, lastNs } = recording.head
  const next = randomOf(9)
  const { transitions } = await ask(history, {
    first_ns: 0,
    last_ns: Infinity,
    filter: { system: true },
    transitions: { limit: 2000 },
  })
  const goids = [...new Set(decodeTransitions(transitions!.transitions!).goid)].slice(0, 40)
  let gaps = 0
  for (let round = 0; round < 12; round++) {
    const first_ns = round === 0 ? 0 : Math.floor(firstNs + next() * (lastNs - firstNs) * 0.9)
    const last_ns = round < 2 ? Infinity : Math.ceil(first_ns + next() * (lastNs - first_ns))
    const column_ns = Math.max(Math.min(last_ns, lastNs) - first_ns, 200) / 200
    const filter = [{}, { system: true }, { terms: [{ field: 2, sites: [3, 4] }] }][round % 3]!
    const parts: WireQuery[] = [
      { heat: { column_ns, columns: 200, stages: [1], quantiles: [0.5, 0.99] } },
      { series: { column_ns, columns: 200, sites: [3, 4, 5] } },
      { stats: { sites: 100 } },
      { worst: { stages: [0, 1, 3], limit: 50 } },
      { lanes: { pixel_ns: column_ns, ps: true, goids: goids.slice(0, 10), sites: [3, 4], arrows: 500 } },
      { goroutines: { order: round % 5, limit: 100, by_site: true } },
      { goroutine: { goid: goids[round % goids.length] } },
      { transitions: { skip: 10, limit: 300 } },
    ]
    for (const part of parts) {
      const query = { first_ns, last_ns, filter, ...part }
      const { id: _, history: told, ...wanted } = await ask(history, query)
      const got = answered(page.recording, query)
      assert.deepEqual(comparable(got, lossy), comparable(wanted, lossy), JSON.stringify(query))
      assert.equal(told!.rows, rows)
      gaps += got.gaps?.length ?? 0
    }
  }
  return gaps
}

/**
 * A loss tells the causes of which there were some. After one, how many goroutines are still undetermined is known only where
 * it was written down, which begins anew with each chunk; and a file's chunks have another size.
 */
function comparable({ gaps, series, ...rest }: WireAnswer, lossy: boolean) {
  const some = (lost: object) => Object.fromEntries(Object.entries(lost).filter(([, count]) => count > 0))
  const { undetermined, waiting, ...certain } = series ?? {}
  return {
    ...rest,
    series: lossy ? certain : (series ?? {}),
    gaps: gaps?.map(({ first_ns, last_ns, lost_by_cause }) => [first_ns, last_ns, some(lost_by_cause ?? {})]),
  }
}

test('a page answers every question as the past of a server does', async t => {
  const { recording } = await walkedSample()
  assert.equal(await compare(t, recording, false), 0)
})

test('so it does where events were lost', async t => {
  const path = `${folder}/lossy.rqs`
  await writeSynthetic(path, { events: 120_000, goroutines: 300, eventsPerLoss: 25_000 })
  const recording = openRecording(path)
  t.after(() => recording.close())
  assert.ok((await compare(t, recording, true)) > 20, 'the questions told of losses')
})

for (const [where, share] of [
  ['at the beginning', 0.02],
  ['in the middle', 0.5],
  ['at the end', 0.99],
] as const)
  test(`a recording that does not fit is kept around the moment that was found, ${where}`, async () => {
    const rows = randomRows(200_000, 3, 2000)
    const head = headOf(rows, 9)
    const aroundNs = head.firstNs + share * (head.lastNs - head.firstNs)
    const { front, recording, bytes } = await opened(walkedRows(rows, head), {
      aroundNs,
      bytesMax: 1_000_000,
    })
    const { extent } = front
    assert.ok(bytes <= 1_000_000, `${bytes} bytes`)
    assert.ok(
      extent.firstNs <= aroundNs && extent.lastNs >= aroundNs,
      JSON.stringify({ aroundNs, ...extent }),
    )
    assert.ok(extent.rows >= 32_768 && extent.rows < rows.length, `${extent.rows} rows`)
    assert.equal(extent.rowsTotal, rows.length)
    assert.equal(recording.past.rows, extent.rows)
    assert.equal(recording.past.forgotten, rows.length - extent.rows)
    assert.equal(recording.past.lastNs, extent.lastNs)
    assert.equal(recording.past.firstNs, extent.firstNs)
    const told = answered(recording, { first_ns: 0, last_ns: Infinity, filter: { system: true }, stats: {} })
    assert.equal(told.stats!.transitions, extent.rows)
  })

test('without a moment the latest is kept', async () => {
  const rows = randomRows(200_000, 4, 2000)
  const head = headOf(rows, 9)
  const { front } = await opened(walkedRows(rows, head), { bytesMax: 1_000_000 })
  assert.ok(front.extent.rows < rows.length && front.extent.firstNs > head.firstNs)
  assert.equal(front.extent.lastNs, head.lastNs)
})

test('a recording of nothing makes a page all the same', async () => {
  const head = { ...headOf([], 0), firstNs: 5, lastNs: 5, armedNs: 5 }
  const { front, recording } = await opened(walkedRows([], head))
  assert.equal(front.extent.rows, 0)
  const told = answered(recording, { first_ns: 0, last_ns: Infinity, goroutines: { limit: 10 } })
  assert.equal(told.goroutines!.live ?? 0, 0)
})

test('a page that is not built is said so', async () => {
  const rows = randomRows(10, 1, 1000)
  const making = writeHtmlReport(
    walkedRows(rows, headOf(rows, 1)),
    { findings, template: `${folder}/missing.html` },
    () => {},
  )
  await assert.rejects(making, { name: 'RunqscopeError', code: 'io', message: /npm run build:web/ })
})
