import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { crc32 } from 'node:zlib'
import { RunqscopeError } from '../../lib/errors.js'
import { Flag, REASON_NONE } from '../../lib/model/transition.js'
import { CHUNK_HEAD_BYTES, ChunkType, decodeChunkHead, HEADER_BYTES } from '../../lib/recording/format.js'
import { openRecording } from '../../lib/recording/open.js'
import { createRecordingFile } from '../../lib/recording/output.js'
import { type Row, randomOf } from '../history/told.js'
import { Heard } from './heard.js'
import { inFolder, recordSynthetic, SyntheticSession } from './told.js'
import { recordWorld } from './worlds.js'

interface Chunk {
  type: number
  offset: number
  end: number
  rows: number
  lastNs: number
}

/** Where the chunks of a whole file lie. */
function chunksOf(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = []
  for (let at = HEADER_BYTES + bytes.readUInt32LE(12); at < bytes.length; ) {
    const head = decodeChunkHead(bytes, at)
    assert.ok(head, `no chunk at ${at}`)
    const end = at + CHUNK_HEAD_BYTES + head.storedBytes
    chunks.push({ type: head.type, offset: at, end, rows: head.rows, lastNs: head.lastNs })
    at = end
  }
  return chunks
}

async function smallRecording(folder: string): Promise<{ bytes: Buffer; rows: Row[] }> {
  const path = join(folder, 'small.rqs')
  const { truth } = await recordWorld({ seed: 3, moves: 800, losses: 1 }, createRecordingFile(path), {
    keyframeNs: 2500,
  })
  const bytes = readFileSync(path)
  assert.ok(bytes.length <= 65536 && chunksOf(bytes).length > 8, `${bytes.length} bytes`)
  return { bytes, rows: truth.rows }
}

async function hear(path: string): Promise<{ heard: Heard; damage: number }> {
  const recording = openRecording(path)
  try {
    const heard = new Heard()
    await recording.walk(heard)
    recording.statesAt((recording.head.firstNs + recording.head.lastNs) / 2)
    return { heard, damage: recording.damage.length }
  } finally {
    recording.close()
  }
}

/** Rows that lie in whole chunks of the first bytes of a file. */
const rowsBefore = (chunks: readonly Chunk[], length: number): number =>
  chunks.reduce(
    (sum, { type, rows, end }) => sum + (type === ChunkType.Transitions && end <= length ? rows : 0),
    0,
  )

test('cut off at any byte it opens with all of its whole chunks', () =>
  inFolder(async folder => {
    const { bytes, rows } = await smallRecording(folder)
    const chunks = chunksOf(bytes)
    const path = join(folder, 'cut.rqs')
    for (let length = 0; length < bytes.length; length++) {
      writeFileSync(path, bytes.subarray(0, length))
      if (length < chunks[0].offset) {
        assert.throws(() => openRecording(path), isSentence(length === 0 ? /is empty/ : /ends in its header/))
        continue
      }
      const { heard, damage } = await hear(path)
      assert.equal(damage, 0)
      assert.equal(heard.head!.whole, false)
      const kept = rowsBefore(chunks, length)
      assert.equal(heard.head!.rows, kept)
      assert.equal(heard.rows.length, kept)
      if (length % 97 === 0) assert.deepEqual(heard.rows, rows.slice(0, kept))
    }
  }))

test('a longer one, cut off at the edges of its chunks', () =>
  inFolder(async folder => {
    const path = join(folder, 'long.rqs')
    const session = new SyntheticSession({ events: 400_000, goroutines: 5000 })
    const writer = recordSynthetic(session, createRecordingFile(path))
    await session.run(() => writer.room())
    await writer.finish(session.nowNs)
    const bytes = readFileSync(path)
    const chunks = chunksOf(bytes)
    for (const { offset, end } of chunks)
      for (const length of [offset, offset + 1, offset + CHUNK_HEAD_BYTES, end - 1]) {
        writeFileSync(path, bytes.subarray(0, length))
        const recording = openRecording(path)
        assert.equal(recording.head.rows, rowsBefore(chunks, length))
        assert.equal(recording.head.whole, false)
        recording.close()
      }
  }))

