import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { afterEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Worker } from 'node:worker_threads'
import { configLayout } from '../../lib/contract.gen.js'
import { plan } from '../../lib/plan/index.js'
import { addon, isNativeError, type NativeSession, type Notice } from '../../lib/probe/addon.js'
import { encodeConfig, encodeSites } from '../../lib/probe/config.js'
import { Target } from '../../lib/probe/target.js'
import { build } from './build.js'
import { blocked } from './kernel.js'
import { breakpoints, threadNames } from './memory.js'
import { killAll, Program, until } from './program.js'

const program = build('pingpong')
const planned = plan(program)
/** Few, because each session attaches them anew. */
const sites = planned.sites.slice(0, 2)
const addresses = planned.sites.filter(site => site.group === 'core').map(site => site.address)
const draining = fileURLToPath(new URL('draining.js', import.meta.url))

afterEach(killAll)

async function pingpong(): Promise<Program> {
  const target = Program.start(program, ['-pairs', '1'])
  await target.says(/^pid/)
  return target
}

function session(pid: number, ringBytes = 1 << 16): NativeSession {
  const target = Target.open(pid)
  try {
    return new (addon().Session)({
      pid,
      path: program,
      ...encodeSites(sites),
      config: encodeConfig(planned, target.kernelIdentity(), 0),
      method: 'multi',
      program: 'lifecycle',
      ringBytes,
      slabBytes: 1 << 16,
      slabCount: 2,
      drainIntervalMs: 5,
    })
  } finally {
    target.close()
  }
}

const ignore = () => {}
const calls = {
  load: (each: NativeSession) => each.load(),
  attach: (each: NativeSession) => each.attach(),
  start: (each: NativeSession) => each.start(ignore),
  arm: (each: NativeSession) => each.arm(),
  stop: (each: NativeSession) => each.stop(),
}
type Method = keyof typeof calls

/** How to get into each state, and what may be called in it besides close and stats. */
const states: Record<string, { way: (Method | 'close')[]; allowed: Method[]; called: string }> = {
  new: { way: [], allowed: ['load'], called: 'new' },
  loaded: { way: ['load'], allowed: ['attach'], called: 'loaded' },
  attached: { way: ['load', 'attach'], allowed: ['start'], called: 'attached' },
  draining: { way: ['load', 'attach', 'start'], allowed: ['arm', 'stop'], called: 'draining' },
  armed: { way: ['load', 'attach', 'start', 'arm'], allowed: ['arm', 'stop'], called: 'draining' },
  finishing: { way: ['load', 'attach', 'start', 'arm', 'stop'], allowed: [], called: 'finishing' },
  'closed when new': { way: ['close'], allowed: [], called: 'closed' },
  'closed when loaded': { way: ['load', 'close'], allowed: [], called: 'closed' },
  'closed when attached': { way: ['load', 'attach', 'close'], allowed: [], called: 'closed' },
  'closed when armed': { way: ['load', 'attach', 'start', 'arm', 'close'], allowed: [], called: 'closed' },
  'closed when finishing': {
    way: ['load', 'attach', 'start', 'arm', 'stop', 'close'],
    allowed: [],
    called: 'closed',
  },
}

test('every method in every state works or says that it cannot', { skip: blocked }, async () => {
  const target = await pingpong()
  for (const [state, { way, allowed, called }] of Object.entries(states)) {
    for (const method of Object.keys(calls) as Method[]) {
      const each = session(target.pid)
      for (const step of way) step === 'close' ? each.close() : calls[step](each)
      assert.equal(each.stats().state, called, state)
      if (allowed.includes(method)) {
        calls[method](each)
      } else {
        assert.throws(
          () => calls[method](each),
          error => isNativeError(error) && error.step === 'state' && error.message.includes(called),
          `${method} in ${state}`,
        )
        assert.equal(each.stats().state, called, `${method} in ${state} changed it`)
      }
      each.close()
      assert.equal(each.stats().state, 'closed')
      each.close()
      assert.equal(breakpoints(target.pid, addresses), 0, `close after ${method} in ${state}`)
    }
  }
  assert.ok(!threadNames(process.pid).includes('rqs-drain'))
})

test('a session that ends closes itself, and its figures stay', { skip: blocked }, async () => {
  const target = await pingpong()
  const each = session(target.pid)
  each.load()
  each.attach()
  const heard: Notice[] = []
  let slots = 0
  const ended = new Promise<void>(done => {
    each.start((notice, _slab, count) => {
      heard.push(notice)
      slots += count
      if (notice === 'end') done()
    })
  })
  each.arm()
  await until(() => each.stats().produced > 1000, 'events')
  each.stop()
  const { produced } = each.stats()
  await ended
  assert.equal(each.stats().state, 'closed')
  assert.equal(each.stats().produced, produced, 'nothing comes after stop')
  assert.ok(slots > 0)
  assert.deepEqual([heard.indexOf('end'), heard.length], [heard.length - 1, heard.length], 'end is the last')
  for (const method of Object.values(calls)) assert.throws(() => method(each), /found closed/)
})

