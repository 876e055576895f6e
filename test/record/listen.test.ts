import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, test } from 'node:test'
import { withListen } from '../../lib/cli/serving.js'
import { State } from '../../lib/model/transition.js'
import { openRecording, type Recording } from '../../lib/recording/open.js'
import { TriggeredOutcome, type WireTriggered } from '../../lib/stream/wire.js'
import { build } from '../attach/build.js'
import { blocked } from '../attach/kernel.js'
import { killAll, Program, runqscope, until } from '../attach/program.js'
import { refuses } from '../attach/refusal.js'
import { StreamReader } from '../stream/reader.js'
import { scratch } from './scratch.js'

afterEach(killAll)
const live = { skip: blocked, timeout: 120_000 }
const port = ['--listen', '127.0.0.1:0']

/** A few goroutines that tick; at a line on stdin one waits 50 ms for its turn. */
async function ticking(): Promise<Program> {
  const env = { ...process.env, GODEBUG: 'asyncpreemptoff=1' }
  const target = Program.start(build('stall'), [], { env })
  await target.says(/^pid/)
  return target
}

/** `runqscope WORDS`, armed and served. */
async function served(...words: string[]): Promise<{ program: Program; url: string }> {
  const program = runqscope([...words, '--json'])
  await program.says(/"type":"armed"/)
  const shown = /is shown at (http:\S+)/
  await until(() => shown.test(program.stderr) || !program.running, 'the address of the page')
  const url = program.stderr.match(shown)?.[1]
  assert.ok(url, program.stderr)
  return { program, url }
}

/** By then the session is a second old, and the ring holds something. */
async function someTime(reader: StreamReader): Promise<void> {
  while ((await reader.next('aggregate')).duration_ns! < 1e9);
}

async function asked(reader: StreamReader, reason: string, id = 1): Promise<WireTriggered> {
  reader.send({ trigger: { id, reason } })
  const answer = await reader.next('triggered')
  assert.equal(answer.id, id)
  return answer
}

async function ended(program: Program): Promise<void> {
  program.kill('SIGINT')
  assert.equal(await program.end(), 0, program.stderr)
}

/** Rows before and after a moment, ns since the session's base, and the longest that main.victim waited for its turn. */
async function rowsAround(file: Recording, momentNs: number) {
  const rows = { before: 0, after: 0, stallNs: 0 }
  const { sites } = file.head
  await file.walk({
    begin: () => undefined,
    batch: ({ length, timeNs, sinceNs, site, to }) => {
      for (let row = 0; row < length; row++) {
        rows[timeNs[row]! < momentNs ? 'before' : 'after']++
        if (to[row] === State.Running && sites[site[row]!]!.function === 'main.victim')
          rows.stallNs = Math.max(rows.stallNs, timeNs[row]! - sinceNs[row]!)
      }
    },
    gap: () => assert.fail('nothing was lost'),
    end: () => undefined,
  })
  return rows
}

