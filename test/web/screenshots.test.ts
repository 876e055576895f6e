import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { after, afterEach, test } from 'node:test'
import { root } from '../attach/build.js'
import { killAll } from '../attach/program.js'
import { readPicture } from './picture.js'
import { Serving } from './serving.js'
import { missing, SharedBrowser, type Visit, views } from './visit.js'

/** `UPDATE_SCREENSHOTS=1` writes those that docs/dashboard.md shows; otherwise they are only taken. */
const kept = `${root}docs/screenshots`
const folder = process.env.UPDATE_SCREENSHOTS ? kept : `${root}build/screenshots`
const BYTES_MAX = 2.5e6

const browser = new SharedBrowser(after)
afterEach(killAll)

/** All of the sample; and the moment of its longest wait, for the timeline. */
const whole = 'from=0&to=5033000000'
const moment = 'from=3385000000&to=3397000000'
const themes = ['light', 'dark'] as const
const names = themes.flatMap(theme => [...views, 'goroutine'].map(view => `${view}-${theme}.png`))

for (const theme of themes)
  test(`every view is drawn, ${theme}`, { skip: missing, timeout: 120_000 }, async t => {
    mkdirSync(folder, { recursive: true })
    const serving = await Serving.start(`${root}targets/sample/service.rqs`)
    const visit = await browser.open(t, `${serving.url}#/overview`, { colorScheme: theme })
    await visit.painted(1)
    for (const view of [...views, 'goroutine']) {
      await visit.go(await placeOf(visit, view))
      await visit.settled()
      const png = await visit.page.screenshot({ path: `${folder}/${view}-${theme}.png` })
      check(png, theme, view)
    }
    assert.deepEqual(visit.complaints, [])
  })

/** Of a goroutine that has much to tell: the one that the list of the workers begins with. */
async function placeOf(visit: Visit, view: string): Promise<string> {
  if (view !== 'goroutine') return `#/${view}?${view === 'timeline' ? moment : whole}`
  await visit.go(`#/goroutines?filter=site%3Amain.*worker&${whole}`)
  const row = visit.page.locator('[data-goid]').first()
  return `#/goroutine/${await row.getAttribute('data-goid')}?${whole}`
}

function check(png: Buffer, theme: string, what: string): void {
  const { width, height, colors, commonest, lightness } = readPicture(png)
  assert.deepEqual([width, height], [1366, 768], what)
  assert.ok(colors >= 24, `${what} has only ${colors} colours`)
  assert.ok(commonest < 0.97, `${what} is blank for ${(commonest * 100).toFixed(1)} %`)
  assert.ok(theme === 'dark' ? lightness < 0.35 : lightness > 0.65, `${what} is not ${theme}: ${lightness}`)
}

test('docs/ has a picture of each view in both themes, none of them blank or large', () => {
  assert.deepEqual(readdirSync(kept).sort(), [...names].sort())
  for (const name of names)
    check(readFileSync(`${kept}/${name}`), name.includes('dark') ? 'dark' : 'light', name)
  const bytes = names.reduce((sum, name) => sum + statSync(`${kept}/${name}`).size, 0)
  assert.ok(bytes < BYTES_MAX, `${bytes} bytes`)
  const page = readFileSync(`${root}docs/dashboard.md`, 'utf8')
  for (const name of names)
    assert.ok(page.includes(`screenshots/${name}`), `docs/dashboard.md does not show ${name}`)
})
