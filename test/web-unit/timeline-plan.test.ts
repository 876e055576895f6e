import assert from 'node:assert/strict'
import { test } from 'node:test'
import { levelNs, tailQuestion, type Wanted, wholeQuestion } from '../../web/src/views/timeline/plan.js'
import { LaneStore, type Unit } from '../../web/src/views/timeline/store.js'

const store = new LaneStore()

function unit(id: number, firstNs: number, lastNs: number, pixelNs: number): Unit {
  return Object.assign(store.unit('goid', id), { firstNs, lastNs, pixelNs })
}

function wanted(units: Unit[], firstNs: number, lastNs: number, pastLastNs = lastNs): Wanted {
  return { units, firstNs, lastNs, screenPixelNs: (lastNs - firstNs) / 1000, pastFirstNs: 0, pastLastNs }
}

test('resolutions are powers of two near a pixel of the screen', () => {
  assert.equal(levelNs(1000), 1024)
  assert.equal(levelNs(0.02), 1)
  assert.equal(levelNs(Number.NaN), 1)
  for (const pixel of [1.3, 17, 900, 5e6]) {
    const ratio = levelNs(pixel) / pixel
    assert.ok(ratio > 0.7 && ratio < 1.42, `${pixel} ns: ${ratio}`)
  }
})

test('what nothing is known of is asked for with a margin, on the grid', () => {
  const question = wholeQuestion(wanted([unit(1, 0, 0, 0)], 1_000_000, 2_000_000), 100)!
  assert.equal(question.pixelNs, 1024)
  assert.equal(question.extend, false)
  assert.ok(question.firstNs <= 500_000 && question.lastNs >= 2_500_000)
  assert.equal(question.firstNs % (64 * 1024), 0)
  assert.equal(question.lastNs % (64 * 1024), 0)
})

test('two viewers of nearly the same range ask the same', () => {
  const a = wholeQuestion(wanted([unit(1, 0, 0, 0)], 1_000_000, 2_000_000), 100)!
  const b = wholeQuestion(wanted([unit(1, 0, 0, 0)], 1_000_100, 2_000_100), 100)!
  assert.deepEqual([a.firstNs, a.lastNs], [b.firstNs, b.lastNs])
})

test('while time goes on only the new end is asked for, a few pixels over', () => {
  const known = unit(1, 0, 2_000_000, 1024)
  const question = tailQuestion(wanted([known], 1_050_000, 2_050_000), 100)!
  assert.equal(wholeQuestion(wanted([known], 1_050_000, 2_050_000), 100), undefined)
  assert.equal(question.extend, true)
  assert.equal(question.firstNs % 1024, 0)
  assert.ok(question.firstNs <= 2_000_000 - 1024 && question.firstNs >= 2_000_000 - 6 * 1024)
})

test('another resolution, a part to the left, or a place far away are asked for as a whole', () => {
  for (const known of [unit(1, 0, 9e6, 2048), unit(1, 1_500_000, 9e6, 1024), unit(1, 0, 500_000, 1024)]) {
    assert.equal(tailQuestion(wanted([known], 1_000_000, 2_000_000), 100), undefined)
    assert.equal(wholeQuestion(wanted([known], 1_000_000, 2_000_000), 100)!.extend, false)
  }
})

test('what is on the screen comes before margins, and then nothing is asked', () => {
  const whole = unit(1, 0, 9e6, 1024)
  const narrow = unit(2, 1_000_000, 9e6, 1024)
  const missing = unit(3, 0, 0, 0)
  const view = (units: Unit[]) => wanted(units, 1_000_000, 2_000_000, 9e6)
  assert.deepEqual(wholeQuestion(view([whole, narrow, missing]), 100)!.units, [missing])
  assert.deepEqual(wholeQuestion(view([whole, narrow]), 100)!.units, [narrow])
  assert.equal(wholeQuestion(view([whole]), 100), undefined)
})

test('nothing is asked of a time that is not there', () => {
  assert.equal(wholeQuestion(wanted([unit(1, 0, 0, 0)], 5e6, 6e6, 4e6), 100), undefined)
  assert.equal(wholeQuestion(wanted([unit(1, 0, 0, 0)], 5, 5, 100), 100), undefined)
})

test('with room for few lanes the most behind come first, in the order of rows', () => {
  const units = [unit(1, 0, 1_990_000, 1024), unit(2, 0, 1_980_000, 1024), unit(3, 0, 1_970_000, 1024)]
  const question = tailQuestion(wanted(units, 1_000_000, 2_000_000), 2)!
  assert.deepEqual(
    question.units.map(one => one.id),
    [2, 3],
  )
  assert.ok(question.firstNs < 1_970_000)
})
