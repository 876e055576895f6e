import assert from 'node:assert/strict'
import test from 'node:test'
import { Pairs } from '../../lib/diff/pairs.js'
import type { SiteName } from '../../lib/model/sites.js'

function site(name: string, createdAt: string, createdBy = 'main.main'): SiteName {
  return { function: name, createdAt, createdBy, system: false }
}

/** The pairs as `before lines → after lines`. */
function told(before: SiteName[], after: SiteName[]): string[] {
  const line = ({ createdAt }: SiteName) => createdAt.slice(createdAt.lastIndexOf(':') + 1)
  return new Pairs(before, after).pairs
    .map(pair => `${pair.before.map(line)} → ${pair.after.map(line)}${pair.moved ? ' moved' : ''}`)
    .sort()
}

test('equal positions are the same site', () => {
  assert.deepEqual(told([site('main.a', '/s/a.go:4')], [site('main.a', '/s/a.go:4')]), ['4 → 4'])
})

test('moved lines are found by function and creator, in their order', () => {
  const before = [site('main.a', '/s/a.go:9'), site('main.a', '/s/a.go:10'), site('main.b', '/s/a.go:20')]
  const after = [
    site('main.a', '/s/a.go:19'),
    site('main.a', '/s/a.go:110'),
    site('main.b', '/other/a.go:20'),
  ]
  assert.deepEqual(told(before, after), ['10 → 110 moved', '20 → 20 moved', '9 → 19 moved'])
})

test('a site that stayed is not taken for one that moved', () => {
  const before = [site('main.a', '/s/a.go:9'), site('main.a', '/s/a.go:20')]
  const after = [site('main.a', '/s/a.go:20'), site('main.a', '/s/a.go:31')]
  assert.deepEqual(told(before, after), ['20 → 20', '9 → 31 moved'])
})

test('where their numbers differ they are taken together', () => {
  const before = [site('main.a', '/s/a.go:9')]
  const after = [site('main.a', '/s/a.go:19'), site('main.a', '/s/a.go:29')]
  assert.deepEqual(told(before, after), ['9 → 19,29 moved'])
})

test('another creator is another site', () => {
  const before = [site('main.a', '/s/a.go:9', 'main.x')]
  const after = [site('main.a', '/s/a.go:19', 'main.y')]
  assert.deepEqual(told(before, after), [' → 19', '9 → '])
})

test('numbers of recordings lead to their pairs', () => {
  const before = [site('unknown', ''), site('main.a', '/s/a.go:9')]
  const after = [site('main.a', '/s/a.go:10'), site('unknown', '')]
  const pairs = new Pairs(before, after)
  const [left, right] = [pairs.of(before, 'before'), pairs.of(after, 'after')]
  assert.equal(left[0], right[1])
  assert.equal(left[1], right[0])
  assert.notEqual(left[0], left[1])
})
