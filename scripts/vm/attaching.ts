import assert from 'node:assert/strict'
import type { Check } from '../../lib/probe/doctor.js'
import type { AttachMethod } from '../../lib/probe/kernel.js'
import { Child, until } from './child.js'
import { plannedSites, Service } from './service.js'

/** What `hello` calls a method. */
const names = { multi: 'uprobe_multi', perf: 'perf-event uprobes' }

const options = (method: AttachMethod | undefined) => (method ? ['--method', method] : [])

/** Whether doctor finds exactly these methods, and says how it is. */
export async function isDiagnosed(expected: AttachMethod[]): Promise<string> {
  const doctor = Child.runqscope('doctor', '--json')
  const status = await doctor.end()
  assert.match(doctor.stdout, /^\{/, `doctor ended with ${status}: ${doctor.stderr}`)
  const { ok, checks } = JSON.parse(doctor.stdout) as { ok: boolean; checks: Check[] }
  const works = (name: string) => checks.find(check => check.name === name)?.ok ?? false
  const found = { multi: works('BPF by uprobe_multi'), perf: works('BPF by perf events') }
  const said = checks.filter(check => /BPF by|kernel$/.test(check.name)).map(check => check.found)
  assert.deepEqual(
    found,
    { multi: expected.includes('multi'), perf: expected.includes('perf') },
    `must find ${expected.join(', ') || 'nothing'}: ${said.join('; ')}`,
  )
  assert.equal(ok, expected.length > 0)
  assert.equal(status, ok ? 0 : 3)
  if (!ok) assert.ok(checks.some(check => check.needed && !check.ok && check.remedy))
  return said.join('; ')
}

/** One session on a busy service: complete while it lasts, and without a trace afterwards. */
export async function attachFor(
  method: AttachMethod | undefined,
  duration: string,
  chosen: AttachMethod,
): Promise<string> {
  const service = await Service.start()
  const began = Date.now()
  const agent = Child.runqscope(
    'attach',
    `${service.pid}`,
    '--json',
    '--duration',
    duration,
    ...options(method),
  )
  await agent.says(/"type":"armed"/)
  const attachMs = Date.now() - began
  assert.match(agent.stdout, new RegExp(`"method":"${names[chosen]}"`))
  const before = service.answered
  assert.equal(await agent.end(), 0, agent.stderr)
  assert.ok(service.text.isUntouched(), 'the text of the target is not what it was')
  assert.ok(service.answered > before, 'the service answered nothing meanwhile')
  await service.answers()
  await service.stop()

  const summary = agent.summary()
  const { goroutines, events } = summary
  assert.equal(summary.ended, 'duration')
  assert.equal(summary.lost, 0)
  assert.equal(summary.produced, events)
  assert.ok(events > 100, `${events} events`)
  assert.ok(goroutines.snapshot > 0, 'no goroutine is older than the attach')
  assert.ok(goroutines.created > 0, 'no goroutine was created')
  assert.equal(goroutines.seen, goroutines.snapshot + goroutines.created)
  assert.equal(goroutines.live, goroutines.seen - goroutines.exited)
  assert.equal(summary.disagreements, 0)
  assert.ok(
    summary.sites.some(site => site.created_by.startsWith('main.')),
    'no goroutine of the program has a name',
  )
  return `${events} events, 0 lost, ${goroutines.seen} goroutines, armed after ${attachMs} ms`
}

const PAIRS = 2
const ROUNDS = 500

/**
 * The law of pingpong, as in test/attach/count.test.ts: two transfers a round trip, each one park and one ready; the
 * echo's last receive may be one more.
 */
export async function countsAll(method: AttachMethod): Promise<string> {
  const target = Child.start('/opt/targets/pingpong', ['-wait', '-rounds', `${ROUNDS}`, '-pairs', `${PAIRS}`])
  await target.says(/^pid/)
  const agent = Child.runqscope('attach', `${target.pid}`, '--json', ...options(method))
  await agent.says(/"type":"armed"/)
  target.write('go\n')
  await target.says(/round_trips/)
  target.write('end\n')
  assert.equal(await target.end(), 0, target.stderr)
  assert.equal(await agent.end(), 0, agent.stderr)
  const summary = agent.summary()
  assert.equal(summary.ended, 'target exited')
  assert.equal(summary.lost, 0)
  assert.equal(summary.produced, summary.events)
  const { 'chan send': sends, 'chan receive': receives } = summary.wait_reasons
  const waits = (sends?.count ?? 0) + (receives?.count ?? 0)
  const least = 2 * ROUNDS * PAIRS
  assert.ok(
    waits >= least && waits <= least + PAIRS,
    `${waits} waits for a channel, law ${least} to ${least + PAIRS}`,
  )
  return `${waits} waits for a channel in ${ROUNDS * PAIRS} round trips`
}

/** Nobody detaches for an agent that was killed; the kernel must. */
export async function survivesKill(method: AttachMethod): Promise<string> {
  // Those that a session attaches unless it is told to.
  const sites = (await plannedSites()).filter(site => site.group === 'core').map(site => site.address)
  const service = await Service.start()
  const agent = Child.runqscope('attach', `${service.pid}`, '--json', ...options(method))
  await agent.says(/"type":"armed"/)
  assert.equal(service.text.replaced(sites), sites.length, 'breakpoints while the agent is attached')
  await agent.kill('SIGKILL')
  await until(() => service.text.isUntouched(), 'the breakpoints of a killed agent to go')
  await service.answers()
  await service.stop()
  return `all ${sites.length} breakpoints gone, the service answers`
}

/** A method that this kernel has not: one sentence, no trace in the target. */
export async function refuses(method: AttachMethod | undefined): Promise<string> {
  const service = await Service.start()
  const agent = Child.runqscope('attach', `${service.pid}`, '--json', '--duration', '1s', ...options(method))
  const status = await agent.end()
  const said = agent.stderr.trim()
  assert.ok(service.text.isUntouched(), 'the text of the target is not what it was')
  await service.answers()
  await service.stop()
  assert.equal(status, 3, `ended with ${status} instead of 3: ${said}`)
  assert.match(said, /^runqscope: [^\n]+; [^\n]+$/, 'one sentence with the remedy')
  if (!method) assert.match(said, /needs Linux/)
  return said
}
