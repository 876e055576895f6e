import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from '../../web/src/filter/parse.js'
import { resolve } from '../../web/src/filter/resolve.js'
import type { Answer } from '../../web/src/link/answer.js'
import { Choice } from '../../web/src/views/timeline/choice.js'
import { factsOf, headline, type Naming, spokenSpan } from '../../web/src/views/timeline/describe.js'
import { dimsOf } from '../../web/src/views/timeline/highlight.js'
import { emptySpan, type Span } from '../../web/src/views/timeline/lane.js'
import { measure } from '../../web/src/views/timeline/measure.js'
import { rowsOf, sameRows, unitsOf } from '../../web/src/views/timeline/rows.js'
import { LaneStore } from '../../web/src/views/timeline/store.js'
import { answerOf, lanesOf } from './timeline-fixture.js'

const naming: Naming = {
  site: site => `main.f${site}`,
  state: state => ['undetermined', 'notexist', 'runnable', 'running', 'waiting', 'syscall'][state]!,
  reason: reason => `reason ${reason}`,
}

function spanOf(some: Partial<Span>): Span {
  return { ...emptySpan(), beginNs: 1000, endNs: 3000, busyNs: 2000, goid: 7, site: 2, state: 3, ...some }
}

function rows() {
  const store = new LaneStore()
  store.accept(
    { units: [store.ps], firstNs: 0, lastNs: 10, pixelNs: 1, extend: false },
    answerOf(0, 10, lanesOf([], 2)),
  )
  return rowsOf(store, true, [
    { site: 2, goids: [7, 9], open: true },
    { site: 4, goids: [11], open: false },
  ])
}

test('rows are Ps, then sites with their goroutines; questions name Ps, goroutines, sites', () => {
  const list = rows()
  assert.deepEqual(
    list.map(row => `${row.kind} ${row.id}`),
    ['p 0', 'p 1', 'site 2', 'goroutine 7', 'goroutine 9', 'site 4'],
  )
  const units = unitsOf(list, list[0]!.unit, 2, 6)
  assert.deepEqual(
    units.map(unit => `${unit.kind} ${unit.id}`),
    ['ps 0', 'goid 7', 'goid 9', 'site 2', 'site 4'],
  )
  assert.equal(sameRows(list, [...list]), true)
  assert.equal(sameRows(list, list.slice(1)), false)
})

test('a merged span is told as such and nothing else', () => {
  const row = rows()[3]!
  const span = spanOf({ merged: 12, busyNs: 500, state: 4, reason: 3 })
  assert.equal(headline(row, span, naming), '12 spans merged, 500 ns in waiting')
  const labels = factsOf(row, span, naming).map(fact => fact.label)
  assert.ok(!labels.includes('Length') && !labels.includes('Goroutine'), labels.join())
})

test('ends that are not known are told as such', () => {
  const row = rows()[0]!
  const open = factsOf(row, spanOf({ flags: 2 }), naming)
  assert.match(open.find(fact => fact.label === 'End')!.value, /the end is not known/)
  assert.match(open.find(fact => fact.label === 'Length')!.value, /^more than/)
  assert.doesNotMatch(open.find(fact => fact.label === 'Begin')!.value, /not known/)
  const exact = factsOf(row, spanOf({}), naming).find(fact => fact.label === 'Length')!
  assert.equal(exact.ns, 2000)
  assert.match(spokenSpan(row, spanOf({}), naming), /^P0\. goroutine 7\./)
})

test('a waiting span says what for', () => {
  assert.equal(headline(rows()[3]!, spanOf({ state: 4, reason: 3 }), naming), 'waiting: reason 3')
})

