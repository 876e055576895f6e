import assert from 'node:assert/strict'
import { after, afterEach, type TestContext, test } from 'node:test'
import { killAll } from '../attach/program.js'
import { scratchFolder } from '../attach/scratch.js'
import { checkFigure, checkRow, checkStages, stageOf, tallyOf } from './figures.js'
import { Serving, startService } from './serving.js'
import type { ShownRow } from './tables.js'
import { groupBy, type Sums, sums, type TalliedInterval, Teed, tally } from './tally.js'
import { missingLive, SharedBrowser } from './visit.js'

const browser = new SharedBrowser(after)
const folder = scratchFolder()
afterEach(killAll)

const SECONDS = 2
/** Sessions until one has no loss: other work on the machine may keep the drain thread from its ring. */
const SESSIONS = 3

/** All rows of a view fit into a window that is tall enough. */
const tall = { width: 1920, height: 3000 }

/** What the page shows of a range of a live session, and that session's own lines. */
async function showRange(t: TestContext, args: readonly string[], file: string) {
  const { pid } = await startService(400)
  const serving = await Serving.start(pid, { teed: file, args: [...args] })
  const visit = await browser.open(t, `${serving.url}#/sites`, { viewport: tall })
  await visit.painted((SECONDS + 1.5) * 1e9)
  // A quarter of a second behind the newest, and no round number.
  const lastNs = Math.floor(await visit.paintedNs()) - 250_000_001
  const firstNs = lastNs - SECONDS * 1e9
  const range = `from=${firstNs}&to=${lastNs}`
  const rowsOf = async (hash: string) => {
    await visit.go(hash)
    return visit.rows()
  }
  const breakdown = await rowsOf(`#/breakdown?${range}`)
  const sites = (await rowsOf(`#/sites?${range}`)).filter(row => row.data.site !== undefined)
  const worst = (await rowsOf(`#/overview?dock=none&${range}`)).filter(row => row.cells['ended at'])
  const busiest = worst[0]!.cells.goroutine!.text
  const goroutine = await rowsOf(`#/goroutine/${busiest}?${range}`)
  const brushed = { firstNs: firstNs + 5e8, lastNs, minNs: 10_000, maxNs: 1_000_000 }
  await visit.go(`#/overview?dock=none&${range}&brush=${Object.values(brushed).join('_')}_0_1`)
  await visit.settled()
  const selected = await visit.page.locator('.worst-panel .note data').first().getAttribute('value')
  assert.deepEqual(visit.complaints, [])
  await visit.page.context().close()
  await serving.stop()
  await killAll()
  const teed = await Teed.read(file)
  return { teed, firstNs, lastNs, breakdown, sites, worst, busiest, goroutine, brushed, selected }
}

for (const [what, args] of [
  ['as it is attached by default', []],
  ['with system calls probed', ['--syscalls']],
] as const)
  test(`every number that the page shows of a range is the sum of the stream's own lines, ${what}`, {
    skip: missingLive,
    timeout: 180_000,
  }, async t => {
    let shown = await showRange(t, args, `${folder}/teed-${args.length}.ndjson`)
    for (let session = 2; shown.teed.gaps.length > 0 && session <= SESSIONS; session++)
      shown = await showRange(t, args, `${folder}/teed-${args.length}-${session}.ndjson`)
    const { teed, firstNs, lastNs, breakdown, sites, worst, busiest, goroutine, brushed, selected } = shown
    assert.equal(teed.dropped, 0, 'the file has not all transitions')
    assert.equal(teed.gaps.length, 0, `none of ${SESSIONS} sessions was without loss`)
    const summed = sums(teed, firstNs, lastNs)
    assert.ok(summed.transitions > 1000, `only ${summed.transitions} transitions in the range`)
    checkStages(breakdown, summed)
    checkReasons(breakdown, summed)
    checkSites(sites, summed)
    checkWorst(worst, teed.within(firstNs, lastNs))
    checkSelection(Number(selected), teed.within(brushed.firstNs, lastNs), brushed.minNs, brushed.maxNs)
    checkGoroutine(
      goroutine,
      teed.within(firstNs, lastNs).filter(one => one.goid === Number(busiest)),
    )
  })

