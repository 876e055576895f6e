import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, clock, count, duration, moment, percent, rate, short } from '../../web/src/parts/units.js'

function pairs<T>(format: (value: T) => string, expected: [T, string][]): void {
  for (const [value, text] of expected) assert.equal(format(value), text)
}

test('times have three digits and the unit that fits', () => {
  pairs(duration, [
    [0, '0 ns'],
    [0.4, '0 ns'],
    [1, '1.00 ns'],
    [999.4, '999 ns'],
    [999.6, '1.00 µs'],
    [1234, '1.23 µs'],
    [9_996, '10.0 µs'],
    [99_960, '100 µs'],
    [999_600, '1.00 ms'],
    [1.5e9, '1.50 s'],
    [99.9e9, '99.9 s'],
    [245e9, '4 min 05 s'],
    [11_220e9, '3 h 07 min'],
  ])
  pairs(clock, [
    [5.04e9, '5.0 s'],
    [11_220e9, '3 h 07 min'],
  ])
})

test('numbers, shares, rates and memory are short', () => {
  pairs(count, [[1_234_567.4, '1,234,567']])
  pairs(percent, [
    [0.00412, '0.41 %'],
    [0.5, '50 %'],
    [0, '0.0 %'],
  ])
  pairs(short, [
    [0, '0'],
    [7, '7'],
    [0.5, '0.50'],
    [999.7, '1.00 k'],
    [12_345, '12.3 k'],
    [1.5e6, '1.50 M'],
    [2e9, '2.00 G'],
  ])
  pairs(rate, [[987_654, '988 k/s']])
  pairs(bytes, [
    [12, '12 B'],
    [1_500, '1.50 kB'],
    [64e6, '64.0 MB'],
    [2e9, '2.00 GB'],
  ])
})

test('a moment has as many digits as its span needs', () => {
  assert.equal(moment(12.3456789e9, 10e9), '12.3 s')
  assert.equal(moment(12.3456789e9, 100e6), '12.346 s')
  assert.equal(moment(12.345678912e9, 1_000), '12.345\u202f678\u202f91 s')
  assert.equal(moment(12.345678912e9, 20), '12.345\u202f678\u202f912 s')
})
