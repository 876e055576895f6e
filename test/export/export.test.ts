import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Output } from '../../lib/export/output.js'
import { suggestion } from '../../lib/export/viewer.js'
import { writeSample, writeSynthetic } from '../recording/told.js'
import { folderFor } from './csv-session.js'

const main = new URL('../../lib/cli/main.js', import.meta.url).pathname
const run = (...args: string[]) =>
  spawnSync(process.execPath, [main, 'export', ...args], { encoding: 'utf8' })

test('an export gets its name when it is whole, is private, and replaces nothing unless it is told to', t => {
  const path = join(folderFor(t), 'out')
  const output = Output.to(path)
  output.text('hälf')
  output.flush()
  assert.ok(!existsSync(path))
  output.write(new Uint8Array(3 << 20).fill(0x61))
  assert.equal(output.total, 5 + (3 << 20))
  output.finish()
  assert.equal(statSync(path).size, 5 + (3 << 20))
  assert.equal(statSync(path).mode & 0o777, 0o600)
  assert.throws(() => Output.to(path), { code: 'io', message: /is there already.*--force/ })

  const second = Output.to(path, { force: true })
  second.text('two')
  second.discard()
  assert.equal(statSync(path).size, 5 + (3 << 20))
  const third = Output.to(path, { force: true })
  third.text('three')
  third.finish()
  assert.equal(readFileSync(path, 'utf8'), 'three')
  assert.deepEqual(readdirSync(join(path, '..')), ['out'])
})

test('what came under the name meanwhile is not replaced', t => {
  const folder = folderFor(t)
  const path = join(folder, 'out')
  const output = Output.to(path)
  output.text('ours')
  writeFileSync(path, 'theirs')
  assert.throws(() => output.finish(), { code: 'io' })
  assert.equal(readFileSync(path, 'utf8'), 'theirs')
  assert.deepEqual(readdirSync(folder), ['out'])
})

test('links, folders and places that cannot be written to are refused', t => {
  const folder = folderFor(t)
  symlinkSync('/dev/null', join(folder, 'link'))
  mkdirSync(join(folder, 'sub'))
  assert.throws(() => Output.to(join(folder, 'link')), { code: 'io', message: /symbolic link/ })
  assert.throws(() => Output.to(join(folder, 'sub')), { code: 'io', message: /is a folder/ })
  assert.throws(() => Output.to(join(folder, 'none', 'out')), { code: 'io', message: /cannot be written/ })
})

test('a full disk is one sentence', () => {
  const output = Output.to('/dev/full')
  output.text('something')
  assert.throws(() => output.flush(), { code: 'io', message: /the disk is full; make room/ })
})

test('every format comes out of the command line, with one line of JSON', async t => {
  const folder = folderFor(t)
  const recording = join(folder, 'server.rqs')
  await writeSample(recording)
  for (const format of ['perfetto', 'gotrace', 'chrome', 'pprof', 'csv', 'parquet']) {
    const out = join(folder, `out.${format}`)
    const { status, stdout, stderr } = run(recording, '--to', format, '-o', out, '--json')
    assert.equal(status, 0, `${format}: ${stderr}`)
    const summary = JSON.parse(stdout)
    assert.equal(summary.format, format)
    assert.equal(summary.bytes, statSync(out).size)
    assert.ok(summary.transitions > 1000 && summary.bytes > 1000, stdout)
  }
  assert.deepEqual(
    readdirSync(folder).filter(name => name.includes('partial')),
    [],
  )
})