test('a trigger over the WebSocket writes a file that holds the moment', live, async t => {
  const target = await ticking()
  const path = join(scratch(t), 'a.rqs')
  const ring = ['--ring', '20s', '--post', '500ms', '--cooldown', '1h']
  const { program, url } = await served('record', `${target.pid}`, '-o', path, ...ring, ...port)
  const [reader, witness] = await Promise.all([StreamReader.connect(url), StreamReader.connect(url)])
  const hello = await reader.next('hello')
  const { span_ns, post_ns, cooldown_ns, files_max } = hello.flight!
  assert.deepEqual([span_ns, post_ns, cooldown_ns, files_max], [20e9, 0.5e9, 3600e9, 10])
  const nowNs = () => Number(process.hrtime.bigint() - BigInt(hello.base_monotonic_ns!))
  await someTime(reader)

  target.write('\n')
  await target.says(/stall 50/)
  const momentNs = nowNs()
  const begun = await asked(reader, 'a test')
  assert.deepEqual([begun.outcome, begun.refused, begun.files], [TriggeredOutcome.WRITING, '', 1])
  assert.match(begun.path!, /\/a-\d{8}T\d{6}\.\d{3}Z\.rqs$/)
  assert.ok(begun.until_ns! >= momentNs + 0.5e9 && begun.until_ns! <= nowNs() + 0.5e9)
  const busy = await asked(witness, 'at the same time', 7)
  assert.deepEqual(
    [busy.outcome, busy.path, busy.until_ns],
    [TriggeredOutcome.BUSY, begun.path, begun.until_ns],
  )
  assert.equal(busy.refused, `${begun.path} is still being written`)

  // Who asked is told when it is whole, and who only looks on, too.
  const told = await reader.next('flight')
  assert.deepEqual({ ...(await witness.next('flight')) }, { ...told })
  assert.deepEqual([told.path, told.failed, told.trigger], [begun.path, '', 'WebSocket: a test'])
  assert.deepEqual(readdirSync(join(path, '..')), [begun.path!.split('/').at(-1)])
  const file = openRecording(told.path!)
  t.after(() => file.close())
  assert.equal(file.head.whole, true)
  assert.equal(file.notes.trigger, 'WebSocket: a test')
  const triggeredNs = file.notes.triggered_ns as number
  assert.ok(triggeredNs >= momentNs && triggeredNs <= begun.until_ns! - 0.5e9)
  assert.ok(file.head.firstNs < momentNs && file.head.lastNs >= begun.until_ns!)
  assert.deepEqual([told.first_ns, told.last_ns], [file.head.firstNs, file.head.lastNs])
  const { before, after, stallNs } = await rowsAround(file, momentNs)
  assert.ok(before > 10 && after > 100, `${before} rows before, ${after} after`)
  assert.ok(stallNs >= 45e6, `the stall is not in the file: ${stallNs} ns`)
  assert.equal(before + after, told.transitions)

  const cooling = await asked(reader, 'again')
  assert.deepEqual([cooling.outcome, cooling.path, cooling.files], [TriggeredOutcome.COOLING, '', 1])
  assert.match(cooling.refused!, /--cooldown lets none through for another 3\d\d\d\.\d s/)
  assert.ok(cooling.cooldown_ns! > 3000e9 && cooling.cooldown_ns! < 3600e9)
  // A person at the machine may; all viewers hear of it.
  program.kill('SIGUSR2')
  assert.equal((await witness.next('flight')).trigger, 'SIGUSR2')
  await ended(program)
  assert.equal((await reader.closed).code, 1001)
  const last = JSON.parse(program.stdout.split('\n').find(line => line.includes('"files"'))!)
  assert.equal(last.files.length, 2)
})

test('after the last file that is allowed there is none, and the end completes it', live, async t => {
  const target = await ticking()
  const path = join(scratch(t), 'a.rqs')
  const ring = ['--ring', '1MB', '--post', '1h', '--cooldown', '0s', '--max-files', '1']
  const { program, url } = await served('record', `${target.pid}`, '-o', path, ...ring, ...port)
  const reader = await StreamReader.connect(url)
  const hello = await reader.next('hello')
  assert.deepEqual([hello.flight!.span_ns, hello.flight!.bytes_max], [0, 1 << 20])
  await someTime(reader)
  const begun = await asked(reader, '')
  assert.equal(begun.outcome, TriggeredOutcome.WRITING)
  const full = await asked(reader, 'one more')
  assert.deepEqual([full.outcome, full.files, full.path], [TriggeredOutcome.FULL, 1, begun.path])
  assert.match(full.refused!, /--max-files allows 1 file/)
  await ended(program)
  await reader.next('end')
  const told = await reader.next('flight')
  assert.deepEqual([told.path, told.trigger], [begun.path, 'WebSocket'])
  const file = openRecording(begun.path!)
  assert.equal(file.head.whole, true)
  file.close()
})

test('a reason of any characters is cut, kept, and harmless on a terminal', live, async t => {
  const target = await ticking()
  const path = join(scratch(t), 'a.rqs')
  const ring = ['--ring', '5s', '--post', '0s', '--cooldown', '0s']
  const { program, url } = await served('record', `${target.pid}`, '-o', path, ...ring, ...port)
  const reader = await StreamReader.connect(url)
  await someTime(reader)
  const nasty = `\x1b[2J\x00\r\n"\u202e😀${'😀'.repeat(5000)}`
  assert.equal((await asked(reader, nasty)).outcome, TriggeredOutcome.WRITING)
  const kept = `WebSocket: ${[...nasty].slice(0, 256).join('')}`
  const told = await reader.next('flight')
  assert.equal(told.trigger, kept)
  const file = openRecording(told.path!)
  assert.equal(file.notes.trigger, kept)
  file.close()
  await until(() => program.stderr.includes('writing what was before'), 'the line about it')
  assert.ok(!/[^\n\P{Cc}]/u.test(program.stderr), 'a control character reached the terminal')
  await ended(program)
})

