import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { attach, plan, RunqscopeError } from 'runqscope'
import { build } from './build.js'
import { blocked } from './kernel.js'
import { memoryBytes } from './memory.js'
import { attached, detached, killAll, Program, until } from './program.js'

afterEach(killAll)

test('a script of ten lines prints the p99 of ready→run once a second', { skip: blocked }, async () => {
  const target = Program.start(build('pingpong'), ['-pairs', '2'])
  await target.says(/^pid/)
  const script = fileURLToPath(new URL('tenlines.js', import.meta.url))
  const program = Program.start(process.execPath, [script, `${target.pid}`])
  await until(() => (program.stdout.match(/\n/g)?.length ?? 0) >= 3 || !program.running, 'three lines')
  assert.match(program.stdout, /^(p99 ready→run: [1-9]\d*(\.\d+)? ns\n){3}/, program.stderr)
})

test('the figure rises within 2 s when something hogs the CPU', { skip: blocked }, async () => {
  const env = { ...process.env, GOMAXPROCS: '1' }
  const target = Program.start(build('hogs'), ['-hogs', '4'], { env })
  await target.says(/^pid/)
  const agent = await attach(target.pid)
  const p99s: { ns: number; p99: number }[] = []
  agent.on('aggregate', ({ time_ns: ns, window }) => p99s.push({ ns, p99: window.ready_to_run.p99_ns }))
  await sleep(1500)
  // What else runs on this machine raises single windows; an empty one says nothing.
  const before = Math.min(...p99s.filter(({ p99 }) => p99 > 0).map(({ p99 }) => p99))
  const beganNs = agent.sessionNs(process.hrtime.bigint())
  target.write('hog\n')
  await until(() => p99s.at(-1)!.ns > beganNs + 2e9, 'two more seconds')
  await agent.stop()
  const after = Math.max(
    ...p99s.filter(({ ns }) => ns > beganNs && ns <= beganNs + 2e9).map(({ p99 }) => p99),
  )
  // Without hogs a sleeper gets the P at once; with them it waits for a preemption, 10 ms each.
  assert.ok(Number.isFinite(before))
  assert.ok(after > 4 * before && after > 8e6, `p99 went from ${before} to ${after} ns`)
})

test('errors say by their code what is wrong', async () => {
  await assert.rejects(attach(-1), error => error instanceof RunqscopeError && error.code === 'usage')
  await assert.rejects(
    attach(process.pid),
    error => error instanceof RunqscopeError && error.code === 'not-go',
  )
  assert.throws(
    () => plan(process.execPath),
    error => error instanceof RunqscopeError && error.exitCode === 3,
  )
})

test('stop is idempotent, and two sessions in one process do not disturb each other', {
  skip: blocked,
}, async () => {
  const target = Program.start(build('pingpong'), ['-pairs', '1'])
  await target.says(/^pid/)
  const [one, other] = await Promise.all([attach(target.pid), attach(target.pid)])
  await sleep(300)
  const [first, second] = await Promise.all([one.stop(), one.stop()])
  assert.equal(first, second)
  const { produced } = other.source.counters()
  await until(() => other.source.counters().produced > produced, 'more events of the other')
  const summary = await other.stop()
  // On a busy machine one process may not keep up with two sessions; but every hit is accounted for.
  assert.equal(summary.produced, summary.events + summary.lost)
})

test('memory with 100,000 live goroutines', { skip: blocked }, async t => {
  const target = Program.start(build('crowd'), ['-size', '100000'])
  await target.says(/^pid/)
  const agent = await attached(target.pid)
  await until(() => agent.stdout.split('\n').length > 5 || !agent.running, 'three aggregates')
  const bytes = memoryBytes(agent.pid, 'VmRSS')
  t.diagnostic(`agent RSS with 100,000 live goroutines: ${(bytes / 1e6).toFixed(1)} MB`)
  const summary = await detached(agent)
  assert.equal(summary.lost, 0)
  assert.ok(summary.goroutines.live > 100_000)
  assert.equal(summary.sites.find(site => site.function === 'main.waiter')?.live, 100_000)
  assert.ok(bytes <= 220e6, `RSS ${bytes}`)
})