test('a folder takes a file for each table or profile, of one pass, the same as each alone', async t => {
  const folder = folderFor(t)
  const recording = join(folder, 'server.rqs')
  await writeSample(recording)
  const expected: [format: string, option: string, values: string[], suffix: string][] = [
    ['csv', '--table', ['transitions', 'intervals'], 'csv'],
    ['parquet', '--table', ['transitions', 'intervals'], 'parquet'],
    ['pprof', '--profile', ['creation', 'waker', 'blocking'], 'pb.gz'],
  ]
  for (const [format, option, values, suffix] of expected) {
    const to = join(folder, `${format}.tables`)
    const { status, stdout, stderr } = run(recording, '--to', format, '-o', `${to}/`, '--json')
    assert.equal(status, 0, stderr)
    assert.deepEqual(readdirSync(to).sort(), values.map(value => `${value}.${suffix}`).sort())
    const told = JSON.parse(stdout) as { bytes: number; files: { output: string; bytes: number }[] }
    let bytes = 0
    for (const [at, value] of values.entries()) {
      const alone = join(folder, `alone.${suffix}`)
      assert.equal(run(recording, '--to', format, option, value, '-o', alone, '--force').status, 0)
      const file = join(to, `${value}.${suffix}`)
      assert.ok(readFileSync(file).equals(readFileSync(alone)), file)
      assert.deepEqual(told.files[at], { output: file, bytes: statSync(file).size })
      bytes += statSync(file).size
    }
    assert.equal(told.bytes, bytes)
    // One of them is there: nothing is replaced, and the others are not made either.
    rmSync(join(to, `${values[0]}.${suffix}`))
    const again = run(recording, '--to', format, '-o', to)
    assert.equal(again.status, 1)
    assert.match(again.stderr, /is there already.*--force/)
    assert.equal(readdirSync(to).length, values.length - 1)
  }
  const one = run(recording, '--to', 'csv', '--table', 'intervals', '-o', join(folder, 'one/'))
  assert.equal(one.status, 0, one.stderr)
  assert.deepEqual(readdirSync(join(folder, 'one')), ['intervals.csv'])
  const none = run(recording, '--to', 'chrome', '-o', join(folder, 'new/'))
  assert.equal(none.status, 1)
  assert.match(none.stderr, /is a folder, and chrome is one file; name a file/)
  assert.ok(!existsSync(join(folder, 'new')))
})

test('a recording again: a part, without names, and of all goroutines or none', async t => {
  const folder = folderFor(t)
  const recording = join(folder, 'server.rqs')
  await writeSample(recording)
  const copy = join(folder, 'copy.rqs')
  const result = run(recording, '--to', 'rqs', '--anonymize', '--until', '2s', '-o', copy, '--json')
  assert.equal(result.status, 0, result.stderr)
  const told = JSON.parse(result.stdout) as { transitions: number; bytes: number }
  assert.equal(told.bytes, statSync(copy).size)
  const cutOf = (path: string, ...more: string[]) =>
    JSON.parse(
      execFileSync(process.execPath, [main, 'report', path, '--json', ...more], { encoding: 'utf8' }),
    )
  const [part, whole] = [cutOf(copy), cutOf(recording, '--until', '2s')]
  assert.equal(part.transitions, told.transitions)
  assert.deepEqual(part.stages, whole.stages)
  assert.deepEqual(part.wait_reasons, whole.wait_reasons)
  assert.equal(part.command, 'anonymous')
  assert.ok(!JSON.stringify(part).includes('net/http.'))

  for (const option of [
    ['--site', 'main.*'],
    ['--goroutine', '1'],
  ]) {
    const refused = run(recording, '--to', 'rqs', ...option, '-o', join(folder, 'some.rqs'))
    assert.equal(refused.status, 2)
    assert.match(refused.stderr, /leaves goroutines out.*--from and --until/)
  }
  assert.match(run(recording, '--to', 'csv', '--anonymize').stderr, /--anonymize means nothing to csv/)
})

test('a part of the recording, and some goroutines', async t => {
  const folder = folderFor(t)
  const recording = join(folder, 'made.rqs')
  await writeSynthetic(recording, { goroutines: 200, events: 100_000, seed: 2, stepNs: 10_000 })
  const rows = (...more: string[]) => {
    const { status, stdout, stderr } = run(
      recording,
      '--to',
      'perfetto',
      '--force',
      '--json',
      '-o',
      join(folder, 'out'),
      ...more,
    )
    assert.equal(status, 0, stderr)
    return JSON.parse(stdout) as { transitions: number; first_ns: number; last_ns: number }
  }
  const all = rows()
  const part = rows('--from', '200ms', '--until', '500ms')
  assert.equal(part.last_ns - part.first_ns, 300e6)
  assert.ok(part.transitions > all.transitions * 0.25 && part.transitions < all.transitions * 0.35)
  const few = rows('--goroutine', '3,4', '--goroutine', '5')
  assert.ok(few.transitions > 0 && few.transitions < all.transitions / 20)
})

test('what a viewer can hardly open is told, with a cut that it can', () => {
  const bytesOf = ({ transitions, goroutines }: { transitions: number; goroutines: number }) =>
    transitions * 300 + goroutines * 3000
  const ask = (transitions: number, goroutines: number) =>
    suggestion({ bytesOf, amount: { transitions, goroutines }, fromS: 10, spanS: 20 })
  assert.equal(ask(6_000_000, 1000), undefined)
  assert.match(ask(20_000_000, 0)!, /about 6\.0 GB.*more than a browser gives it.*--from 10s --until 16\.3s/)
  assert.match(ask(100_000, 1_000_000)!, /about 3\.0 GB for this; a part/)
})

