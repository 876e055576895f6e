import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CellPainter } from '../../web/src/views/overview/cells.js'
import { HeatRing, shadeOf } from '../../web/src/views/overview/heatring.js'
import { newFrame } from '../../web/src/views/overview/plot.js'
import { fillRamp, legendCounts, Reach } from '../../web/src/views/overview/ramp.js'

const ramp = new Uint32Array(256)
for (let shade = 0; shade < 256; shade++) ramp[shade] = shade

function ringWith(cells: [number, number, number][]): HeatRing {
  const ring = new HeatRing(16)
  ring.write(100, 8, {
    rows: cells.length,
    columns: 8,
    column: Uint16Array.from(cells, cell => cell[0]),
    bucket: Uint8Array.from(cells, cell => cell[1]),
    count: Uint32Array.from(cells, cell => cell[2]),
    quantile_ns: new Float64Array(16),
    max_ns: new Float64Array(8),
  })
  return ring
}

function picture(pixels: Uint32Array, width: number): string[] {
  const rows: string[] = []
  for (let at = 0; at < pixels.length; at += width)
    rows.push(
      Array.from(pixels.subarray(at, at + width), pixel => (pixel ? pixel.toString(16) : '.')).join(''),
    )
  return rows
}

test('each cell is painted where its time and its length lie', () => {
  const ring = ringWith([
    [0, 40, 1],
    [1, 41, 2],
    [3, 43, 2],
  ])
  const pixels = new Uint32Array(8 * 8).fill(255)
  const frame = Object.assign(newFrame(), {
    width: 8,
    height: 8,
    firstNs: 1000,
    lastNs: 1040,
    columnNs: 10,
    first: 100,
    last: 104,
    low: 40,
    high: 44,
  })
  new CellPainter(ring).paint(pixels, frame, ramp)
  assert.deepEqual(picture(pixels, 8), [
    '......99',
    '......99',
    '........',
    '........',
    '..99....',
    '..99....',
    '11......',
    '11......',
  ])
})

test('the picture moves by less than a column', () => {
  const ring = ringWith([
    [0, 40, 1],
    [3, 40, 1],
  ])
  const pixels = new Uint32Array(8)
  const frame = Object.assign(newFrame(), {
    width: 8,
    height: 1,
    firstNs: 1005,
    lastNs: 1045,
    columnNs: 10,
    first: 100,
    last: 105,
    low: 40,
    high: 41,
  })
  new CellPainter(ring).paint(pixels, frame, ramp)
  assert.deepEqual(picture(pixels, 8), ['1....11.'])
})

test('what lies outside of the axis is not painted, and the edges of it are empty', () => {
  const ring = ringWith([
    [0, 39, 1],
    [1, 44, 1],
  ])
  const pixels = new Uint32Array(4 * 8).fill(255)
  const frame = Object.assign(newFrame(), {
    width: 4,
    height: 8,
    firstNs: 1000,
    lastNs: 1040,
    columnNs: 10,
    first: 100,
    last: 104,
    low: 40,
    high: 44,
  })
  new CellPainter(ring).paint(pixels, frame, ramp)
  assert.ok(pixels.every(pixel => pixel === 0))
})

test('the ramp runs from the colour of one to that of the greatest count', () => {
  const stops = [0xff000010, 0xff000020, 0xff000030]
  const colors = new Uint32Array(256)
  fillRamp(colors, 0xff123456, stops, 10)
  assert.equal(colors[0], 0xff123456)
  assert.equal(colors[1], 0xff000010)
  assert.equal(colors[1 + 40], 0xff000020)
  assert.equal(colors[1 + 20], 0xff000018)
  assert.equal(colors[1 + 80], 0xff000030)
  assert.equal(colors[255], 0xff000030)
})

test('the ramp reaches further at once and back only after two seconds', () => {
  const reach = new Reach()
  assert.ok(reach.cover(shadeOf(1000), 0))
  assert.equal(reach.octaves, 10)
  assert.ok(!reach.cover(shadeOf(3), 1000))
  assert.ok(!reach.cover(shadeOf(900), 1500))
  assert.ok(!reach.cover(shadeOf(3), 3000))
  assert.ok(reach.cover(shadeOf(3), 3600))
  assert.equal(reach.octaves, 2)
})

test('the legend names powers of two from one to the greatest count', () => {
  assert.deepEqual(legendCounts(0), [1, 2])
  assert.deepEqual(legendCounts(3), [1, 2, 4, 8])
  assert.deepEqual(legendCounts(10), [1, 4, 16, 64, 256, 1024])
})