test('a callback that closes its own session', { skip: blocked }, async () => {
  const target = await pingpong()
  const each = session(target.pid)
  each.load()
  each.attach()
  await new Promise<void>(done => {
    each.start(() => {
      each.close()
      done()
    })
    each.arm()
  })
  assert.equal(each.stats().state, 'closed')
  assert.equal(breakpoints(target.pid, addresses), 0)
})

/** In a function of its own: no frame may hold on to a session. */
function forgetSessions(pid: number): void {
  for (let count = 0; count < 5; count++) {
    session(pid)
    session(pid).load()
    const attached = session(pid)
    attached.load()
    attached.attach()
  }
}

test('sessions that are forgotten give everything back', { skip: blocked }, async () => {
  const target = await pingpong()
  const descriptors = () => readdirSync('/proc/self/fd').length
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const before = descriptors()
  forgetSessions(target.pid)
  assert.ok(breakpoints(target.pid, addresses) > 0)
  assert.ok(descriptors() > before)
  await until(() => {
    collect()
    return breakpoints(target.pid, addresses) === 0 && descriptors() <= before
  }, 'the garbage collection of sessions')
})

test('wrong arguments', { skip: blocked }, async () => {
  const target = await pingpong()
  const good = {
    pid: target.pid,
    path: program,
    ...encodeSites(sites),
    config: new Uint8Array(configLayout.size),
    method: 'multi',
    program: 'lifecycle',
    ringBytes: 4096,
    slabBytes: 4096,
    slabCount: 1,
    drainIntervalMs: 5,
  }
  const { Session, TargetMemory } = addon() as unknown as Record<
    string,
    new (
      ...args: unknown[]
    ) => NativeSession
  >
  new Session!(good).close()
  for (const bad of [
    undefined,
    {},
    { ...good, pid: 'x' },
    { ...good, path: 7 },
    { ...good, method: 'magic' },
    { ...good, program: 'x' },
    { ...good, ringBytes: 5000 },
    { ...good, ringBytes: 0 },
    { ...good, slabBytes: 100 },
    { ...good, slabCount: 0 },
    { ...good, config: new Uint8Array(3) },
    { ...good, config: 'x' },
    { ...good, offsets: new BigUint64Array(0), cookies: new BigUint64Array(0) },
    { ...good, offsets: new BigUint64Array(1), cookies: new BigUint64Array(2) },
    { ...good, offsets: new BigUint64Array(1000), cookies: new BigUint64Array(1000) },
    { ...good, offsets: new Float64Array(2) },
  ])
    assert.throws(
      () => new Session!(bad),
      error => isNativeError(error) && error.step === 'argument',
      JSON.stringify(bad, (_key, value) => (typeof value === 'bigint' ? `${value}` : value)),
    )
  assert.throws(
    () => new TargetMemory!('x'),
    error => isNativeError(error) && error.step === 'argument',
  )
  const started = session(target.pid)
  started.load()
  started.attach()
  assert.throws(
    () => started.start('x' as never),
    error => isNativeError(error) && error.step === 'argument',
  )
  started.close()
})

test('a worker thread that is ended while it drains', { skip: blocked }, async () => {
  const target = await pingpong()
  for (let round = 0; round < 3; round++) {
    const worker = new Worker(draining, { workerData: { pid: target.pid } })
    await new Promise<void>((armed, failed) => {
      worker.once('message', () => armed())
      worker.once('error', failed)
    })
    assert.ok(threadNames(process.pid).includes('rqs-drain'))
    assert.equal(breakpoints(target.pid, addresses), addresses.length)
    await worker.terminate()
    assert.equal(breakpoints(target.pid, addresses), 0)
    assert.ok(!threadNames(process.pid).includes('rqs-drain'))
  }
})

for (const [how, status] of [
  ['exit', 0],
  ['throw', 1],
] as const) {
  test(`a process that ends by ${how} while it drains`, { skip: blocked }, async () => {
    const target = await pingpong()
    const agent = Program.start(process.execPath, [draining, `${target.pid}`, how])
    await agent.says(/armed/)
    assert.equal(await agent.end(), status, agent.stderr)
    await until(() => breakpoints(target.pid, addresses) === 0, 'the probes to go')
  })
}
