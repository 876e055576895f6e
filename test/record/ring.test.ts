import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ChunkFlag, ChunkType, type SealedChunk } from '../../lib/recording/format.js'
import { Ring } from '../../lib/recording/ring.js'

const S = 1e9

function chunk(type: ChunkType, ns: number, bytes: number, flags = 0): SealedChunk {
  const stored = new Uint8Array(bytes)
  return { type, flags, rows: 1, firstNs: ns, lastNs: ns, rawBytes: bytes, stored }
}
const keyframe = (ns: number, bytes = 1000) =>
  chunk(ChunkType.Keyframe, ns, bytes, ChunkFlag.First | ChunkFlag.Last)
const rows = (ns: number, bytes = 1000) => chunk(ChunkType.Transitions, ns, bytes)

/** A keyframe every two seconds, rows every half a second. */
function filled(ring: Ring, untilNs: number): void {
  for (let ns = 0; ns <= untilNs; ns += S / 2) ring.push(ns % (2 * S) === 0 ? keyframe(ns) : rows(ns))
}

test('it reaches back for the time asked for, by less than a keyframe more', () => {
  const ring = new Ring({ spanNs: 10 * S, bytesMax: Infinity })
  for (let untilNs = 0; untilNs <= 60 * S; untilNs += S / 2) {
    ring.push(untilNs % (2 * S) === 0 ? keyframe(untilNs) : rows(untilNs))
    const kept = untilNs - ring.firstNs!
    assert.ok(kept >= Math.min(untilNs, 10 * S), `${kept} at ${untilNs}`)
    assert.ok(kept <= 12 * S, `${kept} at ${untilNs}`)
  }
  assert.equal(ring.isCut(), false)
})

test('it begins with a keyframe, and holds all that came since', () => {
  const ring = new Ring({ spanNs: 5 * S, bytesMax: Infinity })
  ring.push(rows(-S))
  assert.equal(ring.firstNs, undefined, 'rows before the first keyframe are of no use')
  filled(ring, 31 * S)
  const chunks = ring.chunks()
  assert.equal(chunks[0]!.type, ChunkType.Keyframe)
  assert.equal(chunks[0]!.lastNs, ring.firstNs)
  assert.deepEqual(
    chunks.map(({ lastNs }) => lastNs),
    Array.from({ length: chunks.length }, (_, i) => ring.firstNs! + (i * S) / 2),
  )
  assert.equal(chunks.at(-1)!.lastNs, 31 * S)
})

test('by bytes it stays below them, and says when it is short of time', () => {
  const bytesMax = 20_000
  const ring = new Ring({ spanNs: 30 * S, bytesMax })
  for (let ns = 0; ns <= 40 * S; ns += S / 2) {
    ring.push(ns % (2 * S) === 0 ? keyframe(ns) : rows(ns))
    assert.ok(ring.bytes <= bytesMax)
  }
  assert.equal(ring.isCut(), true)
  assert.ok(40 * S - ring.firstNs! < 30 * S)
  // A quiet time later the seconds are whole again.
  for (let ns = 41 * S; ns <= 90 * S; ns += 2 * S) {
    ring.push(keyframe(ns, 10))
    ring.push(rows(ns, 10))
  }
  assert.equal(ring.isCut(), false)
  assert.ok(89 * S - ring.firstNs! >= 30 * S)
})

test('a small piece does not keep the block alive that it was cut from', () => {
  const ring = new Ring({ spanNs: S, bytesMax: Infinity })
  const block = new Uint8Array(1 << 18).fill(7)
  ring.push({ ...keyframe(0), stored: block.subarray(100, 200) })
  const [kept] = ring.chunks()
  assert.equal(kept!.stored.buffer.byteLength, 100)
  assert.deepEqual(kept!.stored, new Uint8Array(100).fill(7))
})

test('one keyframe with too much behind it wants another', () => {
  const ring = new Ring({ spanNs: 60 * S, bytesMax: 80_000 })
  ring.push(keyframe(0))
  assert.equal(ring.wantsKeyframe, false)
  for (let i = 0; i < 10; i++) ring.push(rows(i + 1))
  assert.equal(ring.wantsKeyframe, true)
  ring.push(keyframe(20))
  assert.equal(ring.wantsKeyframe, false)
})
