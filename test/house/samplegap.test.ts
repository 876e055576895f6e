import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Agent } from '../../lib/agent.js'
import type { Gap } from '../../lib/model/transition.js'
import type { ProbeListener } from '../../lib/probe/probe.js'
import { SampleRecorder } from '../../lib/source/recorder.js'
import { SampleSource } from '../../lib/source/sample.js'
import type { Source } from '../../lib/source/source.js'

const sample = fileURLToPath(new URL('../../../targets/sample/service.rqsample', import.meta.url))

/** A source that loses the batches from one to before another. */
function losing(source: Source, from: number, to: number): Source {
  let batches = 0
  let lost: { firstNs: bigint; events: number } | undefined
  let passed = 0
  const start = source.start.bind(source)
  source.start = (listener: ProbeListener) =>
    start({
      ...listener,
      batch: (bytes, slots, timeNs) => {
        const number = batches++
        const { produced } = source.counters()
        const events = produced - passed
        passed = produced
        if (number >= from && number < to) {
          lost = { firstNs: lost?.firstNs ?? timeNs - 1_000_000n, events: (lost?.events ?? 0) + events }
          return
        }
        if (number === to)
          listener.gap({ firstNs: lost!.firstNs, lastNs: timeNs, lost: [lost!.events, 0, 0] })
        listener.batch(bytes, slots, timeNs)
      },
    })
  return source
}

async function played(source: Source) {
  const agent = new Agent(source)
  const gaps: Gap[] = []
  agent.on('gap', gap => gaps.push(gap))
  agent.start()
  return { summary: await agent.ended, gaps }
}

test('what was lost while a sample was recorded is lost when it is played', { timeout: 60_000 }, async t => {
  const directory = mkdtempSync(join(tmpdir(), 'runqscope-'))
  t.after(() => rmSync(directory, { recursive: true }))
  const path = join(directory, 'lossy.rqsample')
  const recorded = await played(new SampleRecorder(losing(new SampleSource(sample), 40, 60), path))
  assert.ok(recorded.summary.lost > 0 && recorded.summary.undetermined > 0)
  assert.equal(recorded.gaps.length, 1)
  const again = await played(new SampleSource(path))
  assert.deepEqual(again.gaps, recorded.gaps)
  for (const field of ['events', 'lost', 'undetermined', 'goroutines', 'stages', 'wait_reasons'] as const)
    assert.deepEqual(again.summary[field], recorded.summary[field], field)
  assert.equal(again.summary.produced, again.summary.events + again.summary.lost)
})
