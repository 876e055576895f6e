import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Kind } from '../../lib/contract.gen.js'
import { Exits } from '../../lib/model/exits.js'
import { Goroutines, ROW_BYTES } from '../../lib/model/goroutines.js'
import { Lifecycle } from '../../lib/model/lifecycle.js'
import { EventOrder } from '../../lib/model/order.js'
import { SITE_CALLBACK, SITE_OTHER, SITE_UNKNOWN, Sites } from '../../lib/model/sites.js'
import { isSystemFunction } from '../../lib/model/system.js'
import { Threads } from '../../lib/model/threads.js'
import { BASE_NS, siteKindsWithSyscalls, slotsOf, type TapeEvent } from './tape.js'
import { random } from './world.js'

for (const stride of [1, 16, 1024, 2 ** 33]) {
  test(`goroutines are found by goid through births and exits, ${stride} apart`, () => {
    const next = random(stride)
    const goroutines = new Goroutines(16)
    const expected = new Map<number, number>()
    for (let i = 0; i < 20_000; i++) {
      const goid = (1 + Math.floor(next() * 2000)) * stride
      const row = goroutines.find(goid)
      assert.equal(row, expected.get(goid) ?? -1)
      if (row < 0) {
        expected.set(goid, goroutines.insert(goid))
        assert.equal(goroutines.u8[goroutines.find(goid) * ROW_BYTES + 30], 0)
        goroutines.u8[goroutines.find(goid) * ROW_BYTES + 30] = 255
      } else if (next() < 0.9) {
        goroutines.remove(row)
        expected.delete(goid)
      }
      assert.equal(goroutines.live, expected.size)
    }
    assert.equal(new Set(expected.values()).size, expected.size, 'two goroutines share a row')
    for (const [goid, row] of expected) assert.equal(goroutines.find(goid), row)
  })
}

test('rows are recycled: churn does not grow the table', () => {
  const goroutines = new Goroutines(16)
  for (let goid = 1; goid < 100_000; goid++) {
    goroutines.insert(goid)
    if (goid > 100) goroutines.remove(goroutines.find(goid - 100))
  }
  assert.equal(goroutines.live, 100)
  assert.ok(goroutines.high <= 101)
  assert.ok(goroutines.u8.length <= 128 * ROW_BYTES)
})

test('a goroutine that C threads borrow again and again takes one row', () => {
  const lives = 50_000
  const sites = new Sites(16, () => ({ function: '', createdAt: '', createdBy: '', system: false }))
  const life = new Lifecycle(siteKindsWithSyscalls, sites, 0)
  const order = new EventOrder(BASE_NS, siteKindsWithSyscalls)
  const stay = [Kind.NEEDM, Kind.SYSCALL_RETURN, Kind.SYSCALL_ENTER, Kind.DROPM]
  for (let i = 0; i < lives; i++) {
    const events = stay.map((kind, at): TapeEvent => ({ timeNs: 10 * i + at, kind, goid: 7, tid: 9, p: 0 }))
    const { bytes, slots } = slotsOf(events)
    order.push(bytes, slots)
    life.take(order, order.head, order.tail)
    order.release(order.tail)
    life.flush()
  }
  assert.deepEqual([life.created, life.exited, life.disagreements], [lives, lives, 0])
  assert.deepEqual([life.goroutines.live, life.goroutines.high], [0, 1])
  assert.deepEqual([sites.length, sites.created[SITE_CALLBACK], sites.live[SITE_CALLBACK]], [3, lives, 0])
})

test('threads are found again, and a target that keeps making them is forgotten, not fatal', () => {
  const threads = new Threads()
  for (let tid = 1; tid < 20_000; tid++) threads.set(tid, tid * 2, tid * 3)
  for (let tid = 1; tid < 20_000; tid++) {
    assert.equal(threads.get(tid), tid * 2)
    assert.equal(threads.enteredNs(tid), tid * 3)
  }
  assert.equal(threads.get(20_000), -1)
  assert.equal(threads.enteredNs(20_000), -Infinity)
  for (let tid = 20_000; tid < 300_000; tid++) threads.set(tid, tid, tid)
  assert.equal(threads.get(299_999), 299_999)
  assert.equal(threads.get(1), -1)
})

test('exits are remembered within bounds, and what was forgotten is told', () => {
  const exits = new Exits()
  for (let i = 1; i <= 5000; i++) exits.add(i, i * 10)
  assert.equal(exits.forgottenNs, -Infinity)
  assert.deepEqual([...exits.since(49_980)], [4998, 4999, 5000])
  for (let i = 5001; i <= (1 << 20) + 100; i++) exits.add(i, i * 10)
  assert.equal(exits.forgottenNs, 1000)
  assert.equal(exits.since(0).size, 1 << 20)
  exits.stop()
  assert.equal(exits.forgottenNs, Infinity)
  exits.start(77)
  assert.equal(exits.forgottenNs, 77)
  assert.equal(exits.since(0).size, 0)
})

test('sites are told apart by start function and creation position, up to the limit', () => {
  const asked: string[] = []
  const sites = new Sites(6, (startpc, gopc) => {
    asked.push(`${startpc} ${gopc}`)
    return { function: `f${startpc}`, createdAt: String(gopc), createdBy: 'main.main', system: startpc === 2 }
  })
  const first = sites.of(1, 10)
  assert.notEqual(sites.of(1, 11), first)
  assert.equal(sites.of(1, 10), first)
  assert.equal(sites.system[sites.of(2, 10)], 1)
  assert.equal(sites.of(3, 10), SITE_OTHER)
  assert.equal(sites.of(0, 0), SITE_UNKNOWN)
  assert.equal(sites.overflowed, 1)
  assert.deepEqual(asked, ['1 10', '1 11', '2 10'])
  assert.throws(() => new Sites(70_000, () => sites.names[0]), RangeError)
})

test("system goroutines are the runtime's, but for main and coroutines", () => {
  for (const name of [
    'runtime.bgsweep',
    'runtime.gcBgMarkWorker',
    'runtime.runfinq',
    'runtime.forcegchelper',
  ]) {
    assert.equal(isSystemFunction(name), true, name)
  }
  for (const name of [
    'runtime.main',
    'runtime.corostart',
    'main.main',
    'runtimex.f',
    'runtime/trace.Start.func1',
  ]) {
    assert.equal(isSystemFunction(name), false, name)
  }
})
