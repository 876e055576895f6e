import assert from 'node:assert/strict'
import {
  copyFileSync,
  linkSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Diff } from '../../lib/diff/result.js'
import type { PageFront } from '../../lib/report/html/content.js'
import type { Report } from '../../lib/report/result.js'
import { ran } from '../attach/program.js'
import { refuses } from '../attach/refusal.js'
import { writeSample, writeSynthetic } from '../recording/told.js'

const folder = mkdtempSync(join(tmpdir(), 'report-'))
const file = (name: string) => join(folder, name)
after(() => rmSync(folder, { recursive: true, force: true }))

before(async () => {
  await writeSample(file('server.rqs'))
  await writeSynthetic(file('a.rqs'), { events: 60_000, seed: 1 })
  await writeSynthetic(file('b.rqs'), { events: 60_000, seed: 2 })
  await writeSynthetic(file('lossy.rqs'), { events: 60_000, seed: 3, eventsPerLoss: 20_000 })
})

async function report(...args: string[]): Promise<Report> {
  const program = await ran(['report', ...args, '--json'])
  assert.equal(await program.exited, 0, program.stderr)
  return JSON.parse(program.stdout) as Report
}

test('a report of a server, as text and as JSON', async () => {
  const program = await ran(['report', file('server.rqs')])
  assert.equal(await program.exited, 0, program.stderr)
  const lines = program.stdout.split('\n')
  assert.ok(lines.indexOf('Findings, the most important first') < lines.indexOf('What to look at next'))
  assert.doesNotMatch(program.stdout, /NaN|undefined|Infinity/)
  assert.match(program.stdout, /net\/http\.\(\*conn\)\.serve/)
  const told = await report(file('server.rqs'))
  assert.deepEqual(
    told.findings.slice(0, 2).map(({ kind }) => kind),
    ['delay', 'delay'],
  )
  const asked = await report(file('server.rqs'), '--from', '200ms', '--until', '400ms')
  assert.ok(asked.transitions > 0 && asked.transitions < told.transitions)
  assert.ok(Math.abs(asked.told_ns - 200e6) < 1e6, `${asked.told_ns}`)
})

test('a part is told as if there were no more: as export tells it, and as the page of it', async () => {
  const part = ['--from', '2s', '--until', '4s']
  const page = file('part.html')
  const told = await report(file('server.rqs'), ...part, '--html', page)
  const copy = file('part.rqs')
  const program = await ran(['export', file('server.rqs'), '--to', 'rqs', ...part, '-o', copy])
  assert.equal(await program.exited, 0, program.stderr)
  const alone = await report(copy)
  for (const figure of [
    'stages',
    'wait_reasons',
    'waits',
    'delays',
    'sites',
    'processors',
    'losses',
  ] as const)
    assert.deepEqual(told[figure], alone[figure], figure)
  assert.ok(told.losses.unknown_since > 0)
  for (const { since_ns } of told.delays) assert.ok(since_ns >= told.first_ns)
  // What is proposed next is of the same part.
  assert.ok(told.next.some(({ command }) => /--to pprof --from 2\.0+s --until 4\.0+s /.test(command)))

  const front = JSON.parse(
    readFileSync(page, 'utf8').match(/<script type="application\/json"[^>]*>(.*?)<\/script>/s)![1]!,
  ) as PageFront
  const { extent, findings } = front
  assert.deepEqual(
    [extent.cut, extent.rows, extent.rowsTotal, extent.wholeFirstNs, extent.wholeLastNs],
    [true, told.transitions, told.transitions, told.first_ns, told.last_ns],
  )
  assert.ok(findings.groups[0]!.items[0]!.text.startsWith(told.findings[0]!.text))
})

test('its figures are those of attach', async () => {
  const program = await ran(['attach', file('server.rqs'), '--json'])
  const summary = program.summary()
  const told = await report(file('server.rqs'))
  assert.deepEqual(told.stages, summary.stages)
  assert.deepEqual(
    Object.fromEntries(Object.entries(told.wait_reasons).sort()),
    Object.fromEntries(Object.entries(summary.wait_reasons).sort()),
  )
  assert.equal(told.goroutines.created, summary.goroutines.created)
  assert.equal(told.goroutines.last, summary.goroutines.live)
})

test('losses are those of the recording', async () => {
  const told = await report(file('lossy.rqs'))
  assert.ok(told.losses.gaps >= 2 && told.losses.lost > 0, JSON.stringify(told.losses))
  assert.ok(told.findings.some(({ text }) => text.includes(`${told.losses.lost} events lost in`)))
  assert.ok(told.next.some(({ command }) => command.includes('--kernel-ring 64MB')))
})

