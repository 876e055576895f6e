import assert from 'node:assert/strict'
import { test } from 'node:test'
import { align } from './alignment.js'

/** Length of a longest common subsequence by the textbook's table. */
function longestCommon(left: string[], right: string[]): number {
  const row = new Array<number>(right.length + 1).fill(0)
  for (const l of left) {
    let diagonal = 0
    for (let i = 1; i <= right.length; i++) {
      const above = row[i]!
      row[i] = l === right[i - 1] ? diagonal + 1 : Math.max(above, row[i - 1]!)
      diagonal = above
    }
  }
  return row[right.length]!
}

test('an alignment keeps as much as can be kept, in order, and accounts for all the rest', () => {
  let seed = 7
  const random = (below: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  for (let round = 0; round < 500; round++) {
    const letters = () => Array.from({ length: random(25) }, () => 'abc'[random(3)]!)
    const [left, right] = [letters(), letters()]
    const { pairs, onlyLeft, onlyRight } = align(left, right)
    for (const [l, r] of pairs) assert.equal(left[l], right[r])
    for (let i = 1; i < pairs.length; i++)
      assert.ok(pairs[i]![0] > pairs[i - 1]![0] && pairs[i]![1] > pairs[i - 1]![1])
    assert.equal(pairs.length, longestCommon(left, right), `${left.join('')} ${right.join('')}`)
    assert.equal(pairs.length + onlyLeft.length, left.length)
    assert.equal(pairs.length + onlyRight.length, right.length)
  }
})

test('sequences without anything in common match nowhere', () => {
  const left = new Array<string>(5000).fill('a')
  const right = new Array<string>(4000).fill('b')
  const { pairs, onlyLeft, onlyRight } = align(left, right)
  assert.deepEqual([pairs.length, onlyLeft.length, onlyRight.length], [0, 5000, 4000])
})