/** What nobody misses: without an index the file is scanned, without a keyframe the one before is taken. */
const spare = new Set<number>([ChunkType.End, ChunkType.Index, ChunkType.Head, ChunkType.Keyframe])

test('a bit that flips costs the chunk that it lies in, and no row is told wrongly', () =>
  inFolder(async folder => {
    const { bytes, rows } = await smallRecording(folder)
    const chunks = chunksOf(bytes)
    const path = join(folder, 'flipped.rqs')
    const next = randomOf(8)
    const bits = Array.from({ length: 1000 }, () => Math.floor(next() * bytes.length * 8))
    // Every byte of the header and of the heads, too.
    for (let at = 0; at < HEADER_BYTES; at++) bits.push(at * 8 + Math.floor(next() * 8))
    for (const { offset } of chunks)
      for (let at = 0; at < CHUNK_HEAD_BYTES; at++) bits.push((offset + at) * 8 + Math.floor(next() * 8))
    let damaged = 0
    for (const bit of bits) {
      const at = bit >>> 3
      const flipped = Buffer.from(bytes)
      flipped[at] ^= 1 << (bit & 7)
      writeFileSync(path, flipped)
      if (at < 8) {
        assert.throws(() => openRecording(path), isSentence(/is not a recording/))
        continue
      }
      const { heard, damage } = await hear(path)
      const hit = chunks.find(({ offset, end }) => at >= offset && at < end)
      const own = hit?.type === ChunkType.Transitions ? hit.rows : 0
      assert.equal(heard.rows.length, rows.length - own, `bit ${bit}`)
      assertTrue(heard, rows, own > 0 ? hit! : undefined, `bit ${bit}`)
      if (!hit || !spare.has(hit.type))
        assert.ok(damage > 0, `bit ${bit} of chunk type ${hit?.type} is not told`)
      damaged += damage
    }
    assert.ok(damaged > 500, `${damaged}`)
  }))

/** What is told is what was told, except that nothing reaches back over what is lost. */
function assertTrue(heard: Heard, rows: readonly Row[], lost: Chunk | undefined, text: string): void {
  const key = (row: Row) => `${row.timeNs} ${row.goid} ${row.kind} ${row.to}`
  const byKey = new Map(rows.map(row => [key(row), row]))
  for (const row of heard.rows) {
    const true_ = byKey.get(key(row))
    assert.ok(true_, text)
    if (!lost) {
      assert.deepEqual(row, true_, text)
      continue
    }
    const forgotten = Number.isNaN(row.sinceNs) && !Number.isNaN(true_.sinceNs)
    if (forgotten) assert.ok(true_.sinceNs < lost.lastNs && (row.flags & Flag.FirstRun) === 0, text)
    assert.deepEqual(
      row,
      {
        ...true_,
        sinceNs: row.sinceNs,
        createdNs: row.createdNs,
        flags: row.flags,
        endedReason: row.endedReason === REASON_NONE ? REASON_NONE : true_.endedReason,
      },
      text,
    )
    if (!Number.isNaN(row.sinceNs)) assert.equal(row.sinceNs, true_.sinceNs)
  }
  if (!lost) return
  assert.equal(heard.gaps.filter(gap => gap.lost.damaged_chunk !== undefined).length, 1, text)
  const at = heard.told.find(told => 'gap' in told && told.gap.lost.damaged_chunk !== undefined)!
  for (const row of heard.rows.slice(at.rows)) {
    assert.ok(!(row.sinceNs < lost.lastNs), `${text}: an interval crosses what is lost`)
    assert.ok(!(row.createdNs < lost.lastNs), `${text}: a life crosses what is lost`)
  }
}

