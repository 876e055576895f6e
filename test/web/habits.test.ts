import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import type { Inside } from '../../scripts/measure/inside.js'
import { root } from '../attach/build.js'
import { killAll } from '../attach/program.js'
import { Serving, startCrowd } from './serving.js'
import { haveFigures, readRows } from './tables.js'
import { missing, missingLive, SharedBrowser, type Visit, views } from './visit.js'

const browser = new SharedBrowser(after)
const guard = { skip: missing, timeout: 120_000 }
/** All of the sample, and more. */
const whole = 'from=0&to=60000000000'
const sample = `${root}targets/sample/service.rqs`

afterEach(killAll)

/** Rows that a grid says it has, without its head. */
async function rowCount(visit: Visit): Promise<number> {
  const grid = visit.page.locator('main [role=grid]').first()
  return Number(await grid.getAttribute('aria-rowcount')) - 1
}

test('a hundred thousand goroutines: the filter finds what it says, and says what it does not know', {
  skip: missingLive,
  timeout: 120_000,
}, async t => {
  const size = 100_000
  const crowd = await startCrowd(size)
  const serving = await Serving.start(crowd.pid)
  const visit = await browser.open(t, `${serving.url}#/goroutines`)
  const { page } = visit
  const box = page.getByRole('combobox', { name: 'Filter' })
  const filtered = async (text: string, isSo: (count: number) => boolean) => {
    await box.fill(text)
    await box.press('Enter')
    const deadline = Date.now() + 20_000
    for (;;) {
      const count = await rowCount(visit)
      const rows = await readRows(page.locator('main [role=grid]').first())
      // Rows that are not loaded yet have a place, but no goroutine.
      if (isSo(count) && rows.every(row => row.data.goid !== undefined)) return rows
      assert.ok(Date.now() < deadline, `${text}: ${count} rows`)
      await page.waitForTimeout(50)
    }
  }
  await filtered('', count => count > size)
  const elements = await page.locator('main [role=row]').count()
  assert.ok(elements < 200, `${elements} rows are elements`)
  // The crowd waits since before the attach or was woken since; its main goroutine sleeps between two rounds.
  const waiters = await filtered(
    'site:main.waiter state:waiting',
    count => count > size * 0.99 && count <= size,
  )
  for (const row of waiters) assert.match(row.cells.site!.text, /^main\.waiter/)
  const one = waiters[0]!.data.goid!
  const alone = await filtered(`goid:${one}`, count => count === 1)
  assert.equal(alone[0]!.data.goid, one)
  await filtered(`site:main.waiter -goid:${one}`, count => count === size - 1)
  await filtered('site:runtime.main', count => count === 1)
  await filtered('state:syscall site:main.waiter', count => count === 0)
  await box.fill('reasn:chan')
  await page.getByText('reason:').first().waitFor()
  await box.fill('st')
  await page
    .getByRole('option', { name: /^state:/ })
    .first()
    .click()
  assert.match(await box.inputValue(), /^state:/)
  assert.deepEqual(visit.complaints, [])
})

test('the same filter holds in the list of sites', guard, async t => {
  const serving = await Serving.start(sample)
  const visit = await browser.open(t, `${serving.url}#/sites?${whole}`)
  const grid = visit.page.locator('main [role=grid]').first()
  const all = (await visit.rows(grid)).map(row => row.name)
  assert.ok(all.some(name => name.startsWith('main.')) && all.some(name => !name.startsWith('main.')))
  await visit.go(`#/sites?${whole}&filter=site%3Amain.*`)
  const some = (await visit.rows(grid)).map(row => row.name)
  assert.deepEqual(some.toSorted(), all.filter(name => name.startsWith('main.')).toSorted())
})

test('an address restores the view: in another window the same numbers', guard, async t => {
  const serving = await Serving.start(sample)
  for (const view of ['breakdown', 'sites', 'goroutines']) {
    const first = await browser.open(
      t,
      `${serving.url}#/${view}?from=500000000&to=1500000000&filter=site%3Amain.*`,
    )
    const seen = await first.rows()
    assert.ok(haveFigures(seen), view)
    // What the page itself has made of the address is what people copy.
    const second = await browser.open(t, first.page.url())
    assert.deepEqual(await second.rows(), seen, view)
    assert.equal(second.hash, first.hash)
  }
})

