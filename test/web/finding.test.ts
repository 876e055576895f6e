import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import { root } from '../attach/build.js'
import { killAll, until } from '../attach/program.js'
import { Serving, startCrowd } from './serving.js'
import { missing, missingLive, phone, SharedBrowser, type Visit } from './visit.js'

const browser = new SharedBrowser(after)
const guard = { skip: missing, timeout: 120_000 }
const sample = `${root}targets/sample/service.rqs`
const whole = 'from=0&to=20000000000'
/** What became ready or was created from 5 s to 10 s and waited for longer than 0.4 ms. */
const selection = 'brush=5000000000_10000000000_400000_Infinity_0_1'

afterEach(killAll)

/** Goroutines that the view links to, by the selector of the links. */
function goidsIn(visit: Visit, links: string): Promise<string[]> {
  return visit.page
    .locator(links)
    .evaluateAll(all => all.map(each => (each as never as { textContent: string }).textContent.trim()))
}

test('a selection decides which goroutines have lanes, and what the worst latency is', guard, async t => {
  const serving = await Serving.start(sample)
  const visit = await browser.open(t, `${serving.url}#/overview?${whole}&${selection}`)
  const { page } = visit
  const grid = page.getByRole('grid', { name: 'Selected intervals' })
  const rows = await visit.rows(grid)
  const longest = rows[0]?.data.goid ?? (await goidsIn(visit, 'main [role=grid] [data-goid]'))[0]
  // The list holds those in sight only; its panel's table holds all.
  await page.getByRole('button', { name: 'Selected intervals: menu' }).waitFor()
  const selected = await selectedGoids(visit)
  assert.ok(selected.size >= 3 && selected.size <= 40, `${selected.size} goroutines are selected`)

  await visit.go(`#/timeline?${whole}&${selection}`)
  await visit.painted(1)
  await page.locator('.tl-goroutine').first().waitFor()
  await visit.settled()
  const lanes = await goidsIn(visit, '.tl-goroutine a')
  assert.ok(lanes.length >= 3, `${lanes.length} lanes`)
  assert.deepEqual(
    lanes.filter(goid => !selected.has(goid)),
    [],
  )
  await page.keyboard.press('j')
  const note = page.getByText(/^Latency 1 of/)
  await note.waitFor()
  assert.ok(((await note.textContent()) ?? '').endsWith(`goroutine ${longest}.`), `not ${longest}`)
  assert.deepEqual(visit.complaints, [])
})

/** All goroutines of the selected intervals, as the list is scrolled through. */
async function selectedGoids(visit: Visit): Promise<Set<string>> {
  const grid = visit.page.getByRole('grid', { name: 'Selected intervals' })
  const found = new Set<string>()
  const count = Number(await grid.getAttribute('aria-rowcount')) - 1
  assert.ok(count > 0 && count < 200, `${count} intervals are selected`)
  await grid.focus()
  for (let row = 0; row <= count; row += 4) {
    for (const goid of await goidsIn(visit, 'main [role=row] [role=gridcell]:nth-child(3) [data-goid]'))
      found.add(goid)
    for (let press = 0; press < 4; press++) await visit.page.keyboard.press('ArrowDown')
    await visit.page.waitForTimeout(30)
  }
  return found
}

test('an address restores the selected span and what is measured', guard, async t => {
  const serving = await Serving.start(sample)
  const first = await browser.open(t, `${serving.url}#/timeline?${whole}`)
  await first.painted(1)
  await first.page.keyboard.press('j')
  const region = (visit: Visit) => visit.page.getByRole('region', { name: 'Selected span' })
  await region(first).waitFor()
  await until(() => /[?&]sel=\d+\.\d+\.\d+/.test(first.hash), 'the address tells of the span')
  const heading = (visit: Visit) => region(visit).locator('h3').textContent()

  const second = await browser.open(t, first.page.url())
  await region(second).waitFor()
  assert.equal(await heading(second), await heading(first))
  await second.page.getByRole('button', { name: 'Close' }).click()
  await until(() => !/[?&]sel=/.test(second.hash), 'nothing is selected any more')

  const third = await browser.open(t, `${serving.url}#/timeline?${whole}&measure=1000000000_1250000000`)
  await third.page.getByText('Measured: 250').waitFor()
  assert.match(third.hash, /measure=1000000000_1250000000/)
  await third.page.keyboard.press('Escape')
  await until(() => !/measure=/.test(third.hash), 'nothing is measured any more')
  for (const visit of [first, second, third]) assert.deepEqual(visit.complaints, [])
})

