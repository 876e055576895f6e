import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { CHUNK_NS_MAX } from '../../lib/recording/format.js'
import { openRecording } from '../../lib/recording/open.js'
import { Replay } from '../../lib/replay.js'
import { until } from '../attach/program.js'
import { random } from '../model/world.js'
import { scratch } from './scratch.js'

const recorder = fileURLToPath(new URL('killed.js', import.meta.url))
const KILLS = 100
const AT_ONCE = 3

/** What the recorder had said when it was killed. */
interface Killed {
  path: string
  /** Transitions and bytes that are in the file, and how far they go, ns since the session's base. */
  written: number
  bytes: number
  lastNs: number
  /** The longest time that transitions had been in no chunk, ns. */
  handNs: number
}

type Said = Record<string, number>

/** Without a line that is not whole. */
const linesOf = (said: string) =>
  said
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line) as Said)

/** 0 if it was never said. */
const latest = (said: string, key: string) => linesOf(said).findLast(line => key in line)?.[key] ?? 0

/** @param least transitions that are to be in the file by then, however slow the machine is */
async function kill(path: string, rate: number, afterMs: number, least = 0): Promise<Killed> {
  const child = spawn(process.execPath, [recorder, path, String(rate)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', text => {
    said += text
  })
  const closed = new Promise(resolve => child.on('close', (_, signal) => resolve(signal)))
  while (said === '' && child.exitCode === null) await sleep(5)
  await sleep(afterMs)
  await until(() => latest(said, 'written') >= least, `${least} transitions in the file`)
  child.kill('SIGKILL')
  assert.equal(await closed, 'SIGKILL', 'it had not ended by itself')
  return {
    path,
    written: latest(said, 'written'),
    bytes: latest(said, 'bytes'),
    lastNs: latest(said, 'last'),
    handNs: linesOf(said).reduce((most, { hand = 0 }) => Math.max(most, hand), 0),
  }
}

test(`a recorder that is killed loses its last chunk at most, ${KILLS} times`, async t => {
  const folder = scratch(t)
  const next = random(20_261_122)
  const kills: (() => Promise<Killed>)[] = Array.from({ length: KILLS }, (_, i) => {
    // Slow ones fill a chunk by its time, fast ones by its rows.
    const rate = [2000, 40_000, 200_000][i % 3]!
    // Longer than a chunk that is never sealed could go unnoticed.
    const afterMs = next() * (rate === 2000 ? 2400 : 1600)
    return () => kill(join(folder, `${i}.rqs`), rate, afterMs)
  })
  let withRows = 0
  const worker = async () => {
    for (let task = kills.pop(); task; task = kills.pop()) {
      const killed = await task()
      // What is missing at most was in hand, a chunk's time, and what was on its way to the disk.
      assert.ok(killed.handNs <= CHUNK_NS_MAX, `${killed.handNs / 1e6} ms were in hand`)
      const { path, written, bytes } = killed
      if (bytes === 0 && (!existsSync(path) || statSync(path).size === 0)) continue
      const file = openRecording(path)
      const { rows, whole, lastNs } = file.head
      assert.equal(whole, false)
      assert.ok(rows >= written, `${rows} of ${written} transitions that were written are there`)
      assert.ok(statSync(path).size >= bytes, `${bytes} bytes were written`)
      if (bytes > 0) assert.ok(lastNs >= killed.lastNs, `it ends at ${lastNs}, not at ${killed.lastNs}`)
      let walked = 0
      await file.walk({
        begin: () => undefined,
        batch: batch => {
          walked += batch.length
        },
        // On a busy machine the program itself may be too fast for its session.
        gap: ({ lost }) => assert.equal((lost.damaged_chunk ?? 0) + (lost.recording_slow ?? 0), 0),
        end: () => undefined,
      })
      assert.equal(walked, rows)
      assert.deepEqual(file.damage, [])
      file.close()
      if (rows > 0) withRows++
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  assert.ok(withRows > KILLS / 3, `${withRows} of ${KILLS} had transitions in them`)
})

test('and what it left can be shown, saying so', async t => {
  const { path } = await kill(join(scratch(t), 'a.rqs'), 200_000, 1500, 100_000)
  const replay = Replay.open(path)
  const warnings: string[] = []
  replay.on('warning', text => warnings.push(text))
  replay.start()
  const summary = await replay.ended
  assert.ok(summary.events > 50_000)
  assert.ok(summary.stages.ready_to_run!.count > 1000)
  assert.match(warnings.join('\n'), /was not ended in order/)
})