test('back and forward undo and redo going somewhere', guard, async t => {
  const serving = await Serving.start(sample)
  const visit = await browser.open(t, `${serving.url}#/overview?from=500000000&to=1500000000`)
  const { page } = visit
  const shown = (view: string) => page.locator(`main[data-view="${view}"]`).waitFor()
  await page.keyboard.press('3')
  await shown('sites')
  await page.keyboard.press('5')
  await shown('timeline')
  await page.goBack()
  await shown('sites')
  await page.goBack()
  await shown('overview')
  assert.match(visit.hash, /from=500000000&to=1500000000/)
  await page.goForward()
  await shown('sites')
  assert.match(visit.hash, /from=500000000&to=1500000000/)
})

/** What has the focus, and whether that can be seen. */
function focusOf(visit: Visit): Promise<{ what: string; seen: boolean }> {
  return visit.page.evaluate(() => {
    const { document, getComputedStyle } = globalThis as unknown as Inside & {
      getComputedStyle(element: unknown): Record<string, string>
    }
    const element = document.activeElement
    if (!element || element.tagName === 'BODY') return { what: '', seen: true }
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    const what = `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40)}`
    return { what, seen: (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' }
  })
}

test(
  'the keyboard alone: every view, its parts in order and in sight, and `?` tells the keys',
  guard,
  async t => {
    const serving = await Serving.start(sample)
    const visit = await browser.open(t, `${serving.url}#/overview?${whole}`)
    const { page } = visit
    await page.keyboard.press('?')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    const told = (await dialog.textContent()) ?? ''
    for (const name of ['Overview', 'Breakdown', 'Sites', 'Goroutines', 'Timeline', 'zoom in', 'filter'])
      assert.ok(told.includes(name), `the overlay does not tell of ${name}: ${told}`)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })

    for (const [index, view] of views.entries()) {
      await page.keyboard.press(`${index + 1}`)
      await page.locator(`main[data-view="${view}"]`).waitFor()
      await visit.settled()
      const reached = new Set<string>()
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press('Tab')
        const { what, seen } = await focusOf(visit)
        assert.ok(seen, `${view}: the focus on ${what} cannot be seen`)
        if (what === '') break
        reached.add(what)
      }
      assert.ok(reached.size >= 10, `${view}: Tab reaches only ${[...reached].join(', ')}`)
      await page.evaluate(() => {
        const { document } = globalThis as unknown as { document: { activeElement: { blur(): void } } }
        document.activeElement.blur()
      })
    }

    // A goroutine by arrows and Enter.
    await page.keyboard.press('4')
    const grid = page.locator('main [role=grid]').first()
    await visit.rows(grid)
    await grid.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.locator('main[data-view="goroutine"]').waitFor()

    await page.keyboard.press('/')
    assert.match((await focusOf(visit)).what, /Filter/)
    await page.keyboard.type('state:waiting')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    assert.deepEqual(visit.complaints, [])
  },
)

test('a recording is played, stands, and is put anywhere', guard, async t => {
  const serving = await Serving.start(sample)
  const visit = await browser.open(t, `${serving.url}#/breakdown?span=500000000`)
  const { page } = visit
  // It plays by itself; Pause is a button and the space bar.
  await page.waitForTimeout(600)
  await page.getByRole('button', { name: 'Pause' }).click()
  await visit.settled()
  const played = visit.hash
  assert.match(played, /[?&]at=\d+/)
  const rows = await visit.rows()
  assert.ok(haveFigures(rows), 'nothing was played')
  // Put back to an earlier place by its address, it shows what it showed there before.
  await visit.go('#/breakdown?from=500000000&to=1000000000')
  const earlier = await visit.rows()
  assert.notDeepEqual(earlier, rows)
  await visit.go(played)
  assert.deepEqual(await visit.rows(), rows)
})
