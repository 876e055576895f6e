import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import { root } from '../attach/build.js'
import { killAll } from '../attach/program.js'
import { Serving } from './serving.js'
import { missing, SharedBrowser } from './visit.js'

const browser = new SharedBrowser(after)

afterEach(killAll)

test('the page asks the browser what it holds, and says it', { skip: missing, timeout: 120_000 }, async t => {
  const serving = await Serving.start(`${root}targets/sample/service.rqs`)
  const visit = await browser.open(t, `${serving.url}#/overview`)
  assert.ok(await visit.page.evaluate('crossOriginIsolated'), 'nothing foreign is beside it')
  await visit.page.keyboard.press('S')
  const told = visit.page.getByText(/This page itself holds [1-9][0-9.,]* [kM]B/)
  await told.waitFor({ timeout: 60_000 })
  assert.deepEqual(visit.complaints, [])
})
