import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Bench } from './bench.js'
import { describe, fuzz } from './run.js'

/** The same inputs in every run; `scripts/fuzz` takes many more and a seed of its own. */
const SEED = 1
const INPUTS = 10_000

test(`${INPUTS} damaged binaries are planned or refused, none crashes, hangs or takes memory without bound`, async t => {
  const total = await fuzz(INPUTS, SEED, 2)
  for (const line of describe(total).split('\n')) t.diagnostic(line)
  assert.deepEqual(total.findings, [])
  assert.equal(total.inputs, INPUTS)
  assert.ok(total.reached >= INPUTS / 2, `${total.reached} reached the function table`)
  // Both ends are reached: the damage is neither harmless nor always in the first check.
  for (const outcome of ['planned', 'bad-binary', 'incomplete-plan', 'unsupported-arch', 'not-elf'])
    assert.ok((total.outcomes[outcome] ?? 0) > 0, `some are ${outcome}`)
})

test('an input can be made again by its number', () => {
  const bench = new Bench()
  const outcomes = () => Array.from({ length: 50 }, (_, index) => JSON.stringify(untimed(bench, index)))
  assert.deepEqual(outcomes(), outcomes())
  assert.ok(bench.isMended())
})

function untimed(bench: Bench, index: number) {
  const tried = bench.try(SEED, index)
  return 'problem' in tried ? tried : { ...tried, took_ms: 0 }
}
