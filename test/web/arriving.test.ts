import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import type { WebSocket } from 'ws'
import { Forward } from '../../scripts/measure/forward.js'
import { setFrozen } from '../../scripts/measure/frames.js'
import { root } from '../attach/build.js'
import { killAll } from '../attach/program.js'
import { answer, frame, hello, Imposter } from './imposter.js'
import { Serving, startService } from './serving.js'
import { haveFigures, type ShownRow } from './tables.js'
import { missing, missingLive, SharedBrowser, Visit } from './visit.js'

const sample = `${root}targets/sample/service.rqs`
const browser = new SharedBrowser(after)
const guard = { skip: missing, timeout: 120_000 }
const guardLive = { skip: missingLive, timeout: 120_000 }

afterEach(killAll)

test('without the token the page says what is missing, and shows nothing of the target', guard, async t => {
  const serving = await Serving.start(sample, { args: ['--token', 'open-sesame'] })
  const { origin } = new URL(serving.url)
  const visit = await Visit.open(t, await browser.get(), `${origin}/`)
  const text = (await visit.page.locator('body').textContent()) ?? ''
  assert.match(text, /token/)
  assert.doesNotMatch(text, /service|goroutine/i)
  await visit.page.goto(`${origin}/?token=open-sesame`)
  await visit.status('recording', 'live', 'ended')
})

test('through a forwarded port of another number', guardLive, async t => {
  const { pid } = await startService()
  const serving = await Serving.start(pid)
  const forward = await Forward.start(serving.port)
  t.after(() => forward.close())
  const visit = await browser.open(t, forward.url)
  await visit.painted(1)
  assert.deepEqual(visit.complaints, [])
})

test('behind a line of 1 Mbit/s the page is slow to change, and right', guardLive, async t => {
  const { pid } = await startService()
  const serving = await Serving.start(pid)
  const forward = await Forward.start(serving.port, 1e6)
  t.after(() => forward.close())
  const visit = await browser.open(t, `${forward.url}#/overview`)
  await visit.painted(1)
  const first = await visit.paintedNs()
  await visit.painted(first + 3e9)
  await visit.status('live')
  assert.deepEqual(visit.complaints, [])
})

test(
  'the server goes and comes back on its port: a banner, then live again in the same view',
  guardLive,
  async t => {
    const { pid } = await startService()
    const first = await Serving.start(pid)
    const visit = await browser.open(t, `${first.url}#/sites?span=5000000000&filter=site%3Amain.*`)
    await visit.painted(1)
    first.program.killGroup()
    await first.program.exited
    await visit.status('lost')
    assert.match(await visit.banner(), /connection|again/i)
    const errors = visit.complaints.filter(text => !/WebSocket|ERR_CONNECTION/.test(text))
    assert.deepEqual(errors, [])
    visit.complaints.length = 0
    await Serving.start(pid, { listen: `127.0.0.1:${first.port}` })
    await visit.status('live')
    assert.equal(await visit.banner(), '')
    assert.equal(visit.hash, '#/sites?span=5000000000&filter=site%3Amain.*')
    // Another session: its past begins anew, and is shown.
    await visit.painted(1)
    assert.deepEqual(
      visit.complaints.filter(text => !/WebSocket|ERR_CONNECTION/.test(text)),
      [],
    )
  },
)

test('a recording that is served again shows the same numbers', guard, async t => {
  const first = await Serving.start(sample)
  const place = '#/breakdown?from=1000000000&to=2000000000'
  const visit = await browser.open(t, `${first.url}${place}`)
  const before = await pastRows(visit)
  assert.ok(haveFigures(before))
  first.program.killGroup()
  await first.program.exited
  await visit.status('lost')
  await Serving.start(sample, { listen: `127.0.0.1:${first.port}` })
  await visit.status('recording')
  assert.deepEqual(await pastRows(visit), before)
})