test('measuring sums states within the range, of goroutines if there are any', () => {
  const store = new LaneStore()
  const units = [store.ps, store.unit('goid', 7)]
  const lanes = lanesOf([
    { lane: 0, begin: 0, end: 100 },
    { lane: 1, begin: 0, end: 100, state: 3 },
    { lane: 1, begin: 100, end: 200, state: 4 },
    { lane: 1, begin: 200, end: 300, state: 2, merged: 5, busy: 40 },
  ])
  store.accept({ units, firstNs: 0, lastNs: 400, pixelNs: 1, extend: false }, answerOf(0, 400, lanes))
  const group = [{ site: 1, goids: [7], open: true }]
  const all = measure(rowsOf(store, true, group), 50, 250, [{ first_ns: 240, last_ns: 260 }])
  assert.deepEqual(all.byState, [30, 0, 20, 50, 100, 0])
  assert.deepEqual([all.spans, all.merged, all.lossNs], [7, 5, 10])
  const ps = measure(rowsOf(store, true, []), 50, 250, [])
  assert.deepEqual([ps.ofGoroutines, ps.byState[3], ps.spans], [false, 50, 1])
})

const none = new Map<number, number>()

function worst(...intervals: [goid: number, site: number][]): Answer {
  const answer = answerOf(0, 1, lanesOf([]))
  answer.worst = { total: intervals.length, intervals: intervals.map(([goid, site]) => ({ goid, site })) }
  return answer
}

test('the worst have lanes and do not flicker; chosen and pinned ones stay', () => {
  const choice = new Choice()
  const many = Array.from({ length: 60 }, (_, index): [number, number] => [index + 1, index % 2])
  choice.take(worst(...many), false, none)
  assert.deepEqual(
    choice.groups().map(group => [group.site, group.goids.length]),
    [
      [0, 20],
      [1, 20],
    ],
  )
  // Goroutine 60 takes the lead; those that fall to place 41 to 80 keep their lanes.
  choice.take(worst([60, 1], ...many.slice(0, 59)), false, none)
  const goids = choice.groups().flatMap(group => [...group.goids])
  assert.deepEqual([goids.includes(40), goids.includes(60)], [true, false])
  choice.choose(99, 5)
  choice.togglePin(98, 5)
  choice.take(Object.assign(worst(), { first_ns: 2, last_ns: 3 }), false, none)
  assert.deepEqual(choice.groups(), [{ site: 5, goids: [98, 99], open: true }])
})

test('looking closer keeps the lanes; elsewhere those that ran fill up', () => {
  const at = (firstNs: number, lastNs: number, ...intervals: [number, number][]) =>
    Object.assign(worst(...intervals), { first_ns: firstNs, last_ns: lastNs })
  const goids = (choice: Choice) => choice.groups().flatMap(group => [...group.goids])
  const choice = new Choice()
  choice.take(at(0, 1000, [1, 1], [2, 1]), false, new Map([[3, 1]]))
  assert.deepEqual(goids(choice), [1, 2, 3])
  choice.take(at(500, 510), false, none)
  assert.deepEqual(goids(choice), [1, 2, 3])
  choice.take(at(500, 1510, [4, 1]), false, new Map([[5, 1]]))
  assert.deepEqual(goids(choice), [4, 5])
})

test('what was chosen survives an address; what is wrong in it is left out', () => {
  const choice = new Choice()
  choice.choose(22, 3)
  choice.togglePin(17, 3)
  assert.equal(choice.text(), '*17.3,22.3')
  const other = new Choice()
  assert.equal(other.read(`${choice.text()},x.1,<b>,1.2.3`), true)
  assert.equal(other.text(), choice.text())
  assert.equal(other.read(other.text()), false)
})

test('the filter dims spans that it does not match, and goroutines where spans cannot tell', () => {
  const names = {
    sites: [{ site: 2, function: 'main.f', created_at: '', system: false, label: 'main.f' }],
    reasons: ['', 'chan receive'],
    states: ['undetermined', 'notexist', 'runnable', 'running', 'waiting', 'syscall'],
  }
  const of = (text: string, ...matched: number[]) => dimsOf(resolve(parse(text), names), new Set(matched))
  assert.equal(of(''), undefined)
  assert.equal(of('state:running')!(spanOf({})), false)
  assert.equal(of('state:waiting')!(spanOf({})), true)
  assert.equal(of('running>1us')!(spanOf({})), false)
  assert.equal(of('running>5us')!(spanOf({})), true)
  assert.equal(of('running>5us')!(spanOf({ flags: 2 })), false, 'it may have run longer')
  assert.equal(of('age>1s', 7)!(spanOf({})), false)
  assert.equal(of('age>1s', 8)!(spanOf({})), true)
})