test('wrong usage is refused with the remedy, before anything is written', async t => {
  const folder = folderFor(t)
  const recording = join(folder, 'server.rqs')
  await writeSample(recording)
  const refused: [args: string[], status: number, message: RegExp][] = [
    [[], 2, /takes one recording/],
    [[recording], 2, /--to with one of perfetto/],
    [[recording, '--to', 'svg'], 2, /no format svg/],
    [[recording, '--to', 'chrome', '--sched'], 2, /--sched means nothing to chrome/],
    [[recording, '--to', 'csv', '--table', 'chairs'], 2, /--table chairs is unknown to csv/],
    [[recording, '--to', 'csv', '-o', '-', '--json'], 2, /both go to the standard output/],
    [[recording, '--to', 'csv', '--goroutine', 'x'], 2, /no goroutine's number/],
    [[recording, '--to', 'csv', '--goroutine', '987654321'], 2, /no goroutine 987654321 is in the recording/],
    [[recording, '--to', 'csv', '--site', ''], 2, /--site is empty/],
    [[folder, '--to', 'csv'], 2, /is a folder; name a recording/],
    [['-', '--to', 'csv'], 2, /the standard input is not a file; write .* to a file first/],
    [[recording, '--to', 'csv', '--from', 'soon'], 2, /is no duration/],
    [[recording, '--to', 'perfetto', '-o', recording, '--force'], 2, /the recording itself/],
    [[join(folder, 'none.rqs'), '--to', 'csv'], 1, /none\.rqs/],
  ]
  for (const [args, status, message] of refused) {
    const result = run(...args)
    assert.match(result.stderr, message)
    assert.equal(result.status, status, result.stderr)
    assert.equal(result.stdout, '')
  }
  assert.deepEqual(readdirSync(folder), ['server.rqs'])
})

test('a binary format does not go to a terminal', async t => {
  const folder = folderFor(t)
  const recording = join(folder, 'server.rqs')
  await writeSample(recording)
  const command = `${process.execPath} ${main} export ${recording} --to perfetto -o -`
  const { stdout, status } = spawnSync('script', ['-qec', command, '/dev/null'], { encoding: 'utf8' })
  assert.match(stdout, /the output is a terminal/)
  assert.equal(status, 2)
})

test('a reader that goes away and a cancelled export leave nothing behind', async t => {
  const folder = folderFor(t)
  const recording = join(folder, 'made.rqs')
  await writeSynthetic(recording, { goroutines: 200, events: 1_500_000, seed: 2, stepNs: 1000 })
  const piped = spawnSync(
    'bash',
    ['-c', `"$0" "$1" export "$2" --to csv -o - | head -1`, process.execPath, main, recording],
    {
      encoding: 'utf8',
    },
  )
  assert.equal(piped.stdout.split('\n').length, 2)
  assert.equal(piped.stderr, '')
  const half = spawnSync(
    'bash',
    [
      '-c',
      `"$0" "$1" export "$2" --to perfetto -o - | head -c 1; exit \${PIPESTATUS[0]}`,
      process.execPath,
      main,
      recording,
    ],
    { encoding: 'utf8' },
  )
  assert.match(half.stderr, /went away/)
  assert.equal(half.status, 1)

  const child = spawn(process.execPath, [
    main,
    'export',
    recording,
    '--to',
    'chrome',
    '-o',
    join(folder, 'out.json'),
  ])
  const partial = () => readdirSync(folder).some(name => name.includes('partial'))
  const deadlineMs = Date.now() + 20_000
  while (!partial() && child.exitCode === null && Date.now() < deadlineMs)
    await new Promise(wait => setTimeout(wait, 5))
  assert.ok(partial(), 'it was over before it could be cancelled')
  child.kill('SIGINT')
  const [, signal] = await new Promise<[number | null, string | null]>(resolve =>
    child.on('exit', (code, how) => resolve([code, how])),
  )
  assert.equal(signal, 'SIGINT')
  assert.deepEqual(readdirSync(folder), ['made.rqs'])
})

test('a disk that fills up in the middle leaves nothing under the name', {
  skip: process.getuid?.() !== 0 && 'needs root to mount',
}, async t => {
  const folder = folderFor(t)
  const recording = join(folder, 'made.rqs')
  await writeSynthetic(recording, { goroutines: 200, events: 200_000, seed: 2, stepNs: 1000 })
  const small = join(folder, 'small')
  mkdirSync(small)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'none', small])
  try {
    const { status, stderr } = run(recording, '--to', 'perfetto', '-o', join(small, 'out.pftrace'))
    assert.equal(status, 1)
    assert.match(stderr, /the disk is full/)
    assert.deepEqual(readdirSync(small), [])
  } finally {
    execFileSync('umount', [small])
    rmSync(small, { recursive: true, force: true })
  }
})
