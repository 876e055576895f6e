import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { afterEach, test } from 'node:test'
import { build } from './build.js'
import { blocked } from './kernel.js'
import { breakpoints, siteAddresses, threadNames } from './memory.js'
import { attached, channelWaits, detached, killAll, Program, until } from './program.js'

afterEach(killAll)

/** Two processes of one file that report their progress; and where the probes go in it. */
async function siblings() {
  const program = build('pingpong')
  const start = () => Program.start(program, ['-pairs', '1', '-for', '300ms', '-wait'])
  const [target, sibling] = [start(), start()]
  await Promise.all([target.says(/^pid/), sibling.says(/^pid/)])
  const addresses = siteAddresses(program)
  assert.ok(addresses.length > 10)
  return { target, sibling, addresses, traps: (process: Program) => breakpoints(process.pid, addresses) }
}

/** It still does its work: a program that is damaged does not say this. */
async function finishes(program: Program): Promise<void> {
  program.write('go\n')
  const [, trips] = await program.says(/round_trips (\d+)/)
  assert.ok(Number(trips) > 0)
  program.write('end\n')
  assert.equal(await program.end(), 0)
}

for (const method of ['multi', 'perf']) {
  test(`only the target is trapped, and only while attached, by ${method}`, { skip: blocked }, async () => {
    const { target, sibling, addresses, traps } = await siblings()
    assert.equal(traps(target), 0)
    const agent = await attached(target.pid, '--method', method)
    assert.equal(traps(target), addresses.length, 'each site is trapped')
    assert.equal(traps(sibling), 0)
    sibling.write('go\n')
    await sibling.says(/round_trips/)
    assert.equal(traps(sibling), 0, 'nor when it runs through the sites')
    const summary = await detached(agent)
    assert.equal(traps(target), 0)
    assert.ok(summary.events < 1000, 'what the sibling did is not counted')
    await finishes(target)
  })

  test(`an agent that is killed leaves no probe and no thread, by ${method}`, { skip: blocked }, async () => {
    const { target, sibling, addresses, traps } = await siblings()
    const agent = await attached(target.pid, '--method', method)
    assert.equal(traps(target), addresses.length)
    assert.ok(threadNames(agent.pid).includes('rqs-drain'))
    agent.kill('SIGKILL')
    await agent.end()
    await until(() => !existsSync(`/proc/${agent.pid}/task`), 'the end of its threads')
    await until(() => traps(target) === 0, 'the probes to go')
    assert.equal(traps(sibling), 0)
    await finishes(target)
  })
}

test('a second agent sees the same, and survives the first', { skip: blocked }, async () => {
  const program = build('pingpong')
  const target = Program.start(program, ['-pairs', '1', '-rounds', '5000', '-wait'])
  await target.says(/^pid/)
  const addresses = siteAddresses(program)
  const first = await attached(target.pid)
  const second = await attached(target.pid, '--method', 'perf')
  const third = await attached(target.pid)
  assert.ok((await detached(third)).events < 1000)
  assert.equal(breakpoints(target.pid, addresses), addresses.length, 'the others stay')
  target.write('go\n')
  await target.says(/round_trips/)
  const seen = await detached(first)
  assert.equal(breakpoints(target.pid, addresses), addresses.length, 'the second stays')
  const again = await detached(second)
  assert.equal(breakpoints(target.pid, addresses), 0)
  for (const summary of [seen, again]) {
    assert.equal(summary.lost, 0)
    assert.equal(summary.produced, summary.events)
    // Two transfers a round trip, each a park, a ready and a run.
    assert.ok(summary.events >= 6 * 5000, `${summary.events} events`)
  }
  assert.equal(channelWaits(seen), channelWaits(again))
})
