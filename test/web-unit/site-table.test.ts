import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reasonName } from '../../web/src/session/reasons.js'
import { emptySites, printable, shortLabel, withSites } from '../../web/src/session/sites.js'

test('sites are known by where they come from', () => {
  const told = [
    { site: 0, function: 'main.main' },
    { site: 3, function: 'main.worker', created_at: '/src/a/server.go:41', created_by: 'main.main' },
    { site: 4, created_at: '/src/a/b.go:1' },
  ]
  const table = withSites(emptySites, told)
  assert.deepEqual(
    table.all.map(one => one.label),
    ['main.main', 'main.worker · server.go:41', 'site 4 · b.go:1'],
  )
  assert.equal(table.get(17).label, 'site 17')
  assert.equal(withSites(table, told), table)
  const more = withSites(table, [{ site: 9, function: 'main.late' }])
  assert.notEqual(more, table)
  assert.equal(more.get(9).function, 'main.late')
  assert.equal(more.all.length, 4)
})

test('control and direction characters of names are seen, not obeyed', () => {
  assert.equal(printable('a\u0007b\u202ec\nd'), 'a\ufffdb\ufffdc\ufffdd')
  assert.equal(printable('<b>grün · 世界</b>'), '<b>grün · 世界</b>')
})

test('wait reasons have the texts of the target, and those of runqscope', () => {
  assert.deepEqual(
    [1, 0, 9, 253, 254, 255].map(reason => reasonName(reason, ['', 'chan receive'])),
    ['chan receive', 'unknown', 'unknown', 'coroutine', 'preempted', 'unknown'],
  )
})

test('a label for a narrow place keeps the last two parts of an import path', () => {
  assert.equal(
    shortLabel('github.com/caddyserver/caddy/v2.run.func1 · caddy.go:9'),
    '…/caddy/v2.run.func1 · caddy.go:9',
  )
  for (const label of [
    'main.main',
    'net/http.(*conn).serve · server.go:3464',
    'a/b.F[c.d/e/f.T] · x.go:1',
    'site 7',
  ])
    assert.equal(shortLabel(label), label)
})