test(
  'on a phone the head leaves room for the view, and a goroutine shows for how long it waits',
  guard,
  async t => {
    const serving = await Serving.start(sample)
    const visit = await browser.open(t, `${serving.url}#/goroutines?${whole}`, { viewport: phone })
    const { page } = visit
    const head = (await page.locator('header.top').boundingBox())!
    assert.ok(head.height < phone.height * 0.28, `the head takes ${head.height} px`)
    await visit.rows(page.locator('main [role=grid]').first())
    const row = page.locator('main [role=row]:has([data-goid]), main [role=row][data-goid]').first()
    const time = row.locator('[role=gridcell], [role=rowheader]').nth(3)
    const box = (await time.boundingBox())!
    assert.ok(box.x + box.width <= phone.width, `time in state ends at ${box.x + box.width} px`)
  },
)

test('where the range stands still the sites tell who waits for longest at its end', guard, async t => {
  const serving = await Serving.start(sample)
  const visit = await browser.open(t, `${serving.url}#/sites?from=2000000000&to=12000000000&sort=-waiting`)
  const grid = visit.page.locator('main [role=grid]').first()
  await visit.settled()
  const [first, ...rows] = await visit.rows(grid)
  // The main goroutine has waited since before the recording began.
  assert.equal(first?.name, 'runtime.main')
  assert.equal(first?.cells['waiting longest']?.text, '> 12.0 s')
  const waits = rows.map(row => row.cells['waiting longest']?.value ?? 0)
  assert.ok(waits[0]! > 0)
  assert.deepEqual(
    waits,
    waits.toSorted((a, b) => b - a),
  )
})

test('on a large screen the heat map is in sight as a whole, with panels beside it', guard, async t => {
  const serving = await Serving.start(sample)
  const visit = await browser.open(t, `${serving.url}#/overview?${whole}`, {
    viewport: { width: 1920, height: 1080 },
  })
  const { page } = visit
  await visit.painted(1)
  await page.getByRole('complementary', { name: 'Timeline, docked' }).waitFor()
  await visit.settled()
  const view = (await page.getByRole('main').boundingBox())!
  const hint = (await page.getByText('Drag to select').boundingBox())!
  assert.ok(hint.y + hint.height <= view.y + view.height, 'the hint below the heat map is cut off')
})

test('when runqscope ends with its target the page goes on saying that the session has ended', {
  skip: missingLive,
  timeout: 120_000,
}, async t => {
  const crowd = await startCrowd(5)
  const serving = await Serving.start(crowd.pid)
  const visit = await browser.open(t, serving.url)
  await visit.painted(1)
  crowd.kill('SIGKILL')
  const banner = visit.page.getByRole('alert')
  const said = new Set<string>()
  await visit.status('lost')
  // Each attempt to connect waits for longer than the one before.
  while (said.size < 3) {
    said.add((await banner.textContent()) ?? '')
    await visit.page.waitForTimeout(50)
  }
  for (const text of said) assert.match(text, /^The session has ended, and runqscope with it\./)
})

test(
  'a panel copies its numbers as text and CSV and its picture as PNG, and says so where it cannot',
  guard,
  async t => {
    const serving = await Serving.start(sample)
    const visit = await browser.open(t, `${serving.url}#/overview?${whole}`, {
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    const { page } = visit
    await visit.painted(1)
    await visit.settled()
    const choose = async (name: string) => {
      await page.getByRole('button', { name: 'Latency: menu' }).click()
      await page.getByRole('menuitem', { name }).click()
    }
    const text = () =>
      page.evaluate(() => (globalThis as unknown as Clipboards).navigator.clipboard!.readText())
    await choose('Copy as CSV')
    await page.getByText('copied').waitFor()
    const csv = await text()
    assert.match(csv.split('\n')[0]!, /^from \(ns\),to \(ns\),intervals,/)
    assert.ok(csv.split('\n').length > 50)
    await choose('Copy as text')
    assert.notEqual(await text(), csv)
    await choose('Copy as PNG')
    await page.waitForFunction(async () => {
      const [item] = await (globalThis as unknown as Clipboards).navigator.clipboard!.read()
      return item?.types.includes('image/png') && (await item.getType('image/png')).size > 1000
    })
    // As on a page from another machine without https.
    await page.evaluate(() => {
      Object.defineProperty((globalThis as unknown as Clipboards).navigator, 'clipboard', {
        value: undefined,
      })
    })
    await choose('Copy as text')
    await page.getByText('save it instead').waitFor()
    assert.deepEqual(visit.complaints, [])
  },
)

/** What is used of the browser's clipboard. */
interface Clipboards {
  navigator: {
    clipboard?: {
      readText(): Promise<string>
      read(): Promise<{ types: string[]; getType(type: string): Promise<{ size: number }> }[]>
    }
  }
}
