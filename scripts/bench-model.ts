import { createLayout, eventLayout, Kind, SLOT_SIZE } from '../lib/contract.gen.js'
import { Latency } from '../lib/latency/latency.js'
import { Model } from '../lib/model/model.js'
import { State } from '../lib/model/transition.js'

/**
 * Throughput of decode, order, lifecycle and aggregates on one core, from records in memory. Prints one JSON line per
 * number of goroutines; `events_per_s` is by the clock, `events_per_cpu_s` by the CPU time of all threads (what a busy
 * machine leaves comparable). The first round warms up and fills the tables, and counts. `node dist/scripts/bench-model.js [goroutines…]`.
 */

const SLAB_SLOTS = 8192
const THREADS = 4
const EVENT_NS = 200
const ROUNDS = 7
const EVENTS = 1 << 21
/** One in so many lives is a birth, a run and an exit, instead of a ready, a run and a park. */
const CHURN = 64
/** One in so many records lies behind later ones, as the ring of a busy program has it. */
const INVERSION = 15_000

const siteKinds = new Uint8Array([0, Kind.CREATE, Kind.READY, Kind.RUN, Kind.PARK, Kind.EXIT])
const site = { create: 1, ready: 2, run: 3, park: 4, exit: 5 }

interface Tape {
  bytes: Uint8Array
  /** Slot numbers at which pushes end. */
  ends: number[]
  events: number
  spanNs: number
}

function random(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
}

/** Records that leave every goroutine waiting, as they found it, so that the tape can be played again, later. */
function record(goroutines: number): Tape {
  const next = random(2463534242)
  const bytes = new Uint8Array((EVENTS + EVENTS / CHURN + 16) * SLOT_SIZE)
  const view = new DataView(bytes.buffer)
  const tape: Tape = { bytes, ends: [], events: 0, spanNs: 0 }
  let slot = 0
  let slabBegin = 0
  let born = goroutines
  const lastNs = new Float64Array(goroutines + 1 + EVENTS)
  const put = (at: number, goid: number, other: number, thread: number, reason: number): void => {
    if (slot - slabBegin >= SLAB_SLOTS - 1) {
      tape.ends.push(slot)
      slabBegin = slot
    }
    const byte = slot * SLOT_SIZE
    tape.spanNs += EVENT_NS
    // A goroutine's own records are in order whatever happens.
    const late = next() % INVERSION === 0 ? 100_000 : 0
    const timeNs = Math.max(lastNs[goid] + 1, tape.spanNs - late)
    lastNs[goid] = timeNs
    view.setBigUint64(byte + eventLayout.time_ns, BigInt(timeNs), true)
    view.setBigUint64(byte + eventLayout.goid, BigInt(goid), true)
    view.setBigUint64(byte + eventLayout.other, BigInt(other), true)
    view.setUint32(byte + eventLayout.tid, 1000 + thread, true)
    view.setUint16(byte + eventLayout.p, thread, true)
    bytes[byte + eventLayout.site] = at
    bytes[byte + eventLayout.reason] = reason
    tape.events++
    slot++
    if (at !== site.create) return
    view.setBigUint64(byte + createLayout.gp, 0xc000000000n, true)
    view.setBigUint64(byte + createLayout.startpc, BigInt(0x401000 + (goid % 200) * 64), true)
    view.setBigUint64(byte + createLayout.gopc, BigInt(0x500000 + (goid % 200) * 16), true)
    slot++
  }
  while (tape.events + 3 <= EVENTS) {
    const thread = next() % THREADS
    if (next() % CHURN === 0) {
      const goid = ++born
      put(site.create, goid, 1, thread, 1)
      put(site.run, goid, 0, thread, 0)
      put(site.exit, goid, 0, thread, 0)
    } else {
      const goid = 1 + (next() % goroutines)
      put(site.ready, goid, 1 + (next() % goroutines), thread, 0)
      put(site.run, goid, 0, thread, 0)
      put(site.park, goid, 0, thread, 13 + (goid % 6))
    }
  }
  tape.ends.push(slot)
  return tape
}

/** Moves all times on by the tape's length. */
function rewind(tape: Tape): void {
  const view = new DataView(tape.bytes.buffer)
  const slots = tape.ends[tape.ends.length - 1]
  for (let slot = 0; slot < slots; slot++) {
    const byte = slot * SLOT_SIZE
    view.setBigUint64(byte, view.getBigUint64(byte, true) + BigInt(tape.spanNs), true)
    if (tape.bytes[byte + eventLayout.site] === site.create) slot++
  }
}

function snapshotOf(goroutines: number) {
  return {
    beginNs: -2,
    endNs: -1,
    length: goroutines,
    goid: Float64Array.from({ length: goroutines }, (_, i) => i + 1),
    state: new Uint8Array(goroutines).fill(State.Waiting),
    reason: new Uint8Array(goroutines).fill(14),
    startpc: Float64Array.from({ length: goroutines }, (_, i) => 0x401000 + (i % 200) * 64),
    gopc: Float64Array.from({ length: goroutines }, (_, i) => 0x500000 + (i % 200) * 16),
    tid: new Uint32Array(goroutines),
  }
}

function play(goroutines: number): void {
  const tape = record(goroutines)
  const model = new Model({
    baseNs: 0n,
    siteKinds,
    resolve: (startpc, gopc) => ({
      function: `main.f${startpc.toString(16)}`,
      createdAt: `main.go:${gopc}`,
      createdBy: 'main.main',
      system: false,
    }),
  })
  const latency = new Latency()
  model.addSink(latency.sink)
  model.applySnapshot(snapshotOf(goroutines))
  const rates: number[] = []
  const cpuRates: number[] = []
  let nowNs = 0
  for (let round = 0; round < ROUNDS; round++) {
    const begin = process.hrtime.bigint()
    const cpu = process.cpuUsage()
    let slot = 0
    for (const end of tape.ends) {
      model.push(tape.bytes.subarray(slot * SLOT_SIZE, end * SLOT_SIZE), end - slot)
      nowNs += (end - slot) * EVENT_NS
      slot = end
      latency.tick(nowNs)
    }
    model.advance((round + 1) * tape.spanNs)
    const { user, system } = process.cpuUsage(cpu)
    cpuRates.push(tape.events / ((user + system) / 1e6))
    rates.push(tape.events / (Number(process.hrtime.bigint() - begin) / 1e9))
    rewind(tape)
  }
  model.end()
  const { counters } = model
  rates.sort((a, b) => a - b)
  cpuRates.sort((a, b) => a - b)
  const result = {
    goroutines,
    events: counters.events,
    events_per_s: Math.round(rates[rates.length >> 1]),
    events_per_s_min: Math.round(rates[0]),
    events_per_s_max: Math.round(rates[rates.length - 1]),
    events_per_cpu_s: Math.round(cpuRates[cpuRates.length >> 1]),
    late: counters.late,
    disagreements: counters.disagreements,
    sites: model.sites.length,
    rss_mb: Math.round(process.memoryUsage.rss() / 1e6),
  }
  console.log(JSON.stringify(result))
}

const sizes = process.argv.slice(2).map(Number)
for (const size of sizes.length > 0 ? sizes : [1_000, 10_000, 100_000, 1_000_000]) play(size)
