import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, type TestContext, test } from 'node:test'
import { openRecording } from '../../lib/recording/open.js'
import { build, root } from '../attach/build.js'
import { killAll, Program, runqscope, until } from '../attach/program.js'
import { accessibility } from './axe.js'
import { Serving } from './serving.js'
import { missing, missingLive, phone, SharedBrowser, type Visit } from './visit.js'

const browser = new SharedBrowser(after)
afterEach(killAll)

/** `record --ring 30s --listen` of a program, and the address of its page. */
async function recorder(t: TestContext, ...words: string[]): Promise<{ program: Program; url: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'flight-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const env = { ...process.env, GODEBUG: 'asyncpreemptoff=1' }
  const target = Program.start(build('stall'), [], { env })
  await target.says(/^pid/)
  const port = ['--listen', '127.0.0.1:0']
  const program = runqscope(['record', `${target.pid}`, '-o', join(folder, 'a.rqs'), ...port, ...words])
  const shown = /is shown at (http:\S+)/
  await until(() => shown.test(program.stderr) || !program.running, 'the address of the page')
  const url = program.stderr.match(shown)?.[1]
  assert.ok(url, program.stderr)
  return { program, url }
}

/** What the page says of the flight recorder, once it says this. */
async function noticed({ page }: Visit, said: RegExp): Promise<string> {
  const notice = page.locator('#flight').filter({ hasText: said })
  await notice.waitFor()
  return (await notice.locator('.told').textContent()) ?? ''
}

/** What the keyboard's help lists. */
async function shortcutsOf({ page }: Visit): Promise<string[]> {
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  const texts = await dialog.locator('.keys > div').allTextContents()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  return texts
}

test('the page has the flight recorder write, and says what became of it', {
  skip: missingLive,
  timeout: 180_000,
}, async t => {
  const ring = ['--ring', '30s', '--post', '300ms', '--cooldown', '1h']
  const { program, url } = await recorder(t, ...ring)
  const visit = await browser.open(t, url)
  const witness = await browser.open(t, url, { viewport: phone })
  await visit.painted(1)
  const button = visit.page.getByRole('button', { name: 'Save the last 30 s' })
  assert.equal(await visit.page.locator('#flight').isVisible(), false)
  await button.focus()
  await visit.page.keyboard.press('Enter')
  const saved =
    /^Saved \(WebSocket: asked for on the page\) to (\S+\.rqs) on the machine where runqscope runs: /
  const text = await noticed(visit, saved)
  assert.equal(await noticed(witness, saved), text, 'another viewer is told the same')
  const file = openRecording(text.match(saved)![1]!)
  t.after(() => file.close())
  assert.equal(file.head.whole, true)
  assert.equal(file.notes.trigger, 'WebSocket: asked for on the page')
  assert.match(text, new RegExp(` ${file.head.rows.toLocaleString('en')} transitions in `))

  for (const each of [visit, witness]) {
    assert.deepEqual(await each.overflow(), [])
    assert.deepEqual(await accessibility(each.page), [])
  }
  await visit.page.locator('#flight').getByRole('button', { name: 'Close' }).click()
  assert.equal(await visit.page.locator('#flight').isVisible(), false)
  assert.deepEqual(
    (await shortcutsOf(visit)).filter(each => each.includes('on the server')),
    ['save the last 30 s on the serverF'],
  )
  await visit.page.keyboard.press('F')
  assert.match(await noticed(visit, /^Not saved/), /--cooldown lets none through for another 3\d\d\d\.\d s\./)
  // What became of a wish is for who wished.
  assert.equal(await noticed(witness, saved), text)

  program.kill('SIGINT')
  await visit.status('ended', 'lost')
  assert.equal(await program.end(), 0, program.stderr)
  for (const each of [visit, witness])
    assert.deepEqual(
      each.complaints.filter(one => !/WebSocket|ERR_CONNECTION_REFUSED/.test(one)),
      [],
    )
})

test('while a file is being written the page says where to', {
  skip: missingLive,
  timeout: 120_000,
}, async t => {
  const { program, url } = await recorder(t, '--ring', '64MB', '--post', '1h')
  const visit = await browser.open(t, url)
  await visit.painted(1)
  await visit.page.getByRole('button', { name: 'Save the last moments' }).click()
  const saving = /^Saving what was before, and 1 h 00 min more, to (\S+) on the machine/
  const text = await noticed(visit, saving)
  await visit.page.keyboard.press('F')
  const path = text.match(saving)![1]!
  assert.equal(await noticed(visit, /^Not saved/), `Not saved: ${path} is still being written.`)
  program.kill('SIGINT')
  assert.equal(await program.end(), 0, program.stderr)
  const file = openRecording(path)
  assert.equal(file.head.whole, true)
  file.close()
})

test('where there is no flight recorder the page does not speak of one', {
  skip: missing,
  timeout: 120_000,
}, async t => {
  const serving = await Serving.start(`${root}targets/sample/service.rqs`)
  const visit = await browser.open(t, serving.url)
  await visit.painted(1)
  assert.equal(await visit.page.getByRole('button', { name: /^Save the/ }).count(), 0)
  assert.equal(await visit.page.locator('#flight').isVisible(), false)
  assert.deepEqual(
    (await shortcutsOf(visit)).filter(each => each.includes('on the server')),
    [],
  )
  assert.deepEqual(visit.complaints, [])
})
