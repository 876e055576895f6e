import assert from 'node:assert/strict'
import { openSync } from 'node:fs'
import { afterEach, test } from 'node:test'
import { build } from './build.js'
import { blocked } from './kernel.js'
import { breakpoints, siteAddresses } from './memory.js'
import { attached, killAll, Program, runqscope, until } from './program.js'

afterEach(killAll)

const program = build('pingpong')

async function pingpong(...args: string[]): Promise<Program> {
  const target = Program.start(program, ['-pairs', '1', ...args])
  await target.says(/^pid/)
  return target
}

test('the target exits', { skip: blocked }, async () => {
  const target = await pingpong('-wait', '-rounds', '1000')
  const agent = await attached(target.pid)
  target.write('go\nend\n')
  target.endInput()
  assert.equal(await target.end(), 0)
  assert.equal(await agent.end(), 0, agent.stderr)
  const summary = agent.summary()
  assert.equal(summary.ended, 'target exited')
  assert.equal(summary.lost, 0)
  assert.ok(summary.events >= 6000, 'all round trips are in')
  assert.equal(summary.produced, summary.events)
  assert.match(agent.stderr, /target exited; detached/)
})

test('the target is killed', { skip: blocked }, async () => {
  const target = await pingpong()
  const agent = await attached(target.pid)
  target.kill('SIGKILL')
  assert.equal(await agent.end(), 0, agent.stderr)
  const summary = agent.summary()
  assert.equal(summary.ended, 'target exited')
  assert.equal(summary.produced, summary.events + summary.lost)
})

for (const method of ['multi', 'perf']) {
  test(`the target becomes itself again, by ${method}`, { skip: blocked }, async () => {
    const reexec = build('reexec')
    const target = Program.start(reexec, ['-wait', '-sleepers', '6'])
    await target.says(/^pid .*second image false/)
    const agent = await attached(target.pid, '--transitions', '--method', method)
    target.write('exec\n')
    await target.says(/second image true/)
    assert.equal(await agent.end(), 0, agent.stderr)
    const summary = agent.summary()
    assert.equal(summary.ended, 'target executed another program')
    assert.equal(summary.lost, 0)
    assert.equal(summary.produced, summary.events)
    const sites = new Map(summary.sites.map(site => [site.function, site]))
    assert.equal(sites.get('main.firstLife')?.live, 6)
    assert.equal(sites.has('main.secondLife'), false, 'nothing of the new image is counted')
    assert.equal(summary.goroutines.seen, summary.goroutines.snapshot + summary.goroutines.created)
    // Goroutine 1 exists once: a second creation would be of the new image.
    assert.ok(!agent.lines().some(line => line.kind === 'CREATE' && line.goid === 1))
    assert.equal(breakpoints(target.pid, siteAddresses(reexec)), 0, 'the new image is not trapped')
    assert.ok(target.running)
    // And it can be attached to again.
    const again = await attached(target.pid)
    again.kill('SIGINT')
    assert.equal(await again.end(), 0)
    assert.ok(again.summary().sites.some(site => site.function === 'main.secondLife' && site.live === 6))
  })
}

test('the target becomes another program', { skip: blocked }, async () => {
  const target = Program.start(build('reexec'), ['-wait', '-exec', '/bin/sleep', '1000'])
  await target.says(/^pid .*second image false/)
  const agent = await attached(target.pid)
  target.write('exec\n')
  assert.equal(await agent.end(), 0, agent.stderr)
  assert.equal(agent.summary().ended, 'target executed another program')
  assert.ok(agent.summary().events > 0)
  assert.ok(target.running)
})

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  test(`the agent gets ${signal}`, { skip: blocked }, async () => {
    const target = await pingpong()
    const addresses = siteAddresses(program)
    const agent = await attached(target.pid)
    agent.kill(signal)
    assert.equal(await agent.end(), 0, agent.stderr)
    assert.equal(agent.summary().ended, 'requested')
    assert.equal(breakpoints(target.pid, addresses), 0)
    assert.ok(target.running)
  })
}

for (const [what, options, told] of [
  // What read JSON was a program, and it has read enough: one line.
  ['JSON', ['--json', '--transitions'], /^runqscope: requested; detached[^\n]*\n$/],
  ['plain lines', [], /^whole session /m],
] as const) {
  test(`the reader of ${what} goes away`, { skip: blocked }, async () => {
    const target = await pingpong()
    const addresses = siteAddresses(program)
    const agent = runqscope(['attach', `${target.pid}`, ...options])
    await until(() => agent.stdout.includes('\n') || !agent.running, 'a line')
    agent.closeOutput()
    assert.equal(await agent.end(), 0, agent.stderr)
    assert.match(agent.stderr, told, 'what is told goes where somebody may read it')
    assert.match(agent.stderr, /^runqscope: requested; detached/m)
    assert.equal(breakpoints(target.pid, addresses), 0)
  })
}

test('the disk is full', { skip: blocked }, async () => {
  const target = await pingpong()
  const addresses = siteAddresses(program)
  const full = openSync('/dev/full', 'w')
  const agent = runqscope(['attach', `${target.pid}`, '--json'], { stdio: ['ignore', full, 'pipe'] })
  assert.equal(await agent.end(), 1)
  assert.match(agent.stderr, /^runqscope: the output cannot be written: ENOSPC.*; make room/m)
  assert.match(agent.stderr, /^\{"type":"summary"/m)
  assert.equal(breakpoints(target.pid, addresses), 0)
})
