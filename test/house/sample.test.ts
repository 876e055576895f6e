import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Agent } from '../../lib/agent.js'
import { SampleSource } from '../../lib/source/sample.js'

const sample = fileURLToPath(new URL('../../../targets/sample/service.rqsample', import.meta.url))

/*
 * The committed sample is raw records: when their layout, the kinds of sites or the snapshot change, it must be recorded
 * again (scripts/gen-sample), and this says so.
 */
test('the committed sample plays through the whole pipeline and makes sense', {
  timeout: 60_000,
}, async () => {
  const agent = new Agent(new SampleSource(sample))
  agent.start()
  const summary = await agent.ended
  assert.equal(summary.ended, 'sample ended')
  assert.equal(summary.lost, 0)
  assert.equal(summary.disagreements, 0)
  assert.equal(summary.undetermined, 0)
  assert.equal(summary.events, summary.produced)
  assert.ok(summary.events > 10_000, `${summary.events} events`)
  const { goroutines } = summary
  assert.equal(goroutines.seen, goroutines.snapshot + goroutines.created)
  for (const stage of ['create_to_run', 'ready_to_run', 'run', 'wait', 'lifetime'])
    assert.ok(summary.stages[stage]!.count > 0, `${stage} was never seen`)
  for (const reason of ['IO wait', 'chan receive', 'sleep', 'sync.WaitGroup.Wait'])
    assert.ok(summary.wait_reasons[reason]!.count > 0, `nothing waited for ${reason}`)
  // targets/service has a pool of four workers and one ticker.
  const live = (name: string) => summary.sites.find(site => site.function === name)?.live
  assert.equal(live('main.(*workshop).worker'), 4)
  assert.equal(live('main.(*workshop).tick'), 1)
  assert.deepEqual(
    summary.sites.filter(site => site.function === 'unknown'),
    [],
  )
})