test('a file that cannot be written is told to all', live, async t => {
  const target = await ticking()
  const folder = scratch(t)
  const inner = join(folder, 'inner')
  mkdirSync(inner)
  const words = ['record', `${target.pid}`, '-o', join(inner, 'a.rqs'), '--ring', '5s', ...port]
  const { program, url } = await served(...words)
  const [reader, witness] = await Promise.all([StreamReader.connect(url), StreamReader.connect(url)])
  await someTime(reader)
  await witness.next('hello')
  rmSync(inner, { recursive: true })
  const failed = await asked(reader, 'too bad')
  assert.equal(failed.outcome, TriggeredOutcome.FAILED)
  assert.match(failed.refused!, /cannot be written/)
  const told = await witness.next('flight')
  assert.deepEqual([told.failed, told.path, told.trigger], [failed.refused, '', 'WebSocket: too bad'])
  program.kill('SIGINT')
  assert.equal(await program.end(), 1)
})

test('other machines need a token, pages of elsewhere get nothing', live, async t => {
  const target = await ticking()
  const path = join(scratch(t), 'a.rqs')
  const words = ['record', `${target.pid}`, '-o', path, '--ring', '5s']
  await refuses([...words, '--listen', '0.0.0.0:0'], 2, /can be reached from other machines.*token/)
  await refuses([...words, '--token', 'secret'], 2, /--token goes with --listen/)
  await refuses([...words, '--history', '1MB'], 2, /--history goes with --listen/)
  await refuses([...words, '--listen', 'nowhere'], 2, /'nowhere' is not an address/)
  assert.deepEqual(readdirSync(join(path, '..')), [])

  const { program, url } = await served(...words, '--listen', '0.0.0.0:0', '--token', 'secret')
  const here = `http://127.0.0.1:${new URL(url).port}/`
  await assert.rejects(StreamReader.connect(here), /401: This server needs a token/)
  await assert.rejects(StreamReader.connect(`${here}?token=guess`), /401: The token is wrong/)
  const withToken = `${here}?token=secret`
  await assert.rejects(
    StreamReader.connect(withToken, [], { origin: 'http://elsewhere.example' }),
    /403: Pages of origin/,
  )
  assert.deepEqual(readdirSync(join(path, '..')), [])
  const reader = await StreamReader.connect(withToken, [], { origin: here.slice(0, -1) })
  const { outcome } = await asked(reader, 'with the token')
  assert.ok(outcome === TriggeredOutcome.WRITING || outcome === TriggeredOutcome.WAITING)
  await ended(program)
})

test('where it cannot be served, no file is begun', live, async t => {
  const target = await ticking()
  const path = join(scratch(t), 'a.rqs')
  const { program, url } = await served('serve', `${target.pid}`, ...port)
  const taken = new URL(url).host
  const words = ['record', `${target.pid}`, '-o', path, '--listen', taken]
  await refuses(words, 1, /is in use by another program/)
  await refuses([...words, '--ring', '1s'], 1, /is in use by another program/)
  assert.deepEqual(readdirSync(join(path, '..')), [])
  await ended(program)
})

test('--listen alone is the usual address', () => {
  const usual = '--listen=127.0.0.1:7070'
  assert.deepEqual(withListen(['1', '--listen']), ['1', usual])
  assert.deepEqual(withListen(['1', '--listen', '--ring', '1s']), ['1', usual, '--ring', '1s'])
  assert.deepEqual(withListen(['--listen', '-o', 'a']), [usual, '-o', 'a'])
  for (const kept of [['--listen', '0'], ['--listen=:0'], ['1', '--', '--listen'], ['-o', 'a']])
    assert.deepEqual(withListen(kept), kept)
})

test('where there is no flight recorder, a trigger is answered so', live, async t => {
  const target = await ticking()
  const path = join(scratch(t), 'a.rqs')
  for (const words of [
    ['serve', `${target.pid}`],
    ['record', `${target.pid}`, '-o', path],
  ]) {
    const { program, url } = await served(...words, ...port)
    const reader = await StreamReader.connect(url)
    assert.equal((await reader.next('hello')).flight, null)
    const answer = await asked(reader, 'nobody hears', 3)
    assert.equal(answer.outcome, TriggeredOutcome.NO_RECORDER)
    assert.match(answer.refused!, /no flight recorder/)
    // The stream goes on, and with it the session.
    await reader.next('aggregate')
    await ended(program)
    await reader.next('end')
  }
  const file = openRecording(path)
  assert.ok(file.head.whole && file.head.rows > 0)
  file.close()
})
