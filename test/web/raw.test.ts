import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, test } from 'node:test'
import { TransitionBatch } from '../../lib/model/transition.js'
import { Packing } from '../../lib/stream/packing.js'
import { Staging } from '../../lib/stream/staging.js'
import { ClientMessage, ServerMessage, type WirePackedTransitions } from '../../lib/stream/wire.js'
import { frame, hello, Imposter } from './imposter.js'
import { missing, SharedBrowser } from './visit.js'

const browser = new SharedBrowser(after)

/** A transition a microsecond after the other; the second of each three ends a wait of an hour. */
function rows(firstNs: number, count: number): TransitionBatch {
  const batch = new TransitionBatch(count)
  batch.length = count
  for (let row = 0; row < count; row++) {
    batch.timeNs[row] = firstNs + row * 1000
    batch.sinceNs[row] = row % 3 === 2 ? Number.NaN : batch.timeNs[row]! - (row % 3 === 1 ? 3.6e12 : 500)
    batch.goid[row] = row % 3 === 1 ? 2 ** 40 + row : row
    batch.tid[row] = 100 + (row % 4)
  }
  return batch
}

function packed(batch: TransitionBatch): WirePackedTransitions {
  const staging = new Staging(batch.length)
  staging.append(batch, 0)
  return ServerMessage.decode(new Packing(batch.length).encode(staging)!.bytes).packed!
}

const damages: [what: string, damage: (message: WirePackedTransitions) => void][] = [
  ['one value too few', message => (message.long_ns = message.long_ns!.subarray(8))],
  [
    'one too many',
    message => (message.long_goid = Uint8Array.of(...message.long_goid!, ...new Uint8Array(8))),
  ],
  ['values that are no numbers', message => (message.long_ns = message.long_ns!.map(() => 0xff))],
  ['threads that are not there', message => (message.tids = message.tids!.subarray(12))],
]

test('the raw feed keeps long intervals as they are, and nothing of a damaged message', {
  skip: missing,
  timeout: 120_000,
}, async t => {
  const before = rows(4e12, 300)
  const later = rows(5e12, 300)
  let feeds = 0
  const imposter = await Imposter.start(t, client => {
    client.send(frame({ hello }))
    client.send(frame({ snapshot: { time_ns: 1, rows: 0, total: 0 } }))
    client.on('message', (data: Buffer) => {
      const { subscribe } = ClientMessage.decode(data)
      if (!subscribe) return
      assert.deepEqual([subscribe.all, subscribe.packed, subscribe.long_values], [true, true, true])
      const message = packed(feeds === 0 ? before : later)
      // Every connection but the last gets a message that is damaged; the first, one before that is not.
      const damage = damages[feeds++]?.[1]
      if (feeds === 1 || !damage) client.send(frame({ packed: message }))
      if (!damage) return
      damage(message)
      client.send(frame({ packed: message }))
    })
  })
  const visit = await browser.open(t, `${imposter.url}#/overview?raw=16`)
  const { page } = visit
  await page.keyboard.press('Shift+S')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('600 transitions kept').waitFor()
  assert.equal(feeds, damages.length + 1)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save all of it' }).click(),
  ])
  const text = await readFile(await download.path(), 'utf8')
  const saved = text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, number | null>)
  const expected = [before, later].flatMap(batch =>
    Array.from({ length: batch.length }, (_, row) => [
      batch.timeNs[row],
      Number.isNaN(batch.sinceNs[row]) ? null : batch.sinceNs[row],
      batch.goid[row],
      batch.tid[row],
    ]),
  )
  assert.deepEqual(
    saved.map(({ time_ns, since_ns, goid, tid }) => [time_ns, since_ns, goid, tid]),
    expected,
  )
  await dialog.getByText('What happened while there was no connection is missing.').waitFor()
  assert.deepEqual(visit.complaints, [])
})
