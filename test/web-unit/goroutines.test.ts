import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeTransitions, transitionLayout } from '../../lib/stream/wire.js'
import type { Goroutines, Lanes } from '../../web/src/link/answer.js'
import { lastSteps, stepsSheet } from '../../web/src/views/goroutine/history.js'
import { laneSheet, stretchAt, stretches } from '../../web/src/views/goroutine/lane.js'
import { Page, pageOf, readListSort, writeListSort } from '../../web/src/views/goroutines/page.js'
import { bySiteSheet, listSheet } from '../../web/src/views/goroutines/sheet.js'

function answer(goids: number[], matched: number): Goroutines {
  const rows = goids.length
  return {
    time_ns: 10e9,
    live: 1000,
    matched,
    rows,
    goid: Float64Array.from(goids),
    since_ns: new Float64Array(rows).fill(9e9).fill(Number.NaN, 1, 2),
    created_ns: new Float64Array(rows).fill(11e9),
    woken_by: new Float64Array(rows),
    site: new Uint32Array(rows).fill(3),
    tid: new Uint32Array(rows),
    state: new Uint8Array(rows).fill(4),
    reason: new Uint8Array(rows).fill(1),
    flags: new Uint8Array(rows),
    bySite: { rows: 2, matched_site: Uint32Array.of(3, 4), matched_count: Uint32Array.of(90, 10) },
  }
}

test('a page has the rows on the screen and some around them, never more than the server gives', () => {
  assert.deepEqual(pageOf(0, 40), { offset: 0, limit: 100 })
  assert.deepEqual(pageOf(50_000, 50_040), { offset: 49_940, limit: 160 })
  assert.equal(pageOf(0, 5000).limit, 1000)
  const page = new Page(100, answer([7, 8, 9], 103))
  assert.equal(page.row(99), undefined)
  assert.equal(page.row(101)!.goid, 8)
  assert.equal(page.row(103), undefined)
  assert.ok(page.has(100, 103))
  assert.ok(page.has(100, 140), 'there are no more')
  assert.ok(!page.has(90, 103))
  assert.ok(!new Page(100, answer([7, 8, 9], 200)).has(100, 104))
  assert.ok(new Page(500, answer([], 3)).has(500, 540), 'the list has become shorter than that')
})

test('times are told from the answer’s moment; what is not known is older than the session', () => {
  const page = new Page(0, answer([7, 8], 2))
  assert.equal(page.row(0)!.inStateNs, 1e9)
  assert.equal(page.row(1)!.inStateNs, Infinity)
  assert.equal(page.row(0)!.ageNs, 0, 'a moment younger than the answer')
  assert.deepEqual(page.bySite(), [
    { site: 3, count: 90 },
    { site: 4, count: 10 },
  ])
})

test('the order goes through the address', () => {
  assert.deepEqual(readListSort(''), { column: 'time', descending: true })
  assert.equal(writeListSort(readListSort('')), '')
  for (const text of ['goid', '-goid', 'site', '-age', 'time'])
    assert.equal(writeListSort(readListSort(text)), text)
  assert.deepEqual(readListSort('toString'), readListSort(''))
})

test('what is copied says which rows of how many it has', () => {
  const texts = { site: () => 'main.a', state: () => 'waiting', reason: () => 'select' }
  const sheet = listSheet(new Page(100, answer([7, 8], 500)), texts)
  assert.match(sheet.caption, /2 rows from row 101 of 500/)
  assert.deepEqual(sheet.rows[0], [7, 'main.a', 'waiting', 'select', 1e9, 0, '', ''])
  assert.deepEqual(bySiteSheet(new Page(0, answer([], 0)), site => `site ${site}`).rows, [
    ['site 3', 90],
    ['site 4', 10],
  ])
  assert.deepEqual(listSheet(undefined, texts).rows, [])
})

const WAITING = 4
const states = ['undetermined', 'notexist', 'runnable', 'running', 'waiting', 'syscall']
const words = {
  kind: (kind: number) => ['PARK', 'READY', 'RUN', 'GOSCHED'][kind]!,
  state: (state: number) => states[state]!,
  reason: (reason: number) => ['', 'chan receive', 'select'][reason]!,
}

type Row = { [K in keyof typeof transitionLayout]: number }

function transitions(all: Partial<Row>[]) {
  const message: Record<string, Uint8Array | number> = { rows: all.length }
  for (const [name, Column] of Object.entries(transitionLayout))
    message[name] = new Uint8Array(Column.from(all.map(row => row[name as keyof Row] ?? 0)).buffer)
  return decodeTransitions(message)
}

test('transitions come newest first, and a reason is told only where there is one', () => {
  const columns = transitions([
    { time_ns: 100, since_ns: 60, kind: 0, from: 3, to: WAITING, reason: 2, ended_reason: 255, p: 1 },
    { time_ns: 200, since_ns: 100, kind: 1, from: WAITING, to: 2, reason: 255, ended_reason: 2, other: 5 },
    { time_ns: 250, since_ns: Number.NaN, kind: 2, from: 2, to: 3, reason: 255, ended_reason: 255, p: 65535 },
    { time_ns: 300, since_ns: 250, kind: 3, from: 3, to: 2, reason: 1, ended_reason: 255 },
  ])
  const steps = lastSteps(columns, 3, words)
  assert.deepEqual(
    steps.map(step => [step.timeNs, step.reason]),
    [
      [300, 'preempted'],
      [250, ''],
      [200, 'select'],
    ],
  )
  assert.deepEqual([steps[2]!.lastedNs, steps[2]!.other], [100, 5])
  assert.ok(Number.isNaN(steps[1]!.lastedNs) && Number.isNaN(steps[1]!.p))
  assert.equal(lastSteps(columns, 9, words).length, 4)
  assert.equal(stepsSheet(17, steps).rows.length, 3)
})

const lanes: Lanes = {
  rows: 3,
  ps: 0,
  omitted: 0,
  lane: Uint16Array.of(0, 0, 0),
  begin_ns: Float64Array.of(0, 100, 400),
  end_ns: Float64Array.of(100, 200, 500),
  goid: Float64Array.of(7, 7, 7),
  site: Uint32Array.of(1, 1, 1),
  state: Uint8Array.of(3, WAITING, 2),
  reason: Uint8Array.of(255, 2, 255),
  merged: Uint32Array.of(0, 4, 0),
  busy_ns: Float64Array.of(100, 25, 100),
  flags: Uint8Array.of(0, 0, 0),
  arrows: {
    rows: 0,
    arrow_ns: new Float64Array(),
    arrow_from: new Float64Array(),
    arrow_to: new Float64Array(),
    arrow_run_ns: new Float64Array(),
    arrow_from_p: new Uint16Array(),
    arrow_to_p: new Uint16Array(),
  },
  arrows_omitted: 0,
}

test('a lane shows what lies in the range, and of merged spans how much was in the state', () => {
  const all = stretches(lanes, 50, 250, 400)
  assert.deepEqual(
    all.map(({ x, width, state, share }) => [x, width, state, share]),
    [
      [0, 100, 3, 1],
      [100, 200, WAITING, 0.25],
    ],
  )
  assert.equal(stretchAt(all, 150)!.merged, 4)
  assert.equal(stretchAt(all, 350), undefined)
  assert.equal(stretches(lanes, 0, 1e9, 100)[0]!.width, 1, 'nothing is too small to be seen')
  assert.equal(laneSheet(lanes, 7, words).rows.length, 3)
  assert.equal(laneSheet(undefined, 7, words).rows.length, 0)
})
