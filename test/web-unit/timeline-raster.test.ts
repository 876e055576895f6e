import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  Palette,
  siteTone,
  stateTone,
  TONE_IDLE,
  TONE_UNKNOWN,
} from '../../web/src/views/timeline/palette.js'
import { Raster, type RasterView } from '../../web/src/views/timeline/raster.js'
import { rowsOf } from '../../web/src/views/timeline/rows.js'
import { LaneStore } from '../../web/src/views/timeline/store.js'
import { answerOf, lanesOf, type SpanRow } from './timeline-fixture.js'

const WIDTH = 100
const ROW = 18
const palette = new Palette({
  pixel: { paper: 0xff101010, line: 0xff404040, running: 0xff40a020, ink: 0xffffffff },
  state: [0xff808080, 0xff000000, 0xff0080ff, 0xff40a020, 0xffc0b0a0, 0xffd05070],
})
const ground = palette.solid[TONE_IDLE]!
const unknown = palette.solid[TONE_UNKNOWN]!
const running = palette.solid[stateTone(3)]!

/** A picture of [0, 1000) ns in 100 columns of P 0, a goroutine and its site. */
function pictureOf(rows: SpanRow[], knownNs = 1000) {
  const store = new LaneStore()
  const units = [store.ps, store.unit('goid', 7), store.unit('site', 1)]
  const asked = { units, firstNs: 0, lastNs: knownNs, pixelNs: 1, extend: false }
  store.accept(asked, answerOf(0, knownNs, lanesOf(rows)))
  const list = rowsOf(store, true, [{ site: 1, goids: [7], open: true }])
  const raster = new Raster()
  raster.resize(new Uint32Array(WIDTH * ROW * list.length), WIDTH, ROW * list.length)
  const view: RasterView = {
    scale: { firstNs: 0, perNs: 0.1, shift: 0 },
    column: 0,
    rows: list,
    rowHeight: ROW,
    scrolled: 0,
    palette,
    bySite: false,
  }
  raster.paint(view)
  return { store, units, raster, view }
}

/** Distinct pixels of a row of the picture in one column; the last line of a row is its border. */
function column(raster: Raster, row: number, x: number): number[] {
  const pixels = []
  for (let y = row * ROW; y < row * ROW + ROW - 1; y++) pixels.push(raster.pixels[y * WIDTH + x]!)
  return pixels
}

function isAll(pixels: number[], color: number): boolean {
  return pixels.every(pixel => pixel === color)
}

test('an exact span is solid from its beginning to its end, and the rest of a known lane is idle', () => {
  const { raster } = pictureOf([{ begin: 100, end: 500 }])
  assert.ok(isAll(column(raster, 0, 9), ground))
  assert.ok(isAll(column(raster, 0, 10), running))
  assert.ok(isAll(column(raster, 0, 49), running))
  assert.ok(isAll(column(raster, 0, 50), ground))
})

test('a merged span is never solid, and is filled as far as it was busy', () => {
  const shares = [0.1, 0.5, 0.99].map(share => {
    const { raster } = pictureOf([{ begin: 100, end: 500, merged: 30, busy: 400 * share }])
    let solid = 0
    for (let x = 20; x < 36; x++)
      for (const pixel of column(raster, 0, x).slice(0, 16)) solid += pixel === running ? 1 : 0
    return solid / 256
  })
  assert.ok(Math.abs(shares[0]! - 0.1) < 0.07, `${shares}`)
  assert.ok(Math.abs(shares[1]! - 0.5) < 0.07, `${shares}`)
  assert.ok(shares[2]! > 0.9 && shares[2]! < 1, `${shares}`)
})

test('what is shorter than a column between two long spans is seen where they meet, and takes no span wholly', () => {
  for (const [end, begin, at] of [
    [503, 504, 50],
    [506, 507, 50],
    [508, 511, 51],
  ] as const) {
    const long = { lane: 1, goid: 7, state: 4 }
    const rows = [
      { ...long, begin: 100, end },
      { ...long, state: 3, begin: end, end: begin },
      { ...long, begin, end: 900 },
    ]
    const { raster } = pictureOf(rows)
    const waiting = palette.solid[stateTone(4)]!
    const notch = [at - 1, at, at + 1].filter(x => !isAll(column(raster, 2, x), waiting))
    assert.equal(notch.length, 1, `${end} … ${begin}: ${notch}`)
    const seen = column(raster, 2, notch[0]!).filter(pixel => pixel === running).length
    assert.ok(seen > 4 && seen < ROW - 4, `${seen} pixels`)
  }
  // A span of one column keeps it.
  const narrow = [
    { lane: 1, goid: 7, state: 4, begin: 500, end: 510 },
    { lane: 1, goid: 7, state: 3, begin: 510, end: 512 },
  ]
  assert.ok(isAll(column(pictureOf(narrow).raster, 2, 50), palette.solid[stateTone(4)]!))
})