/** Without what is told of now, whatever the range: of a recording, of how far it has been read. */
async function pastRows(visit: Visit): Promise<ShownRow[]> {
  const rows = await visit.rows()
  for (const { cells } of rows) delete cells['live now']
  return rows
}

test('a second viewer, and a reload, see the same past', guardLive, async t => {
  const { pid } = await startService()
  const serving = await Serving.start(pid)
  const first = await browser.open(t, serving.url)
  await first.painted(2e9)
  const lastNs = Math.floor(await first.paintedNs())
  const place = `#/breakdown?from=${lastNs - 1_500_000_000}&to=${lastNs - 500_000_000}`
  await first.go(place)
  const seen = await pastRows(first)
  assert.ok(haveFigures(seen))
  const second = await browser.open(t, `${serving.url}${place}`)
  assert.deepEqual(await pastRows(second), seen)
  await first.page.reload()
  await first.status('live')
  assert.deepEqual(await pastRows(first), seen)
})

test('the target exits: the page says so and keeps the past', guardLive, async t => {
  const { pid, service, load } = await startService()
  const serving = await Serving.start(pid, { args: ['--linger'] })
  const visit = await browser.open(t, serving.url)
  await visit.painted(1e9)
  load.killGroup()
  service.killGroup()
  await visit.status('ended')
  assert.match(await visit.banner(), /exited|ended/i)
  await visit.go('#/breakdown?from=0&to=1000000000')
  assert.ok(haveFigures(await visit.rows()))
})

test('a range that ends in the future fills as that comes', guardLive, async t => {
  const { pid } = await startService()
  const serving = await Serving.start(pid)
  const visit = await browser.open(t, serving.url)
  await visit.painted(1e9)
  for (const view of ['sites', 'overview', 'timeline']) {
    const endNs = Math.floor(await visit.paintedNs()) + 2e9
    const one = await browser.open(t, `${serving.url}#/${view}?from=0&to=${endNs}`)
    await one.painted(endNs)
    assert.ok(one.hash.includes(`to=${endNs}`), one.hash)
    assert.deepEqual(one.complaints, [])
    await one.page.close()
  }
})

/** The server is slower than the page: of a recording it has read only a part, and of the end it tells nobody yet. */
test('a range is asked for again when a recording has been read further, and at its end', guard, async t => {
  let readNs = 1e9
  let client: WebSocket | undefined
  const imposter = await Imposter.start(
    t,
    to => {
      client = to
      to.send(frame({ hello: { ...hello, recording: true } }))
    },
    (query, to) =>
      to.send(
        answer(query, {
          last_ns: Math.min(readNs, query.last_ns ?? Infinity),
          history: { first_ns: 0, last_ns: readNs, rows: 1e6, forgotten: 0, bytes: 1e6, bytes_max: 1e8 },
          ...(query.stats ? { stats: {} } : {}),
        }),
      ),
  )
  const visit = await browser.open(t, `${imposter.url}#/sites?from=0&to=3000000000`)
  const stats = () => imposter.queries.filter(query => query.stats).length
  await visit.painted(1e9)
  readNs = 2e9
  await visit.painted(2e9)
  readNs = 2.5e9
  client!.send(frame({ end: { reason: 'recording ended' } }))
  await visit.painted(2.5e9)
  await visit.settled()
  const asked = stats()
  await new Promise(resolve => setTimeout(resolve, 1500))
  assert.equal(stats(), asked, 'nothing more is to come, so nothing is asked')
})

test('a frozen tab comes back to the present without a backlog', guardLive, async t => {
  const { pid } = await startService()
  const serving = await Serving.start(pid)
  const visit = await browser.open(t, serving.url)
  await visit.painted(1)
  const session = await visit.page.context().newCDPSession(visit.page)
  const frozenNs = await visit.paintedNs()
  await setFrozen(session, true)
  await new Promise(resolve => setTimeout(resolve, 10_000))
  await setFrozen(session, false)
  await visit.painted(frozenNs + 10e9)
  await visit.status('live')
  assert.deepEqual(visit.complaints, [])
})
