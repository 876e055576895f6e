import assert from 'node:assert/strict'
import { test } from 'node:test'
import { siteLabel } from '../../lib/console/table.js'
import { siteMatches } from '../../lib/model/sitepattern.js'
import { siteTest } from '../../web/src/filter/sitepattern.js'
import { siteTerm } from '../../web/src/filter/text.js'

/** One site, as the session knows it and as the page does. */
function both(called: string, createdAt: string, number = 5) {
  const file = createdAt.slice(createdAt.lastIndexOf('/') + 1)
  return {
    ours: { function: called, createdAt, createdBy: 'main.main', system: false },
    page: {
      site: number,
      function: called,
      created_at: createdAt,
      system: false,
      label: file ? `${called} · ${file}` : called,
    },
  }
}

const sites = [
  both(
    'github.com/miekg/dns.(*Server).serveUDPPacket',
    '/go/pkg/mod/github.com/miekg/dns@v1.1.62/server.go:552',
  ),
  both('main.work[go.shape.struct { github.com/a/b.T }]', '/src/main.go:9'),
  both('example.com/x/pool.Map[example.com/y/item.Key].func1', '/src/[x]/map.go:77'),
  both('main.main', ''),
]

/** Pattern, and the sites that it means. */
const cases: [string, number[]][] = [
  ['github.com/miekg/dns.*', [0]],
  ['dns.*', [0]],
  ['dns.(*Server).serveUDPPacket', [0]],
  ['dns.(*Server).serveUDPPacket@server.go:552', [0]],
  ['dns.(*Server).serveUDPPacket · server.go:552', [0]],
  ['dns.(*Ser…UDPPacket · server.go:552', [0]],
  ['server.go:552', [0]],
  ['server.go:*', [0]],
  ['server.*', []],
  ['miekg/dns.*', []],
  ['*/dns.*', [0]],
  ['dns', []],
  ['ns.*', []],
  ['main.*', [1, 3]],
  ['main.work[*', [1]],
  ['b.T }]', []],
  ['item.*', []],
  ['pool.Map[example.com/y/item.Key].func1', [2]],
  ['pool.Map[*', [2]],
  ['x/pool.*', []],
  ['map.go:77', [2]],
  ['main.main', [3]],
  ['', []],
]

test('a pattern means the same sites for the session and for the page', () => {
  for (const [pattern, wanted] of cases) {
    const found = (matches: (site: (typeof sites)[number]) => boolean) =>
      sites.flatMap((site, i) => (matches(site) ? [i] : []))
    const ours = siteMatches(pattern)
    const page = siteTest(pattern)
    assert.deepEqual(
      found(site => ours(site.ours, 5)),
      wanted,
      `session: ${pattern}`,
    )
    assert.deepEqual(
      found(site => page(site.page)),
      wanted,
      `page: ${pattern}`,
    )
  }
})

test('a site is found by its name as a table prints it, however narrow', () => {
  for (const { ours, page } of sites)
    for (let width = 30; width <= 120; width++) {
      const printed = siteLabel(page, width)
      assert.ok(siteMatches(printed)(ours, 5), printed)
      assert.ok(siteTest(printed)(page), printed)
    }
})

test('where the name of a site is also the end of another, its term is its number', () => {
  const [a, b] = [both('main.f', '/src/f.go:1', 3), both('example.com/x/main.f', '/src/x/f.go:1', 4)]
  const all = [a.page, b.page]
  assert.equal(siteTerm(a.page, all), 'site:#3')
  assert.equal(siteTerm(b.page, all), 'site:example.com/x/main.f@f.go:1')
})
