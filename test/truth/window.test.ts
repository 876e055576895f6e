import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Step, Word } from './step.js'
import { cut, type Window } from './window.js'

const window: Window = { first_ns: 0, last_ns: 10e6 }

function step(time_ns: number, from: Word, to: Word): Step {
  return { time_ns, goid: 1, from, to, reason: '', other: 0, tid: 1, p: 0, excluded: '' }
}

/** Wake-up, start and stop again and again, `period_ns` apart; each `delay_ns` after the last. */
function rhythm(first_ns: number, last_ns: number, period_ns: number, delay_ns: number): Step[] {
  const words: Word[] = ['waiting', 'runnable', 'running', 'waiting']
  const steps: Step[] = []
  for (let time = first_ns; time < last_ns; time += period_ns)
    for (let i = 0; i < 3; i++) steps.push(step(time + i * delay_ns, words[i]!, words[i + 1]!))
  return steps
}

test('a transition that the edge falls into is on both sides of the cut or on neither', () => {
  const edge = window.last_ns - 1e6
  const before = step(5e6, 'waiting', 'runnable')
  // Go's trace ends with the window; what runqscope saw after it has no counterpart.
  const go = [before, step(edge + 100, 'runnable', 'running')]
  const runqscope = [before, step(edge - 100, 'runnable', 'running'), step(12e6, 'running', 'waiting')]
  const pieces = cut(go, runqscope, window)
  assert.deepEqual([pieces.go.length, pieces.runqscope.length], [2, 2])
})

test('a fast rhythm is cut between its beats on both sides', () => {
  const go = rhythm(-2e6, 12e6, 10_000, 1_000)
  const runqscope = go.map(one => ({ ...one, time_ns: one.time_ns - 700 }))
  const pieces = cut(go, runqscope, window)
  assert.ok(pieces.go.length > 3 * 800)
  assert.deepEqual(
    pieces.runqscope.map(one => one.time_ns),
    pieces.go.map(one => one.time_ns - 700),
  )
})

test('a transition missing right at the edge is not cut away', () => {
  const go = rhythm(1.5e6, 8e6, 500_000, 1_000)
  const runqscope = go.slice(1)
  const pieces = cut(go, runqscope, window)
  assert.equal(pieces.go.length, go.length)
  assert.equal(pieces.runqscope.length, go.length - 1)
})

test('a transition whose two timestamps enclose the whole edge is kept on both sides', () => {
  const late = { wake: step(3e6, 'waiting', 'runnable'), start: step(4e6, 'runnable', 'running') }
  const go = [step(-100, 'running', 'waiting'), late.wake, late.start]
  const runqscope = [step(1.2e6, 'running', 'waiting'), late.wake, late.start]
  const begin = cut(go, runqscope, window)
  assert.deepEqual([begin.go.length, begin.runqscope.length], [3, 3])
  const early = step(3e6, 'waiting', 'runnable')
  const end = cut(
    [early, step(10e6 + 100, 'runnable', 'running')],
    [early, step(8.8e6, 'runnable', 'running')],
    window,
  )
  assert.deepEqual([end.go.length, end.runqscope.length], [2, 2])
})
