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
import { random } from '../model/world.js'
import { scratch } from './scratch.js'

const recorder = fileURLToPath(new URL('killed.js', import.meta.url))
const KILLS = 100
const AT_ONCE = 3

interface Killed {
  path: string
  /** What it had said by then. */
  written: number
  bytes: number
  toldNs: number
}

async function kill(path: string, rate: number, afterMs: number): Promise<Killed> {
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
  child.kill('SIGKILL')
  assert.equal(await closed, 'SIGKILL', 'it had not ended by itself')
  const killed: Killed = { path, written: 0, bytes: 0, toldNs: 0 }
  for (const line of said.split('\n').slice(0, -1)) {
    const { written, bytes, told } = JSON.parse(line) as { written?: number; bytes?: number; told?: number }
    if (written !== undefined) killed.written = written
    if (bytes !== undefined) killed.bytes = bytes
    if (told !== undefined) killed.toldNs = told
  }
  return killed
}

test(`a recorder that is killed loses its last chunk at most, ${KILLS} times`, async t => {
  const folder = scratch(t)
  const next = random(20_261_122)
  const kills: (() => Promise<Killed>)[] = Array.from({ length: KILLS }, (_, i) => {
    // Slow ones fill a chunk by its time, fast ones by its rows.
    const rate = [2000, 40_000, 200_000][i % 3]!
    const afterMs = next() * 1600
    return () => kill(join(folder, `${i}.rqs`), rate, afterMs)
  })
  let withRows = 0
  const worker = async () => {
    for (let task = kills.pop(); task; task = kills.pop()) {
      const { path, written, bytes, toldNs } = await task()
      if (bytes === 0 && (!existsSync(path) || statSync(path).size === 0)) continue
      const file = openRecording(path)
      const { rows, whole, lastNs } = file.head
      assert.equal(whole, false)
      assert.ok(rows >= written, `${rows} of ${written} transitions that were written are there`)
      // What is missing was in hand: less than a chunk's time, and what was on its way to the disk.
      assert.ok(toldNs - lastNs < 2 * CHUNK_NS_MAX, `${(toldNs - lastNs) / 1e6} ms are missing`)
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
  const { path } = await kill(join(scratch(t), 'a.rqs'), 200_000, 2500)
  const replay = Replay.open(path)
  const warnings: string[] = []
  replay.on('warning', text => warnings.push(text))
  replay.start()
  const summary = await replay.ended
  assert.ok(summary.events > 50_000)
  assert.ok(summary.stages.ready_to_run!.count > 1000)
  assert.match(warnings.join('\n'), /was not ended in order/)
})
