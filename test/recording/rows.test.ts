import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TransitionBatch } from '../../lib/model/transition.js'
import { CHUNK_NS_MAX, CHUNK_ROWS_MAX, PAYLOAD_BYTES_MAX } from '../../lib/recording/format.js'
import { RowReader } from '../../lib/recording/rowreader.js'
import { RowWriter } from '../../lib/recording/rowwriter.js'
import { type Row, randomOf, randomRows, rowsOf, tell } from '../history/told.js'

const SITES = 65536

interface Packed {
  payload: Uint8Array
  rows: number
  firstNs: number
  lastNs: number
}

function pack(rows: readonly Row[], size: () => number): Packed[] {
  const writer = new RowWriter()
  const chunks: Packed[] = []
  const seal = () => {
    const { rows: count, firstNs, lastNs } = writer
    chunks.push({ rows: count, firstNs, lastNs, payload: writer.seal() })
  }
  const take = (batch: TransitionBatch) => {
    for (let row = 0; row < batch.length; ) {
      row = writer.append(batch, row)
      if (row < batch.length) seal()
    }
  }
  tell(rows, [take], size)
  if (writer.rows > 0) seal()
  return chunks
}

function unpack(chunks: readonly Packed[], capacity: number): Row[] {
  const reader = new RowReader()
  const batch = new TransitionBatch(capacity)
  const rows: Row[] = []
  for (const { payload, rows: count } of chunks) {
    reader.open(payload, count, SITES)
    while (reader.left > 0) {
      reader.read(batch)
      rows.push(...rowsOf(batch))
    }
  }
  return rows
}

for (const stepNs of [0, 3, 5_000, 2_000_000])
  test(`rows of every sort come back as they were, ${stepNs} ns apart`, () => {
    for (let seed = 1; seed <= 8; seed++) {
      const next = randomOf(seed)
      const rows = randomRows(4000, seed, stepNs)
      const chunks = pack(rows, () => 1 + Math.floor(next() * 900))
      assert.deepEqual(unpack(chunks, 1 + Math.floor(next() * 5000)), rows, `seed ${seed}`)
      for (const { firstNs, lastNs, payload } of chunks) {
        assert.ok(lastNs - firstNs < CHUNK_NS_MAX)
        assert.ok(payload.length <= PAYLOAD_BYTES_MAX)
      }
    }
  })

test('what no session tells comes back, too: fractions, times before a state began, the widest values', () => {
  const rows = randomRows(3000, 5, 700).map((row, at) => ({
    ...row,
    timeNs: row.timeNs + (at % 5 === 0 ? 0.25 : 0),
    sinceNs: at % 7 === 0 ? row.timeNs + 1000.5 : at % 11 === 0 ? -1e15 : row.sinceNs,
    createdNs: at % 13 === 0 ? -0.5 : row.createdNs,
    goid: at % 17 === 0 ? 2 ** 53 - 1 - at : row.goid,
    other: at % 19 === 0 ? 2 ** 53 - 2 - at : row.other,
    tid: at % 3 === 0 ? 4_294_967_295 - at : row.tid,
    p: at % 23 === 0 ? 65534 : row.p,
    endedReason: at % 29 === 0 ? 254 : row.endedReason,
  }))
  assert.deepEqual(
    unpack(
      pack(rows, () => 4096),
      4096,
    ),
    rows,
  )
})

test('a chunk never has more rows or bytes than the format allows, whatever it is given', () => {
  const dense = randomRows(3 * CHUNK_ROWS_MAX, 9, 2)
  const packed = pack(dense, () => 4096)
  assert.ok(packed.length >= 3, `${packed.length} chunks`)
  assert.ok(packed.every(({ rows }) => rows > 0 && rows <= CHUNK_ROWS_MAX))
  // Nothing of these can be foretold, and every number is long.
  const wide = randomRows(CHUNK_ROWS_MAX, 10, 3).map((row, at) => ({
    ...row,
    timeNs: at * 10 + (at % 2 ? 0.5 : 0),
    sinceNs: at * 10 - 2 ** 50 - at,
    createdNs: at * 10 - 2 ** 51 + at,
    goid: ((at * 2 ** 32) % 2 ** 53) + at * 7919,
    other: ((at * 2 ** 33) % 2 ** 53) + at * 104729,
    tid: (at * 2654435761) % 2 ** 32,
    site: at % SITES,
    p: (at * 7) % 65536,
    endedReason: at % 256,
  }))
  const chunks = pack(wide, () => 4096)
  assert.ok(chunks.length > 1, `${chunks.length} chunks`)
  assert.ok(chunks.every(({ payload }) => payload.length <= PAYLOAD_BYTES_MAX))
  assert.deepEqual(unpack(chunks, 4096), wide)
})
