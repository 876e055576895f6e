import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { killAll } from '../attach/program.js'
import { scratchFolder } from '../attach/scratch.js'
import { checkStages } from './figures.js'
import { Serving, startService } from './serving.js'
import { sums, Teed } from './tally.js'
import { missingLive, SharedBrowser, type Visit } from './visit.js'

const browser = new SharedBrowser(after)
const folder = scratchFolder()
afterEach(killAll)

/** Gaps that a picture shows, as it says itself. */
async function gapsDrawn(visit: Visit): Promise<number> {
  const pictures = visit.page.locator('main [data-gaps]')
  await pictures.first().waitFor()
  const texts = await pictures.evaluateAll(all =>
    all.map(each => (each as unknown as { dataset: { gaps: string } }).dataset.gaps),
  )
  return Math.max(...texts.map(Number))
}

test('a ring that ran over is a gap in heat map and timeline, and no interval crosses it', {
  skip: missingLive,
  timeout: 120_000,
}, async t => {
  const file = `${folder}/teed.ndjson`
  const { pid } = await startService(600)
  // Small enough to run over while all stands still, large enough for a machine that has other work besides.
  const serving = await Serving.start(pid, { teed: file, args: ['--ring', '128kB'] })
  const visit = await browser.open(t, `${serving.url}#/overview`)
  await visit.painted(1.5e9)
  const lost = visit.page.locator('.figure', { hasText: 'events lost' })
  // The whole agent stands still, its drain thread included, until the kernel's ring has run over. A stop comes nowhere
  // near the 2 s for which a turn of the event loop may write lines: beyond them lines are dropped.
  do {
    serving.program.kill('SIGSTOP')
    await sleep(800)
    serving.program.kill('SIGCONT')
    await sleep(1000)
  } while (/lost\s*0/.test((await lost.textContent()) ?? ''))
  const stoppedNs = await visit.paintedNs()
  await visit.painted(stoppedNs + 3e9)
  const lastNs = Math.floor(await visit.paintedNs())
  const range = `from=0&to=${lastNs}`
  for (const view of ['overview', 'timeline']) {
    await visit.go(`#/${view}?${range}`)
    await visit.settled()
    assert.ok((await gapsDrawn(visit)) > 0, `no gap in the ${view}`)
  }
  await visit.go(`#/breakdown?${range}`)
  const rows = await visit.rows()
  assert.match((await visit.page.locator('header').first().textContent()) ?? '', /ring_full/)
  // The last second began when all was well again, unless the machine is so busy that the ring ran over once more.
  const quietNs = lastNs - 500_000_000
  await visit.go(`#/timeline?from=${quietNs}&to=${lastNs}`)
  await visit.settled()
  const drawn = await gapsDrawn(visit)
  assert.deepEqual(visit.complaints, [])
  await serving.stop()

  const teed = await Teed.read(file)
  assert.equal(teed.dropped, 0)
  assert.ok(teed.gaps.length > 0, 'nothing was lost')
  const again = teed.gaps.filter(gap => gap.lastNs >= quietNs && gap.firstNs < lastNs)
  assert.equal(drawn > 0, again.length > 0, `${drawn} gaps are drawn of a stretch that has ${again.length}`)
  for (const { beginNs, endNs } of teed.intervals)
    for (const gap of teed.gaps)
      assert.ok(endNs <= gap.firstNs || beginNs >= gap.lastNs, 'an interval lies across a gap')
  checkStages(rows, sums(teed, 0, lastNs))
})
