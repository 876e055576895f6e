import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { after, afterEach, test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { openRecording } from '../../lib/recording/open.js'
import { type PageFindings, writeHtmlReport } from '../../lib/report/html/report.js'
import { pageFindings } from '../../lib/report/pagefindings.js'
import { reportsOf } from '../../lib/report/report.js'
import { killAll } from '../attach/program.js'
import { scratchFolder } from '../attach/scratch.js'
import { writeSample } from '../recording/told.js'
import { accessibility } from '../web/axe.js'
import { Serving } from '../web/serving.js'
import { haveFigures, type ShownRow } from '../web/tables.js'
import { laptop, missing, phone, SharedBrowser, type Visit, views } from '../web/visit.js'

const browser = new SharedBrowser(after)
const folder = scratchFolder()
afterEach(killAll)

interface MadePage {
  recording: string
  address: string
  firstNs: number
  lastNs: number
  /** Transitions. */
  rows: number
  /** Of a finding: who, and when it was over. */
  goid: number
  foundNs: number
}

/** A recording of a real server, and its page as a file. */
async function writePage(more: Partial<PageFindings> = {}): Promise<MadePage> {
  const path = `${folder}/sample.rqs`
  await writeSample(path)
  const recording = openRecording(path)
  const [report] = await reportsOf([recording])
  const findings = { ...pageFindings(report!, recording.head), ...more }
  const pieces: string[] = []
  await writeHtmlReport(recording, { findings }, piece => pieces.push(piece))
  recording.close()
  writeFileSync(`${folder}/report.html`, pieces.join(''))
  const { firstNs, lastNs, rows } = recording.head
  const { goid, last_ns } = report!.findings.find(
    each => each.goid !== undefined && each.last_ns !== undefined,
  )!
  const address = pathToFileURL(`${folder}/report.html`).href
  return { recording: path, address, firstNs, lastNs, rows, goid: goid!, foundNs: last_ns! }
}

/** Findings of which it is known where they lead. */
const planted = (goid: number): PageFindings => ({
  title: 'Worst wait for a P: <b>1 ms</b> </script><!-- <script>',
  groups: [
    {
      title: 'Worst latencies',
      items: [
        { text: 'goroutine one', goid, firstNs: 2e9, lastNs: 2.5e9 },
        { text: 'long ago', firstNs: -2e9, lastNs: -1e9 },
      ],
    },
    { title: 'Busiest sites', note: 'By transitions.', items: [{ text: 'site three', site: 3 }] },
  ],
  whole: [{ name: 'Duration', value: '10 s' }],
})

/** Everything that the page asked an address for, but for itself. */
function watchRequests(visit: Visit): string[] {
  const requests: string[] = []
  visit.page.on('request', request => {
    if (!/^(file|blob|data):/.test(request.url())) requests.push(request.url())
  })
  visit.page.on('websocket', socket => requests.push(socket.url()))
  return requests
}

for (const [theme, size] of [
  ['light', laptop],
  ['dark', phone],
] as const)
  test(`from a file, ${theme}, ${size.width} px: every view draws, asks nobody and keeps its policy`, {
    skip: missing,
    timeout: 180_000,
  }, async t => {
    const { address, firstNs, lastNs, goid } = await writePage()
    const visit = await browser.open(t, address, { colorScheme: theme, viewport: size })
    const requests = watchRequests(visit)
    await visit.page.reload()
    await visit.status('recording')
    assert.match(visit.hash, /^#\/overview\?from=/, 'it stands still on all that it holds')
    const found: string[] = []
    const whole = `from=${firstNs}&to=${lastNs}`
    const places = [...views.map(view => `#/${view}?${whole}`), `#/goroutine/${goid}?${whole}`]
    for (const place of [...places, `#/overview?dock=timeline,sites&${whole}`]) {
      await visit.go(place)
      if (/overview[?]from|timeline[?]/.test(place)) await visit.painted(firstNs)
      await visit.settled()
      for (const one of await visit.overflow()) found.push(`${place}: ${one}`)
      for (const one of await accessibility(visit.page)) found.push(`${place}: ${one}`)
      for (const one of visit.complaints.splice(0)) found.push(`${place}: ${one}`)
    }
    assert.deepEqual(found, [])
    assert.deepEqual(requests, [])
    assert.equal(await visit.banner(), '')
  })

test('the findings come first, name what the file holds, and lead to it', {
  skip: missing,
  timeout: 120_000,
}, async t => {
  const { goid } = await writePage()
  const findings = planted(goid)
  const { address } = await writePage(findings)
  const visit = await browser.open(t, address)
  const box = visit.page.getByRole('region', { name: 'Findings', exact: true })
  assert.equal(await box.getByRole('heading', { level: 2 }).textContent(), findings.title)
  assert.match((await box.textContent()) ?? '', /holds the whole recording: [\d,]+ transitions/)
  assert.equal(await box.getByRole('link', { name: 'long ago' }).count(), 0)
  assert.match((await box.textContent()) ?? '', /long ago \(not in this file\)/)
  await box.getByRole('link', { name: 'goroutine one', exact: true }).click()
  await visit.page.locator('main[data-view="goroutine"]').waitFor()
  assert.ok(visit.hash.startsWith(`#/goroutine/${goid}?`), visit.hash)
  await box.getByRole('link', { name: 'On the timeline: goroutine one' }).click()
  await visit.page.locator('main[data-view="timeline"]').waitFor()
  await box.getByRole('link', { name: 'site three' }).click()
  await visit.page.locator('main[data-view="sites"]').waitFor()
  await visit.settled()
  await visit.page.keyboard.press(' ')
  assert.deepEqual(visit.complaints, [])
})

test('its tables say what a server of the same recording says', {
  skip: missing,
  timeout: 180_000,
}, async t => {
  const { recording, address, firstNs, lastNs, goid, foundNs } = await writePage()
  const serving = await Serving.start(recording)
  const tall = { width: 1600, height: 2400 }
  const file = await browser.open(t, address, { viewport: tall })
  const served = await browser.open(t, serving.url, { viewport: tall })
  await served.painted(1)
  const ranges = [
    [firstNs, lastNs - 1e6],
    [foundNs - 700_000_001, foundNs + 300_000_001],
  ]
  let compared = 0
  for (const [from, to] of ranges)
    for (const place of ['breakdown', 'sites', 'goroutines', `goroutine/${goid}`, 'overview']) {
      const hash = `#/${place}?dock=none&from=${from}&to=${to}`
      const [got, wanted] = await Promise.all([file, served].map(visit => rowsAt(visit, hash)))
      assert.ok(haveFigures(wanted!), `${hash} shows nothing`)
      assert.deepEqual(got, wanted, hash)
      compared += wanted!.length
    }
  assert.ok(compared > 100, `${compared} rows`)
  assert.deepEqual(file.complaints, [])
})

async function rowsAt(visit: Visit, hash: string): Promise<ShownRow[]> {
  await visit.go(hash)
  return visit.rows()
}

test('its transitions can be saved: every one, as lines', { skip: missing, timeout: 60_000 }, async t => {
  const { address, firstNs, lastNs, rows } = await writePage()
  const visit = await browser.open(t, `${address}#/overview?from=${firstNs}&to=${lastNs + 1}&system=1`)
  await visit.page.getByRole('button', { name: 'Save and settings' }).click()
  const [saved] = await Promise.all([
    visit.page.waitForEvent('download'),
    visit.page.getByRole('button', { name: 'Save transitions' }).click(),
  ])
  const path = `${folder}/saved.ndjson`
  await saved.saveAs(path)
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  assert.equal(lines.length, rows)
  assert.equal(new Set(lines.map(line => JSON.parse(line).type)).size, 1)
  assert.deepEqual(visit.complaints, [])
  await visit.status('recording')
})

test('a file that was cut short says so', { skip: missing, timeout: 60_000 }, async t => {
  const { address } = await writePage()
  const text = readFileSync(fileURLToPath(address), 'utf8')
  const at = text.indexOf('id="recording">') + 5000
  const path = `${folder}/cut.html`
  writeFileSync(path, text.slice(0, at) + text.slice(text.indexOf('</script>', at)))
  const page = await (await browser.get()).newPage()
  t.after(() => page.close())
  await page.goto(pathToFileURL(path).href)
  await page.getByRole('alert').filter({ hasText: 'cannot be read' }).waitFor()
})