test('what is cut short is told as far as it goes, and what is no recording is refused', async () => {
  const cut = file('cut.rqs')
  copyFileSync(file('server.rqs'), cut)
  truncateSync(cut, Math.floor(readFileSync(cut).length * 0.7))
  const told = await report(cut)
  assert.equal(told.whole, false)
  assert.ok(told.transitions > 0)
  assert.ok(told.findings.some(({ text }) => text.includes('not ended in order')))
  writeFileSync(file('none.rqs'), 'no recording')
  await refuses(['report', file('none.rqs')], 1, /none\.rqs/)
  await refuses(['diff', file('a.rqs'), file('none.rqs')], 1, /none\.rqs/)
})

test('a diff of two recordings, and of several', async () => {
  const pair = await ran(['diff', file('a.rqs'), file('b.rqs')])
  assert.equal(await pair.exited, 0, pair.stderr)
  assert.match(pair.stdout, /no change of more than 5 % is certain/)
  assert.doesNotMatch(pair.stdout, /NaN|undefined|Infinity/)
  const sides = ['--before', file('a.rqs'), file('b.rqs'), '--after', file('lossy.rqs')]
  const several = await ran(['diff', ...sides, '--json', '--least', '10', '--seed', '7'])
  assert.equal(await several.exited, 0, several.stderr)
  const diff = JSON.parse(several.stdout) as Diff
  assert.deepEqual(diff.before.files, [file('a.rqs'), file('b.rqs')])
  assert.deepEqual([diff.options.least, diff.options.seed], [0.1, 7])
  assert.ok(diff.after.lost > 0 && diff.notes.some(note => note.startsWith('events were lost')))
})

test('a page of a recording, which is not replaced unasked', async () => {
  const path = file('page.html')
  const program = await ran(['report', file('server.rqs'), '--html', path, '--json'])
  assert.equal(await program.exited, 0, program.stderr)
  assert.match(program.stderr, /page\.html holds all of the recording \(\d\.\d MB\)/)
  assert.equal(statSync(path).mode & 0o777, 0o600)
  const { findings } = JSON.parse(program.stdout) as Report
  const page = readFileSync(path, 'utf8')
  for (const { goid } of findings.slice(0, 2)) assert.ok(page.includes(`goroutine ${goid} (`))
  const again = await ran(['report', file('server.rqs'), '--html', path])
  assert.equal(await again.exited, 1)
  assert.match(again.stderr, /is there already; name another file, or replace it with --force/)
  assert.equal(readFileSync(path, 'utf8'), page)
})

test('a page never takes the place of its recording, whatever it is called', async () => {
  const recording = file('own.rqs')
  copyFileSync(file('a.rqs'), recording)
  linkSync(recording, file('own.html'))
  const bytes = readFileSync(recording)
  for (const path of [recording, file('own.html')])
    await refuses(
      ['report', recording, '--html', path, '--force'],
      2,
      /is the recording itself; name another/,
    )
  assert.ok(readFileSync(recording).equals(bytes))
})

test('what is damaged is told by its place, the header as what it is', async () => {
  const flipped = file('flipped.rqs')
  const bytes = readFileSync(file('a.rqs'))
  bytes[40]! ^= 1
  bytes[bytes.length >>> 1]! ^= 1
  writeFileSync(flipped, bytes)
  const program = await ran(['report', flipped])
  assert.equal(await program.exited, 0, program.stderr)
  assert.match(program.stderr, /flipped\.rqs: the header is damaged; it is read from the copy/)
  assert.match(
    program.stderr,
    /flipped\.rqs: chunk \d+ at byte \d+ \(\d+ bytes\) cannot be read: its checksum/,
  )
  // Half of it is missing: that comes before what the rest says.
  const [first] = (await report(flipped)).findings
  assert.equal(first!.kind, 'loss')
  assert.match(first!.text, /damaged_chunk/)
})

test('wrong usage is one sentence with the remedy', async () => {
  const a = file('a.rqs')
  for (const [args, pattern] of [
    [['report'], /report takes one or more recordings, got none; see/],
    [['report', a, a, '--html', file('x.html')], /--html makes a page of one recording, got 2/],
    [['report', a, '--from', '3'], /--from 3 is no duration/],
    [['report', a, '--from', '3s', '--until', '2s'], /--until 2s lies before --from 3s/],
    [['report', a, '--from', '100s'], /the part lies outside of .*a\.rqs, which lasts 0\.06/],
    [['report', a, '--html', '-'], /--html writes a file/],
    [['diff', a], /diff takes two recordings, or several/],
    [['diff', '--before', a], /diff takes two recordings, or several/],
    [['diff', a, a, '--least', 'x'], /--least x is no number/],
  ] as const)
    await refuses([...args], 2, pattern)
})
