import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Edges } from './edge.js'
import { compareLife } from './life.js'
import type { Step, Word } from './step.js'

const window = { first_ns: 0, last_ns: 10e6 }

function step(time_ns: number, from: Word, to: Word, tid: number, goid = 1): Step {
  return { time_ns, goid, from, to, reason: '', other: 0, tid, p: 0, excluded: '' }
}

/** Goroutine 1 wakes and starts; Go's trace has no start. `others` is what else both sides tell. */
function startWithoutCounterpart(...others: Step[]) {
  const wake = step(5e6, 'waiting', 'runnable', 70)
  const start = step(6e6, 'runnable', 'running', 71)
  const pieces = { go: [wake], runqscope: [{ ...wake }, start] }
  const edges = new Edges([wake, ...others], [{ ...wake }, start, ...others], window)
  const life = compareLife(pieces)
  assert.equal(life.onlyRunqscope.length, 1)
  edges.excuse(pieces, life)
  return { start, life }
}

test('a return that a trace before Go 1.22 puts at the beginning of its system call may lie beyond the edge', () => {
  const enter = step(5e6, 'running', 'syscall', 70)
  const back = step(5e6 + 1, 'syscall', 'running', -1)
  const busy = step(7e6, 'running', 'waiting', 70, 2)
  for (const [threads, left] of [
    [false, 0],
    [true, 1],
  ] as const) {
    const pieces = { go: [enter, { ...back }], runqscope: [{ ...enter }] }
    const life = compareLife(pieces)
    new Edges([enter, back, { ...busy, tid: -1 }], [enter, busy], window, threads).excuse(pieces, life)
    assert.equal(life.onlyGo.length, left)
  }
})

test('the last thing that a thread did in the window may lie beyond it for the other side', () => {
  const { start, life } = startWithoutCounterpart()
  assert.equal(life.onlyRunqscope.length, 0)
  assert.equal(start.excluded, 'at the edge')
})

test('a thread that went on afterwards shows that a transition is missing', () => {
  const { start, life } = startWithoutCounterpart(step(7e6, 'running', 'waiting', 71, 2))
  assert.equal(life.onlyRunqscope.length, 1)
  assert.equal(start.excluded, '')
})

test('a transition in the middle of a goroutine is never excused', () => {
  const steps = [
    step(5e6, 'waiting', 'runnable', 70),
    step(6e6, 'runnable', 'running', 71),
    step(7e6, 'running', 'waiting', 72),
  ]
  const pieces = { go: steps, runqscope: [{ ...steps[0]! }, { ...steps[2]! }] }
  const life = compareLife(pieces)
  new Edges(pieces.go, pieces.runqscope, window).excuse(pieces, life)
  assert.deepEqual(life.onlyGo, [steps[1]])
})
