import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { Kind } from '../../lib/contract.gen.js'
import { plan } from '../../lib/plan/index.js'
import type { Plan } from '../../lib/plan/plan.js'
import { hotProfile } from './hot.js'
import { allVersions, full, go, minorOf, profileOf, sample } from './sample.js'

const names = Object.fromEntries(Object.entries(Kind).map(([name, value]) => [value, name]))

/**
 * Each transition once, however many copies of it the compiler made. A creation may have become a constant one, and
 * what only debuggers pass may be gone.
 */
function transitions(p: Plan): string[] {
  const lines = p.sites
    .filter(site => !site.logical.startsWith('runtime.debugCall'))
    .map(site => `${names[site.kind]} in ${site.logical}${site.kind === Kind.CREATE ? '' : ` to ${site.to}`}`)
  return [...new Set(lines)].sort()
}

const inlined = (p: Plan) => p.sites.filter(site => site.success && site.target === 'runtime.casgstatus')

for (const version of ['1.21.13', '1.22.12', '1.24.13', '1.26.8', '1.27.4']) {
  test(`go${version}: with every call in the scheduler hot, a build has every transition of the plain one`, () => {
    const guided = plan(sample({ version, args: [`-pgo=${hotProfile(version)}`] }))
    assert.deepEqual(transitions(guided), transitions(plan(sample({ version }))))
    assert.equal(guided.syscallsMissing, undefined)
    assert.ok(inlined(guided).length > 10, `${inlined(guided).length} swaps inlined`)
    for (const site of inlined(guided)) assert.equal(site.instruction, 'jump')
  })
}

test('so has a build guided by a profile of its own work', {
  skip: full ? false : 'the standard library is compiled twice for it: only with --full',
}, () => {
  for (const version of ['1.22.12', '1.27.4']) {
    const guided = plan(sample({ version, args: [`-pgo=${profileOf(version)}`] }))
    assert.deepEqual(transitions(guided), transitions(plan(sample({ version }))))
    assert.equal(guided.syscallsMissing, undefined)
  }
})

test("the Go compiler's own binaries, profile-guided since go1.21 and without DWARF, are planned whole", () => {
  for (const version of allVersions) {
    const minor = minorOf(version)
    const root = go(version, ['env', 'GOROOT']).trim()
    const guided = plan(join(root, 'pkg', 'tool', 'linux_amd64', 'compile'))
    assert.equal(guided.goVersion, `go${version}`)
    assert.equal(guided.syscallsMissing, undefined)
    // It links no coroutines before its own code used them.
    const expected = transitions(plan(sample({ version }))).filter(
      line => !/coro/.test(line) || transitions(guided).includes(line),
    )
    assert.deepEqual(transitions(guided), expected)
    if (minor >= 24 && minor <= 26)
      assert.ok(guided.sites.some(s => s.success && s.logical === 'runtime.execute'))
  }
})
