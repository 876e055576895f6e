import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { type Agent, attach } from '../../lib/agent.js'
import { build } from './build.js'
import { blocked } from './kernel.js'
import { breakpoints, siteAddresses } from './memory.js'
import { killAll, Program } from './program.js'

afterEach(killAll)

test('a session that is stopped while it is prepared ends in order, and nothing is probed', {
  skip: blocked,
}, async () => {
  const binary = build('pingpong')
  const target = Program.start(binary, [])
  await target.says(/^pid/)
  const warnings: string[] = []
  const agent = await attach(target.pid, {
    prepare: async (agent: Agent) => {
      agent.on('warning', text => warnings.push(text))
      void agent.stop()
      // A server that is opened meanwhile takes some turns.
      await new Promise(resolve => setTimeout(resolve, 50))
    },
  })
  const summary = await agent.ended
  assert.deepEqual([summary.ended, summary.events, summary.lost], ['requested', 0, 0])
  assert.equal(breakpoints(target.pid, siteAddresses(binary)), 0)
  assert.deepEqual(warnings, [])
  // It can be attached to all the same.
  const again = await attach(target.pid)
  await new Promise(resolve => setTimeout(resolve, 300))
  assert.ok((await again.stop()).events > 0)
})
