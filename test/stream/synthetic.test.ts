import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Model } from '../../lib/model/model.js'
import { Scheduler } from '../../scripts/measure/scheduler.js'
import { SyntheticSource } from '../../scripts/measure/synthetic.js'

const SLOTS = 4096
const RATE = 200_000

test('the program that is not there obeys the rules of the scheduler', () => {
  const goroutines = 5000
  const source = new SyntheticSource({ rate: RATE, goroutines })
  const baseNs = 0x1_ffff_0000n
  const model = new Model({ baseNs, siteKinds: source.siteKinds, resolve: source.resolve })
  model.applySnapshot({ ...source.snapshot(0n, 0)!, endNs: 0 })
  const scheduler = new Scheduler(goroutines, 8, 7)
  const slab = new Uint32Array(SLOTS * 8)
  let made = 0
  while (scheduler.nowNs < 4e9) {
    const { events, slots } = scheduler.fill(slab, SLOTS, 5e9, 1e9 / RATE, baseNs)
    model.push(new Uint8Array(slab.buffer), slots)
    made += events
  }
  model.end()
  const { counters } = model
  assert.equal(counters.events, made)
  // About one event for every 5 µs, and all kinds of sites.
  assert.ok(Math.abs(made / (4 * RATE) - 1) < 0.05, `${made} events`)
  assert.deepEqual(
    [counters.disagreements, counters.undetermined, counters.late, counters.malformed],
    [0, 0, 0, 0],
  )
  assert.equal(counters.live, scheduler.live)
  assert.equal(counters.seen, counters.snapshot + counters.created)
  assert.equal(model.sites.names.filter(site => site.system).length, 3)
  assert.ok(counters.created > 1000 && counters.exited > 1000)
})
