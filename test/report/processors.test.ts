import assert from 'node:assert/strict'
import test from 'node:test'
import { Kind, NO_P } from '../../lib/contract.gen.js'
import { REASON_NONE, State, TransitionBatch } from '../../lib/model/transition.js'
import { Processors } from '../../lib/report/processors.js'

type Step = [
  timeNs: number,
  goid: number,
  kind: number,
  from: number,
  to: number,
  p: number,
  runnable?: number,
]

const run = (ns: number, goid: number, p: number, runnable = 0): Step => [
  ...([ns, goid, Kind.RUN, State.Runnable, State.Running, p] as const),
  runnable,
]
const park = (ns: number, goid: number, p: number, runnable = 0): Step => [
  ...([ns, goid, Kind.PARK, State.Running, State.Waiting, p] as const),
  runnable,
]

/** Takes steps; `runnable` of each is how many were so up to it. */
function after(steps: Step[], endNs: number, firstNs = 0): Processors {
  const processors = new Processors()
  processors.advance(firstNs, 0)
  const batch = new TransitionBatch(1)
  batch.length = 1
  for (const [timeNs, goid, kind, from, to, p, runnable = 0] of steps) {
    processors.advance(timeNs, runnable)
    Object.assign(batch.timeNs, [timeNs])
    Object.assign(batch.goid, [goid])
    Object.assign(batch.kind, [kind])
    Object.assign(batch.from, [from])
    Object.assign(batch.to, [to])
    Object.assign(batch.p, [p])
    batch.endedReason[0] = REASON_NONE
    processors.take(batch, 0, goid * 10)
  }
  processors.advance(endNs, 0)
  return processors
}

test('a P is known from its first row on, and busy from run to park', () => {
  const processors = after([run(10, 1, 0), park(30, 1, 0), park(40, 2, 1), run(70, 2, 1)], 100)
  processors.lose(100)
  assert.deepEqual(processors.usage(), [
    { p: 0, known_ns: 90, busy_ns: 20 },
    { p: 1, known_ns: 60, busy_ns: 30 },
  ])
  assert.deepEqual([processors.knownNs, processors.busyNs, processors.observedNs], [150, 50, 100])
})

test('time in which a goroutine is runnable and a P idle counts', () => {
  // P 0 is idle from 30 to 60 and from 90 on; of two that are runnable it could have run one.
  const steps = [run(10, 1, 0), park(30, 1, 0), run(60, 2, 0, 2), park(90, 2, 0, 1)]
  const processors = after(steps, 100)
  assert.deepEqual([processors.idleNs, processors.missedNs], [30, 30])
  assert.deepEqual([processors.runnableMax, processors.runnableMaxNs], [2, 30])
  assert.equal(processors.runnableNs, 2 * 30 + 30)
})

test('what ran meanwhile, clipped to the interval, with the run that goes on', () => {
  const processors = after(
    [
      run(10, 1, 0),
      park(30, 1, 0),
      run(35, 2, 0),
      park(50, 2, 0),
      run(50, 1, 0),
      park(58, 1, 0),
      run(60, 3, 0),
    ],
    70,
  )
  const meanwhile = processors.meanwhile(0, 20, 66)!
  assert.deepEqual(meanwhile, {
    ...{ p: 0, busyNs: 10 + 15 + 8 + 6, knownNs: 20, goroutines: 3 },
    ...{ goid: 1, site: 10, ns: 18 },
  })
  assert.equal(processors.meanwhile(0, 0, 66)!.knownNs, 10)
  assert.equal(processors.meanwhile(1, 20, 66), undefined)
  assert.equal(processors.meanwhile(NO_P, 20, 66), undefined)
})

test('more runs than are remembered leave a beginning that is not known', () => {
  const steps: Step[] = []
  for (let i = 0; i < 300; i++) steps.push(run(i * 10, 1 + i, 0), park(i * 10 + 5, 1 + i, 0))
  const meanwhile = after(steps, 3000).meanwhile(0, 0, 3000)!
  assert.equal(meanwhile.goroutines, 256)
  assert.equal(meanwhile.knownNs, (300 - 256) * 10)
})

test('a goroutine that comes back on another P leaves its own', () => {
  // In a system call without probes it lost P 0.
  const processors = after([run(10, 1, 0), park(50, 1, 1)], 100)
  processors.lose(100)
  assert.deepEqual(processors.usage(), [
    { p: 0, known_ns: 90, busy_ns: 40 },
    { p: 1, known_ns: 50, busy_ns: 0 },
  ])
})

test('nothing is known of Ps after a loss until they are named again', () => {
  const processors = after([run(10, 1, 0)], 40)
  processors.lose(40)
  assert.equal(processors.meanwhile(0, 10, 50), undefined)
  processors.advance(60, 0)
  processors.advance(100, 0)
  assert.deepEqual(processors.usage(), [{ p: 0, known_ns: 30, busy_ns: 30 }])
  assert.equal(processors.observedNs, 40 + 40)
})
