import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { RunqscopeError } from '../../lib/errors.js'
import { PAYLOAD_BYTES_MAX } from '../../lib/recording/format.js'
import { openRecording } from '../../lib/recording/open.js'
import { createRecordingFile, type RecordingOutput } from '../../lib/recording/output.js'
import { Heard } from './heard.js'
import { inFolder, recordSynthetic, SyntheticSession, tellFile } from './told.js'

const isIo = (why: RegExp) => (error: unknown) =>
  error instanceof RunqscopeError && error.code === 'io' && why.test(error.message)

test('a disk that cannot follow costs rows, which are counted, and never the session', () =>
  inFolder(async folder => {
    const path = join(folder, 'slow.rqs')
    const file = createRecordingFile(path)
    let stalled = false
    let goOn = () => {}
    const output: RecordingOutput = {
      name: path,
      async write(parts) {
        if (stalled)
          await new Promise<void>(resolve => {
            goOn = resolve
          })
        await file.write(parts)
      },
      finish: () => file.finish(),
    }
    const session = new SyntheticSession({ events: 600_000, goroutines: 300 })
    const writer = recordSynthetic(session, output, { pendingBytesMax: 600_000 })
    let stalls = 0
    await session.run(async () => {
      const part = Math.floor((session.produced * 6) / 600_000)
      stalled = part % 2 === 1
      if (!stalled) {
        goOn()
        await writer.room()
        await new Promise(resolve => setTimeout(resolve, 1))
      } else stalls++
    })
    stalled = false
    goOn()
    await writer.finish(session.nowNs)
    assert.ok(stalls > 10)

    const heard = new Heard()
    await tellFile(path, heard)
    const lost = heard.gaps.reduce((sum, gap) => sum + (gap.lost.recording_slow ?? 0), 0)
    assert.ok(lost > 50_000, `${lost} lost`)
    assert.equal(lost, writer.lostRows)
    assert.equal(heard.rows.length + lost, writer.rows)
    const pictures = heard.told.filter(told => 'live' in told)
    assert.ok(pictures.length >= heard.gaps.length - 1 && heard.gaps.length >= 2, 'who lives is told again')
    for (const told of heard.told) {
      if (!('gap' in told)) continue
      for (const row of heard.rows.slice(told.rows)) {
        assert.ok(!(row.sinceNs < told.gap.lastNs), 'an interval crosses what is lost')
        assert.ok(!(row.createdNs < told.gap.lastNs), 'a life crosses what is lost')
      }
    }
  }))

test('a full disk: what was written stays, and a sentence says so', () =>
  inFolder(async folder => {
    const path = join(folder, 'full.rqs')
    const file = createRecordingFile(path)
    let left = 300_000
    const output: RecordingOutput = {
      name: path,
      async write(parts) {
        for (const part of parts) {
          await file.write([part.subarray(0, left)])
          left -= part.length
          if (left < 0)
            throw RunqscopeError.make('io', `${path} cannot be written any further: the disk is full`)
        }
      },
      finish: () => file.finish(),
    }
    const session = new SyntheticSession({ events: 400_000, goroutines: 300 })
    const writer = recordSynthetic(session, output)
    await session.run(() => writer.room())
    assert.match((await writer.failed).message, /the disk is full/)
    await assert.rejects(writer.finish(session.nowNs), isIo(/the disk is full/))
    const recording = openRecording(path)
    assert.equal(recording.head.whole, false)
    assert.ok(recording.head.rows > 50_000, `${recording.head.rows} rows`)
    const heard = new Heard()
    await recording.walk(heard)
    assert.equal(heard.rows.length, recording.head.rows)
    assert.equal(heard.gaps.length, 0)
    recording.close()

    const device = createRecordingFile('/dev/full')
    await assert.rejects(
      device.write([new Uint8Array(10)]),
      isIo(/\/dev\/full cannot be written any further: the disk is full/),
    )
  }))

test('a file of its own, for its owner, never over another one unasked, never through a link', () =>
  inFolder(async folder => {
    const path = join(folder, 'out.rqs')
    await createRecordingFile(path).finish()
    assert.equal(statSync(path).mode & 0o777, 0o600)
    assert.throws(
      () => createRecordingFile(path),
      isIo(/is there already; name another file, or replace it with --force/),
    )
    chmodSync(path, 0o644)
    writeFileSync(path, 'old')
    const reader = openSync(path, 'r')
    await createRecordingFile(path, { force: true }).finish()
    assert.equal(statSync(path).mode & 0o777, 0o600)
    assert.equal(statSync(path).size, 0)
    assert.equal(readFileSync(reader, 'utf8'), 'old')
    closeSync(reader)
    const link = join(folder, 'link.rqs')
    symlinkSync(join(folder, 'elsewhere'), link)
    for (const force of [false, true])
      assert.throws(() => createRecordingFile(link, { force }), isIo(/is a symbolic link/))
    assert.equal(existsSync(join(folder, 'elsewhere')), false)
    assert.throws(() => createRecordingFile(folder, { force: true }), isIo(/is a folder/))
    assert.throws(() => createRecordingFile(join(folder, 'no', 'such')), isIo(/cannot be written/))
  }))

test('names of any bytes and lengths', () =>
  inFolder(async folder => {
    const path = join(folder, 'names.rqs')
    const session = new SyntheticSession({ events: 20_000, goroutines: 100 })
    const strange = ['\u0000\u0007', '\ud800 alone', 'ö'.repeat(100_000), '"\\\n', '\u{1f9e9}']
    const writer = recordSynthetic(session, createRecordingFile(path), {
      rename: name => ({ ...name, function: strange[name.function.length % strange.length] }),
    })
    await session.run()
    await writer.finish(session.nowNs)
    const recording = openRecording(path)
    const { names } = session.model.sites
    assert.equal(recording.head.sites.length, names.length)
    recording.head.sites.forEach((site, at) => {
      const wanted = strange[names[at].function.length % strange.length]
      if (wanted.length < 1000) assert.equal(site.function, wanted)
      else assert.ok(wanted.startsWith(site.function.slice(0, -1)) && site.function.length > 1000)
      assert.equal(site.createdAt, names[at].createdAt)
    })
    assert.deepEqual(recording.damage, [])
    recording.close()
    assert.ok(statSync(path).size < PAYLOAD_BYTES_MAX)
  }))

test('killed at any moment it leaves all of its whole chunks', () =>
  inFolder(async folder => {
    const program = fileURLToPath(new URL('./endless.js', import.meta.url))
    let rows = 0
    for (let round = 0; round < 8; round++) {
      const path = join(folder, `${round}.rqs`)
      const child = spawn(process.execPath, [program, path], { stdio: ['ignore', 'pipe', 'inherit'] })
      const exited = once(child, 'exit')
      await once(child.stdout, 'data')
      await new Promise(resolve => setTimeout(resolve, 20 + round * 17))
      child.kill('SIGKILL')
      await exited
      const recording = openRecording(path)
      const heard = new Heard()
      await recording.walk(heard)
      assert.equal(recording.head.whole, false)
      assert.deepEqual(recording.damage, [])
      assert.equal(heard.gaps.length, 0)
      assert.equal(heard.rows.length, recording.head.rows)
      rows += heard.rows.length
      recording.close()
    }
    assert.ok(rows > 100_000, `${rows} rows`)
  }))
