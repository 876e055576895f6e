import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import { root } from '../attach/build.js'
import { killAll } from '../attach/program.js'
import { accessibility } from './axe.js'
import { Serving } from './serving.js'
import { laptop, missing, phone, SharedBrowser, type Visit, views } from './visit.js'

const browser = new SharedBrowser(after)
afterEach(killAll)

/** All of the sample, and more. */
const whole = 'from=0&to=60000000000'

/** Addresses of all views, and of some that have more in them. */
async function places(visit: Visit): Promise<string[]> {
  await visit.go(`#/goroutines?${whole}`)
  const goid = await visit.page.locator('[data-goid]').first().getAttribute('data-goid')
  return [
    ...views.map(view => `#/${view}?${whole}`),
    `#/goroutine/${goid}?${whole}`,
    `#/overview?dock=timeline,sites&${whole}`,
    `#/sites?filter=state%3Awaiting%20nonsense%3A&${whole}`,
  ]
}

for (const [theme, size, window] of [
  ['light', 'laptop', laptop],
  ['dark', 'laptop', laptop],
  ['light', 'phone', phone],
  ['dark', 'phone', phone],
] as const)
  test(`${theme}, ${size}: no view overflows, breaks its policy or keeps anybody out`, {
    skip: missing,
    timeout: 180_000,
  }, async t => {
    const serving = await Serving.start(`${root}targets/sample/service.rqs`)
    const visit = await browser.open(t, serving.url, { colorScheme: theme, viewport: window })
    await visit.painted(1)
    const found: string[] = []
    for (const place of await places(visit)) {
      await visit.go(place)
      await visit.settled()
      for (const one of await visit.overflow()) found.push(`${place}: ${one}`)
      // Colours are judged on the laptop already, in both themes.
      const judged = size === 'laptop' || theme === 'dark'
      for (const one of judged ? await accessibility(visit.page) : []) found.push(`${place}: ${one}`)
      for (const one of visit.complaints.splice(0)) found.push(`${place}: ${one}`)
    }
    assert.deepEqual(found, [])
  })
