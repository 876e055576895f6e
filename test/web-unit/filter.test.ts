import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TermField } from '../../lib/stream/wire.js'
import { complete } from '../../web/src/filter/complete.js'
import { durationNs, durationText } from '../../web/src/filter/duration.js'
import type { Names, SiteName, Term } from '../../web/src/filter/language.js'
import { parse } from '../../web/src/filter/parse.js'
import { resolve } from '../../web/src/filter/resolve.js'
import { globTest } from '../../web/src/filter/sitepattern.js'
import { matchesSpan } from '../../web/src/filter/span.js'
import { presentTerms, siteTerm, toText, withTerm } from '../../web/src/filter/text.js'

function site(site: number, name: string, created_at = '', system = false): SiteName {
  const place = created_at.split('/').at(-1)
  return { site, function: name, created_at, system, label: place ? `${name} · ${place}` : name }
}

const sites = [
  site(0, 'main.main'),
  site(1, 'main.worker', '/src/server.go:41'),
  site(2, 'main.worker', '/src/server.go:60'),
  site(3, 'net/http.(*conn).serve', '/go/src/net/http/server.go:3285'),
  site(4, 'runtime.bgsweep', '/go/src/runtime/mgc.go:200', true),
]
const names: Names = {
  sites,
  reasons: ['', 'chan receive', 'chan send', 'select', 'select (no cases)', 'sleep'],
  states: ['undetermined', 'notexist', 'runnable', 'running', 'waiting', 'syscall'],
}
const [RUNNABLE, WAITING] = [2, 4]

/** Terms without their places. */
function bare(terms: readonly Term[]): object[] {
  return terms.map(({ from: _from, to: _to, ...rest }) => rest)
}

function one(text: string) {
  const parsed = parse(text)
  assert.deepEqual(parsed.errors, [])
  const resolved = resolve(parsed, names)
  assert.equal(resolved.wire.terms!.length, 1)
  return { term: resolved.wire.terms![0]!, ...resolved }
}

test('the terms of a filter are read', () => {
  const { terms, errors } = parse(
    'state:waiting,runnable  wait>10ms -site:net/http.* goid:17,18 "two words" system:yes',
  )
  assert.deepEqual(errors, [])
  assert.deepEqual(bare(terms), [
    { field: 'state', not: false, values: ['waiting', 'runnable'] },
    { field: 'wait', not: false, comparison: '>', lengthNs: 10e6 },
    { field: 'site', not: true, values: ['net/http.*'] },
    { field: 'goid', not: false, values: ['17', '18'] },
    { field: 'word', not: false, values: ['two words'] },
    { field: 'system', not: false, yes: true },
  ])
})