test('spans shorter than a column add up on a P', () => {
  const short = Array.from({ length: 100 }, (_, index) => ({ begin: index * 10, end: index * 10 + 5 }))
  const { raster } = pictureOf(short)
  let solid = 0
  for (let x = 0; x < 96; x++)
    for (const pixel of column(raster, 0, x).slice(0, 16)) solid += pixel === running ? 1 : 0
  assert.ok(Math.abs(solid / (96 * 16) - 0.5) < 0.05, String(solid))
})

test('what is not known yet differs from idle, on either side', () => {
  const { raster } = pictureOf([{ begin: 100, end: 400 }], 600)
  assert.ok(isAll(column(raster, 0, 59), ground))
  assert.ok(isAll(column(raster, 0, 60), unknown))
  assert.ok(isAll(column(raster, 1, 60), unknown))
})

test('an end that is not known fades', () => {
  const { raster } = pictureOf([{ begin: 100, end: 500, flags: 2 }])
  const solidAt = (x: number) => column(raster, 0, x).filter(pixel => pixel === running).length
  assert.equal(solidAt(10), ROW - 1)
  assert.equal(solidAt(30), ROW - 1)
  const end = solidAt(49) + solidAt(48) + solidAt(47) + solidAt(46)
  const before = solidAt(43) + solidAt(42) + solidAt(41) + solidAt(40)
  assert.ok(end < before && before < 4 * (ROW - 1), `${end} ${before}`)
})

test('what the filter does not match is dimmed', () => {
  const { raster, store, view } = pictureOf([{ begin: 100, end: 500 }])
  store.setDims(() => true)
  assert.equal(raster.paint(view), true)
  const [pixel] = column(raster, 0, 20)
  assert.notEqual(pixel, running)
  assert.notEqual(pixel, ground)
})

test('Ps show sites as tones of running', () => {
  const { raster, view } = pictureOf([{ begin: 100, end: 500, site: 4 }])
  raster.paint({ ...view, bySite: true })
  assert.ok(isAll(column(raster, 0, 20), palette.solid[siteTone(4)]!))
})

test('a site shows running from below and runnable on top, in proportion', () => {
  const { raster } = pictureOf([
    { lane: 2, begin: 0, end: 1000, state: 3, merged: 2, busy: 1000 },
    { lane: 2, begin: 0, end: 1000, state: 2, merged: 1, busy: 1000 },
  ])
  const pixels = column(raster, 1, 50)
  assert.equal(pixels.at(-1), running)
  assert.equal(pixels[0], palette.solid[stateTone(2)])
  const runningLines = pixels.filter(pixel => pixel === running).length
  assert.ok(runningLines >= 8 && runningLines <= 9, String(runningLines))
})

test('moving on paints the same picture as painting anew', () => {
  const rows: SpanRow[] = []
  for (let step = 0; step < 24; step++) {
    // No edge lies in the middle of a column, where rounding would decide.
    const time = step * 37.1
    rows.push({ lane: 0, begin: time, end: time + 21.3 })
    rows.push({ lane: 1, begin: time, end: time + 37.1, state: 2 + (step % 3) })
    rows.push({ lane: 2, begin: time, end: time + 30, state: 3, merged: 3, busy: (step % 5) * 20 })
  }
  rows.sort((a, b) => (a.lane ?? 0) - (b.lane ?? 0))
  const { store, units, raster, view } = pictureOf(rows, 900)
  const added: SpanRow[] = [
    { lane: 0, begin: 888, end: 960 },
    { lane: 1, begin: 888, end: 1100, state: 4 },
    { lane: 2, begin: 880, end: 1100, state: 3, merged: 9, busy: 1980 },
  ]
  const asked = { units, firstNs: 880, lastNs: 1100, pixelNs: 1, extend: true }
  store.accept(asked, answerOf(880, 1100, lanesOf(added)))
  const later = { ...view, scale: { firstNs: 130, perNs: 0.1, shift: 0 }, column: 13 }
  raster.paint(later)
  const moved = raster.pixels.slice()
  raster.invalidate()
  raster.paint(later)
  assert.deepEqual(moved, raster.pixels)
})

test('nothing is painted where nothing has changed', () => {
  const { raster, view } = pictureOf([{ begin: 100, end: 500 }])
  assert.equal(raster.paint(view), false)
  assert.equal(raster.paint({ ...view, scrolled: 3 }), true)
})