test('whatever a file promises, with checksums that are right, memory and time stay bounded', () =>
  inFolder(async folder => {
    const { bytes } = await smallRecording(folder)
    const chunks = chunksOf(bytes)
    const path = join(folder, 'hostile.rqs')
    const next = randomOf(21)
    for (let round = 0; round < 800; round++) {
      const hostile = Buffer.from(bytes)
      const { offset, end } = chunks[Math.floor(next() * chunks.length)]
      const count = 1 + Math.floor(next() * 4)
      for (let i = 0; i < count; i++) {
        const inHead = next() < 0.5
        const at = inHead
          ? offset + 4 + Math.floor(next() * 32)
          : offset + CHUNK_HEAD_BYTES + Math.floor(next() * (end - offset - CHUNK_HEAD_BYTES))
        hostile[at] = next() < 0.3 ? 0xff : Math.floor(next() * 256)
      }
      sign(hostile, offset, end)
      writeFileSync(path, hostile)
      const { heard } = await hear(path)
      for (const { site } of heard.rows) assert.ok(site < heard.head!.sites.length)
    }
  }))

/** Makes a chunk's checksums right again. */
function sign(bytes: Buffer, offset: number, end: number): void {
  bytes.writeUInt32LE(crc32(bytes.subarray(offset + CHUNK_HEAD_BYTES, end)), offset + 40)
  bytes.writeUInt32LE(crc32(bytes.subarray(offset, offset + 44)), offset + 44)
}

test('what is no recording is refused in a sentence', () =>
  inFolder(async folder => {
    const { bytes } = await smallRecording(folder)
    const path = join(folder, 'file')
    const refused = (content: Buffer | string, why: RegExp, code = 'io') => {
      writeFileSync(path, content)
      assert.throws(() => openRecording(path), isSentence(why, code))
    }
    refused('', /is empty/)
    refused('type,time\n', /is not a recording/)
    refused(Buffer.alloc(100_000), /is not a recording/)
    const newer = Buffer.from(bytes)
    newer.writeUInt16LE(2, 8)
    newer.writeUInt32LE(crc32(newer.subarray(0, 20)), 20)
    refused(newer, /is a recording of format 2, and this version reads up to 1/)
    const minor = Buffer.from(bytes)
    minor.writeUInt16LE(7, 10)
    minor.writeUInt32LE(crc32(minor.subarray(0, 20)), 20)
    writeFileSync(path, minor)
    assert.equal((await hear(path)).heard.head!.whole, true)
    assert.throws(() => openRecording(join(folder, 'none')), isSentence(/there is no such file/))
    mkdirSync(join(folder, 'sub'))
    assert.throws(
      () => openRecording(join(folder, 'sub')),
      isSentence(/is a folder; name a recording/, 'usage'),
    )
  }))

test('chunks of a later version are passed over', () =>
  inFolder(async folder => {
    const { bytes, rows } = await smallRecording(folder)
    const anchor = chunksOf(bytes).find(({ type }) => type === ChunkType.Sites)!
    const known = bytes.subarray(anchor.offset, anchor.end)
    const strange = Buffer.from(known)
    strange[4] = 77
    sign(strange, 0, strange.length)
    const path = join(folder, 'later.rqs')
    // Without its end, so that it is scanned: places have moved.
    const last = chunksOf(bytes).find(({ type }) => type === ChunkType.Head)!
    writeFileSync(
      path,
      Buffer.concat([bytes.subarray(0, anchor.end), strange, bytes.subarray(anchor.end, last.offset)]),
    )
    const { heard, damage } = await hear(path)
    assert.deepEqual(heard.rows, rows)
    assert.equal(damage, 0)
  }))

test('a recording of nothing, and one of no goroutine', () =>
  inFolder(async folder => {
    const path = join(folder, 'nothing.rqs')
    const session = new SyntheticSession({ events: 0, goroutines: 0 })
    const writer = recordSynthetic(session, createRecordingFile(path))
    await writer.finish(5e9)
    const { heard, damage } = await hear(path)
    assert.deepEqual([heard.rows.length, heard.first.length, damage, heard.endNs], [0, 0, 0, 5e9])
    assert.equal(heard.head!.whole, true)
    const nobody = join(folder, 'nobody.rqs')
    const silent = recordSynthetic(session, createRecordingFile(nobody))
    silent.onSnapshot()
    await silent.finish(6e9)
    const second = await hear(nobody)
    assert.deepEqual([second.heard.rows.length, second.heard.first.length, second.damage], [0, 0, 0])
  }))

const isSentence =
  (why: RegExp, code = 'io') =>
  (error: unknown) =>
    error instanceof RunqscopeError && error.code === code && why.test(error.message)
