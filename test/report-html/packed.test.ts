import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import {
  CHECKPOINT_WORDS,
  CHECKPOINTS,
  Chunk,
  chunkBytes,
  LATE_NS,
  LONGS,
  ROWS,
} from '../../lib/history/chunk.js'
import { type ChunkSource, Writer } from '../../lib/history/writer.js'
import { folded, joined, parted, unfolded, Written } from '../../lib/report/html/numbers.js'
import { packChunk, packLive, unpackChunk, unpackLive } from '../../lib/report/html/packed.js'
import { type Row, randomRows, tell } from '../history/told.js'
import { walkedSample } from './walked.js'

const CAPACITY = 8192

/** The chunks that a writer makes of rows, with a loss in the middle. */
function chunksOf(rows: readonly Row[]): Chunk[] {
  const chunks: Chunk[] = []
  const source: ChunkSource = {
    open(firstNs) {
      const memory = new SharedArrayBuffer(chunkBytes(CAPACITY))
      const chunk = new Chunk(chunks.length, memory, CAPACITY, Math.floor(firstNs) - LATE_NS)
      chunks.push(chunk)
      return chunk
    },
    skipped: () => assert.fail('there is room for every row'),
  }
  const writer = new Writer(source, () => [3, 0, 1, 4, 1, 5])
  const middle = rows.length >>> 1
  tell(rows.slice(0, middle), [batch => writer.append(batch)], () => 333)
  writer.gap(rows[middle]!.timeNs - 5e9, rows[middle]!.timeNs)
  tell(rows.slice(middle), [batch => writer.append(batch)], () => 333)
  return chunks
}

const columns = [
  'time',
  'lengthLow',
  'lengthHigh',
  'goidLow',
  'goidHigh',
  'otherLow',
  'otherHigh',
  'tid',
  'site',
  'p',
  'fromTo',
  'kindFlags',
  'reason',
  'endedReason',
] as const

/** All that a chunk says, copied. */
function contentOf(chunk: Chunk) {
  const rows = chunk.header[ROWS]!
  const longs = chunk.header[LONGS]!
  const checkpoints = chunk.header[CHECKPOINTS]!
  return {
    baseNs: chunk.baseNs,
    rows,
    ...Object.fromEntries(columns.map(name => [name, [...chunk[name].subarray(0, rows)]])),
    longKey: [...chunk.longKey.subarray(0, longs)],
    longNs: [...chunk.longNs.subarray(0, longs)],
    checkpoint: [...chunk.checkpoint.subarray(0, checkpoints * CHECKPOINT_WORDS)],
  }
}

for (const [what, stepNs] of [
  ['close to each other', 900],
  ['far from each other', 3e6],
] as const)
  test(`a packed chunk comes back as it was: rows without a story, ${what}`, () => {
    const chunks = chunksOf(randomRows(30_000, 11, stepNs))
    assert.ok(chunks.length > 3, `${chunks.length} chunks`)
    for (const [id, chunk] of chunks.entries()) {
      const before = contentOf(chunk)
      const bytes = packChunk(chunk)
      assert.deepEqual(contentOf(chunk), before, 'packing changes nothing')
      const back = unpackChunk(id, bytes)
      assert.deepEqual(contentOf(back), before)
      assert.equal(back.id, id)
    }
  })

test('a packed chunk of a real session comes back as it was, and takes a tenth of its memory', async t => {
  const { rows } = await walkedSample()
  let bytes = 0
  for (const chunk of chunksOf(rows)) {
    const packed = packChunk(chunk)
    bytes += deflateRawSync(packed).length
    assert.deepEqual(contentOf(unpackChunk(0, packed)), contentOf(chunk))
  }
  const perRow = bytes / rows.length
  t.diagnostic(`${rows.length} rows, ${perRow.toFixed(2)} bytes each`)
  assert.ok(perRow < 3.2, `${perRow} bytes a row`)
})

test('a packed chunk that is cut short is refused, wherever', () => {
  const [chunk] = chunksOf(randomRows(300, 5, 1000))
  const bytes = packChunk(chunk!)
  for (let length = 0; length < bytes.length; length++)
    assert.throws(() => unpackChunk(0, bytes.slice(0, length)), RangeError, `${length} bytes`)
})

test('live goroutines come back as they were', async () => {
  const { live } = await walkedSample()
  const order = [...live.goid.keys()].slice(0, live.length)
  assert.ok(order.length > 10)
  const packed = packLive(structuredClone(live))
  assert.deepEqual(unpackLive(packed), live)
})

test('numbers of any size come back, alone and in parts', () => {
  const numbers = [0, 1, 127, 128, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 40 + 7, Number.MAX_SAFE_INTEGER]
  const parts = [new Written(), new Written(), new Written()]
  for (const number of numbers) parts[1]!.code(number)
  for (const number of numbers) parts[2]!.code(folded(-Math.floor(number / 2)))
  const [empty, first, second] = parted(joined(parts), 3)
  for (const number of numbers) assert.equal(first!.code(), number)
  for (const number of numbers) assert.equal(unfolded(second!.code()) + Math.floor(number / 2), 0)
  assert.throws(() => empty!.code(), RangeError)
})