test('what cannot be read is told with a hint, and the rest holds', () => {
  const cases: [text: string, message: RegExp, hint: RegExp][] = [
    ['stat:waiting', /unknown field 'stat'/, /did you mean state\?/],
    ['xyzzy:1', /unknown field 'xyzzy'/, /fields are state, reason/],
    ['wait:10ms', /wait compares a length/, /wait>10ms/],
    ['site>main', /site has no length/, /site:main/],
    ['wait>10', /10 has no unit/, /ms/],
    ['wait>10parsec', /parsec is no unit/, /ms/],
    ['wait>1ms,2ms', /one length/, /two terms/],
    ['goid:main', /'main' is no goroutine id/, /number/],
    ['goid:0', /'0' is no goroutine id/, /number/],
    ['goid:99999999999999999999', /no goroutine id/, /number/],
    ['site:', /site needs a value/, /site:main/],
    ['system:maybe', /yes or no/, /system:yes/],
    ['site:"main', /quote is not closed/, /"/],
    ['""', /nothing is looked for/, /part/],
  ]
  for (const [text, message, hint] of cases) {
    const { terms, errors } = parse(`state:waiting ${text}`)
    assert.deepEqual(bare(terms), [{ field: 'state', not: false, values: ['waiting'] }], text)
    assert.equal(errors.length, 1, text)
    assert.match(errors[0]!.message, message)
    assert.match(errors[0]!.hint, hint)
    assert.deepEqual([errors[0]!.from, errors[0]!.to], [14, 14 + text.length])
  }
})

test('durations are exact both ways', () => {
  const cases: [string, number][] = [
    ['1ns', 1],
    ['1.1us', 1100],
    ['250µs', 250e3],
    ['1m30s', 90e9],
    ['2h', 7200e9],
    ['0s', 0],
    ['.5ms', 500e3],
  ]
  for (const [text, ns] of cases) {
    assert.equal(durationNs(text), ns, text)
    assert.equal(durationNs(durationText(ns)), ns, text)
  }
  assert.equal(durationText(90e9), '90s')
  for (const text of ['', 'ms', '1', '1ms2', '9999999h', '-1ms', '1e3ms'])
    assert.equal(typeof durationNs(text), 'string', text)
})

test('names become the numbers of the target', () => {
  assert.deepEqual(one('state:waiting').term.values, [WAITING])
  assert.deepEqual(one('reason:chan').term.values, [1, 2])
  assert.deepEqual(one('reason:select').term.values, [3], 'a whole name is only itself')
  assert.deepEqual(one('reason:select*').term.values, [3, 4])
  assert.deepEqual(one('reason:"CHAN RECEIVE"').term.values, [1])
  assert.deepEqual(one('reason:preempted').term.values, [254])
  assert.deepEqual(one('site:main.*').term.sites, [0, 1, 2])
  assert.deepEqual(one('site:main.worker').term.sites, [1, 2])
  assert.deepEqual(one('site:main.worker@server.go:41').term.sites, [1])
  assert.deepEqual(one('site:"main.worker · server.go:60"').term.sites, [2])
  assert.deepEqual(one('site:#3').term.sites, [3])
  assert.deepEqual(one('CONN').term.sites, [3], 'words look in labels, whatever the case')
  assert.deepEqual(one('server.go:41').term.sites, [1])
  assert.deepEqual(one('wokenby:17,main.main').term, {
    field: TermField.WOKEN_BY,
    not: false,
    values: [17],
    sites: [0],
  })
  assert.deepEqual(one('-goid:17').term, { field: TermField.GOID, not: true, values: [17], sites: [] })
})

test('bounds are whole nanoseconds, the lower within and the upper without', () => {
  const bounds = (text: string) => {
    const { term } = one(text)
    return [term.field, term.values, term.min_ns, term.max_ns]
  }
  assert.deepEqual(bounds('wait>10ms'), [TermField.STATE_FOR, [WAITING], 10e6 + 1, Infinity])
  assert.deepEqual(bounds('wait>=10ms'), [TermField.STATE_FOR, [WAITING], 10e6, Infinity])
  assert.deepEqual(bounds('runnable<10us'), [TermField.STATE_FOR, [RUNNABLE], 0, 10e3])
  assert.deepEqual(bounds('age<=1m'), [TermField.AGE, [], 0, 60e9 + 1])
})

test('a name that the target does not have matches nothing and says so', () => {
  const { wire, problems } = resolve(parse('site:foo.* state:wating reason:chen'), names)
  for (const term of wire.terms!) assert.deepEqual([term.values, term.sites], [[], []])
  assert.match(problems[0]!.message, /no site so far matches 'foo\.\*'/)
  assert.match(problems[1]!.hint, /did you mean waiting\?/)
  assert.match(problems[2]!.message, /no reason is called 'chen'/)
})

test('the runtime’s own goroutines count if the filter or the page says so', () => {
  assert.equal(resolve(parse(''), names).wire.system, false)
  assert.equal(resolve(parse(''), names, true).wire.system, true)
  assert.equal(resolve(parse('system:yes'), names).wire.system, true)
  assert.equal(resolve(parse('-system:yes'), names, true).wire.system, false)
})

test('a pattern of most sites is sent as the contrary of the others', () => {
  const many = Array.from({ length: 300 }, (_, i) => site(i, `main.f${i}`))
  const { wire, terms } = resolve(parse('-site:main.f1*'), { ...names, sites: many })
  assert.equal(wire.terms![0]!.sites!.length, terms[0]!.sites.size)
  const most = resolve(parse('-site:main.*'), { ...names, sites: [...many, site(300, 'other.f')] })
  assert.deepEqual(most.wire.terms, [{ field: TermField.SITE, not: false, values: [], sites: [300] }])
})

test('globs', () => {
  assert.ok(globTest('a*b*c')('axxbyyc'))
  assert.ok(globTest('*')(''))
  assert.ok(globTest('a**a')('aa'))
  assert.ok(!globTest('a*a')('a'))
  assert.ok(!globTest('*bc*bc')('abc'))
  assert.ok(!globTest('main')('main.main'))
  const long = 'a'.repeat(20_000)
  assert.ok(!globTest(`${'a*'.repeat(500)}b`)(long))
})

test('a filter is told from a span as far as a span tells it', () => {
  const span = { goid: 17, site: 1, state: WAITING, reason: 1, lengthNs: 20e6 }
  const matches = (text: string, of = span) => matchesSpan(resolve(parse(text), names), of)
  assert.equal(matches(''), true)
  assert.equal(matches('state:waiting reason:chan site:main.* wait>10ms'), true)
  assert.equal(matches('wait>20ms'), false)
  assert.equal(matches('wait>=20ms'), true)
  assert.equal(matches('runnable>1ns'), false)
  assert.equal(matches('-goid:17'), false)
  assert.equal(matches('goid:18'), false)
  assert.equal(matches('age>1m'), undefined)
  assert.equal(matches('age>1m goid:18'), false, 'one term that fails is enough')
  assert.equal(matches('wait>10ms', { ...span, lengthNs: Number.NaN }), undefined)
  assert.equal(matches('', { ...span, site: 4 }), false)
  assert.equal(matches('system:yes', { ...span, site: 4 }), true)
})

test('a site’s own term matches it alone', () => {
  const twins = [...sites, site(5, 'main.worker', '/other/server.go:41')]
  for (const each of twins) {
    const text = siteTerm(each, twins)
    assert.deepEqual(
      resolve(parse(text), { ...names, sites: twins }).wire.terms![0]!.sites,
      [each.site],
      text,
    )
  }
  assert.equal(siteTerm(sites[1]!, sites), 'site:main.worker@server.go:41')
})

test('a term takes the place of those of its field', () => {
  assert.equal(withTerm('', 'site:main.*'), 'site:main.*')
  assert.equal(withTerm('site:a state:waiting', 'site:b'), 'state:waiting site:b')
  assert.equal(withTerm('wait>1ms wait<9ms', 'wait>2ms'), 'wait<9ms wait>2ms')
  assert.equal(withTerm('-site:a', 'site:b'), '-site:a site:b')
})

test('the terms that only goroutines have are told', () => {
  assert.equal(presentTerms(parse('state:waiting wait>1ms -age<1s site:a').terms), 'state:waiting -age<1s')
  assert.equal(presentTerms(parse('wait>1ms reason:chan').terms), '')
})

test('suggestions fit the place of the caret', () => {
  const context = { ...names, recent: ['wait>1s'], seenReasons: new Set(['sleep']) }
  const labels = (text: string, caret = text.length) =>
    complete(text, caret, context).map(({ label }) => label)
  assert.equal(labels('')[0], 'wait>1s')
  assert.ok(labels('').includes('state:'))
  assert.ok(labels('state:waiting ').includes('reason:'))
  assert.deepEqual(labels('sta'), ['state:'])
  assert.deepEqual(labels('state:wai'), ['waiting'])
  assert.equal(labels('reason:s')[0], 'sleep', 'what was seen comes first')
  assert.deepEqual(labels('site:net'), ['net/http.(*conn).serve · server.go:3285'])
  assert.deepEqual(labels('wait>5'), ['5ms', '5us', '5s', '5ns', '5m', '5h'])
  assert.deepEqual(labels('stote:x'), ['state:'])
  const [chosen] = complete('site:net goid:1', 8, context)
  const text = `site:net goid:1`
  const done = text.slice(0, chosen!.from) + chosen!.text + text.slice(chosen!.to)
  assert.deepEqual(resolve(parse(done), names).terms[0]!.sites, new Set([3]))
})

/** A generator with a seed, so that a failure can be had again. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

test('no text makes reading, resolving or completing throw, and what was read is written and read the same', () => {
  const next = random(1)
  const pieces = [
    'site:',
    'state:',
    '-',
    '"',
    '\\',
    ',',
    ' ',
    '*',
    'wait>',
    'age<=',
    '10ms',
    'goid:',
    '17',
    'é',
    '\0',
    '=',
  ]
  let terms = 0
  for (let round = 0; round < 20_000; round++) {
    let text = ''
    const length = Math.floor(next() * 12)
    for (let i = 0; i < length; i++)
      text += next() < 0.6 ? pieces[Math.floor(next() * pieces.length)] : String.fromCharCode(next() * 0x3000)
    const parsed = parse(text)
    for (const { from, to } of [...parsed.terms, ...parsed.errors])
      assert.ok(0 <= from && from < to && to <= text.length)
    resolve(parsed, names)
    complete(text, Math.floor(next() * (text.length + 1)), { ...names, recent: [] })
    const again = parse(toText(parsed.terms))
    assert.deepEqual(again.errors, [], JSON.stringify(text))
    assert.deepEqual(bare(again.terms), bare(parsed.terms), JSON.stringify(text))
    terms += parsed.terms.length
  }
  assert.ok(terms > 10_000, `${terms} terms were read`)
})
