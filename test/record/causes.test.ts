import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { dropCauses } from '../../lib/contract.gen.js'
import { lossByCause, lossByNumber, lossCauses } from '../../lib/model/losscauses.js'
import { open } from '../../lib/open.js'
import { RecordingCopy } from '../../lib/recording/copy.js'
import { serve } from '../../lib/serve.js'
import { Kept } from '../export/csv-session.js'
import { playSample } from '../recording/told.js'
import { StreamReader } from '../stream/reader.js'
import { scratch } from './scratch.js'

test('causes have the same names by number and by name, and what is unknown is other', () => {
  assert.deepEqual(
    lossCauses.slice(0, dropCauses.length),
    dropCauses.map(({ name }) => name.toLowerCase()),
  )
  const none = Object.fromEntries(dropCauses.map(({ name }) => [name.toLowerCase(), 0]))
  for (const [at, name] of lossCauses.entries()) {
    const lost = lossByNumber({ [name]: 3 })
    assert.equal(lost[at], 3)
    assert.deepEqual(lossByCause(lost), { ...none, [name]: 3 })
  }
  assert.deepEqual(lossByCause(lossByNumber({ of_tomorrow: 2, ring_full: 1 })), {
    ...none,
    ring_full: 1,
    other: 2,
  })
})

test('what only a recording can lose has its name on the wire, for subscribers and in answers', {
  timeout: 60_000,
}, async t => {
  const session = new Kept()
  await playSample(session)
  const { firstNs, lastNs } = session.head
  const middle = Math.floor(firstNs + (lastNs - firstNs) / 2)
  const at = session.calls.findIndex(call => 'rows' in call && call.rows.at(-1)!.timeNs >= middle)
  const moment = (session.calls[at] as { rows: { timeNs: number }[] }).rows.at(-1)!.timeNs
  const lost = { ring_full: 1, damaged_chunk: 5, recording_slow: 7, of_tomorrow: 2 }
  session.calls.splice(at + 1, 0, { gap: { firstNs: moment, lastNs: moment + 10, lost } })
  const pieces: Uint8Array[] = []
  const copy = new RecordingCopy(bytes => pieces.push(Uint8Array.from(bytes)))
  session.play(copy)
  await copy.settled()
  const path = join(scratch(t), 'lossy.rqs')
  writeFileSync(path, Buffer.concat(pieces))

  const replay = open(path)
  const { url, server } = await serve(replay, { listen: '127.0.0.1:0' })
  t.after(() => server.close())
  const reader = await StreamReader.connect(url)
  reader.send({ subscribe: {} })
  await reader.next('hello')
  replay.start()
  const named = { ring_full: 1, g_fault: 0, pool_empty: 0, damaged_chunk: 5, recording_slow: 7, other: 2 }
  assert.deepEqual({ ...(await reader.next('gap')).lost_by_cause }, named)
  const { aggregate } = await reader.next('end')
  assert.equal(aggregate!.lost, 15)
  reader.send({ query: { id: 1, first_ns: 0, last_ns: Infinity, stats: {} } })
  const { gaps } = await reader.next('answer')
  assert.deepEqual(
    gaps!.map(gap => ({ ...gap.lost_by_cause })),
    [named],
  )
  await reader.close()
})