function checkReasons(rows: ShownRow[], { reasons }: Sums): void {
  for (const { key, ...tally } of reasons) {
    const row = rows.find(one => one.name === (key || 'unknown'))
    assert.ok(row, `the breakdown has no row for ${key}`)
    assert.ok(checkRow(row, tally, key) > 0, `the row of ${key} has no figures: ${JSON.stringify(row)}`)
  }
}

function checkSites(rows: ShownRow[], summed: Sums): void {
  const shown = new Set(rows.map(row => Number(row.data.site)))
  for (const { site, function: name } of summed.sites)
    assert.ok(shown.has(site), `no row for site ${site}, ${name}`)
  let compared = 0
  for (const row of rows) {
    const of = summed.sites.find(one => one.site === Number(row.data.site))
    if (!of) continue
    const { name } = row
    const stage = (key: TalliedInterval['stage']) => tallyOf(of.stages, key)
    compared += checkRow(row, stage('ready_to_run'), name, 'ready→run')
    compared += checkRow(row, stage('create_to_run'), name, 'create→run')
    const figure = (head: string, wanted: number) => {
      const value = row.cells[head]?.value
      assert.ok(value !== undefined, `${name} has no ${head}: ${JSON.stringify(row.cells)}`)
      assert.ok(
        Math.abs(value - wanted) <= 1e-9 * Math.abs(wanted),
        `${name}: ${head} is ${value}, not ${wanted}`,
      )
      compared++
    }
    figure('runs/s', stage('run').count / SECONDS)
    figure('created/s', of.created / SECONDS)
    figure('growth', of.created - of.exited)
    figure('run total', stage('run').total)
    figure('runnable total', stage('ready_to_run').total + stage('create_to_run').total)
  }
  assert.ok(compared >= 9 * summed.sites.length, `only ${compared} figures of sites were found`)
}

/** The list is in order, begins with the longest there is, and each row of it is one of the intervals. */
function checkWorst(rows: ShownRow[], intervals: TalliedInterval[]): void {
  assert.ok(rows.length >= 10, `only ${rows.length} worst intervals`)
  const stages = new Set(rows.map(stageOf))
  const lengths = intervals
    .filter(one => stages.has(one.stage))
    .map(one => one.endNs - one.beginNs)
    .sort((a, b) => b - a)
  rows.forEach((row, index) => {
    const shown = Object.values(row.cells).map(cell => cell.value)
    assert.ok(
      shown.includes(lengths[index]),
      `row ${index} is not ${lengths[index]} ns: ${JSON.stringify(row)}`,
    )
    const of = intervals.find(
      one => one.goid === Number(row.cells.goroutine!.text) && one.endNs - one.beginNs === lengths[index],
    )
    assert.ok(of, `no interval of goroutine ${row.cells.goroutine!.text} is ${lengths[index]} ns long`)
  })
}

/** What a brush of time × latency counts. */
function checkSelection(shown: number, intervals: TalliedInterval[], minNs: number, maxNs: number): void {
  const within = intervals.filter(({ stage, beginNs, endNs }) => {
    const ns = endNs - beginNs
    return (stage === 'create_to_run' || stage === 'ready_to_run') && ns >= minNs && ns < maxNs
  })
  assert.ok(within.length > 10)
  assert.equal(shown, within.length, 'intervals in the selection')
}

function checkGoroutine(rows: ShownRow[], intervals: TalliedInterval[]): void {
  const byStage = groupBy(intervals, one => one.stage)
  for (const [stage, own] of byStage) {
    const row = rows.find(one => stageOf(one) === stage)
    assert.ok(row, `the goroutine's page has no row for ${stage}`)
    assert.ok(checkRow(row, tally(own), stage) >= 2, `no figures of ${stage}: ${JSON.stringify(row)}`)
  }
  assert.ok(byStage.size >= 2, 'the goroutine did nothing')
}

test('a figure that is off by more than one percent does not pass', () => {
  const of = { count: 1000, total: 1e9, p50: 1e6, p90: 1e6, p99: 1e6, 'p99.9': 1e6, max: 1e6 }
  checkFigure(1.009e6, 'p99', of, 'right')
  assert.throws(() => checkFigure(1.011e6, 'p99', of, 'wrong'))
  assert.throws(() => checkFigure(999, 'count', of, 'wrong'))
  assert.throws(() => checkFigure(1e6 + 1, 'max', of, 'wrong'))
})
