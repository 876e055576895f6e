import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { traceReason } from '../../lib/export/gotrace/reasons.js'
import { traceReasons } from '../truth/reason.js'
import type { Step } from '../truth/step.js'
import { TraceCase } from './gotracecase.js'
import { buildReader, buildStrict, type ReaderResult, readWith, type StrictResult } from './gotracereaders.js'
import { type RealOptions, stepTotals, tellReal, traceProgram } from './gotracereal.js'

describe('what a program told Go’s own tracer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'runqscope-real-'))
  let steps: Step[]
  let strict: string
  let reader: string
  let failed = false

  /** What the program told is another each time: of a failure it stays, to be looked at. */
  async function keeping(check: () => Promise<void>): Promise<void> {
    try {
      await check()
    } catch (error) {
      failed = true
      throw new Error(`${(error as Error).message}; its trace stays in ${folder}`, { cause: error })
    }
  }

  before(() =>
    keeping(async () => {
      strict = buildStrict()
      reader = buildReader()
      steps = await traceProgram(folder)
      assert.ok(steps.length > 2000, `${steps.length} transitions`)
    }),
  )
  after(() => {
    if (!failed) rmSync(folder, { recursive: true, force: true })
  })

  const read = (options: RealOptions, check: (of: TraceCase, result: StrictResult) => void) =>
    keeping(() => compare(options, check))

  async function compare(
    options: RealOptions,
    check: (of: TraceCase, result: StrictResult) => void,
  ): Promise<void> {
    const of = await TraceCase.of(`real-${options.seed}`, [22, 26], visitors =>
      tellReal(steps, options, visitors),
    )
    try {
      for (const { Error: error, File } of readWith<ReaderResult>(reader, of.files))
        assert.equal(error, '', File)
      for (const result of readWith<StrictResult>(strict, of.files)) {
        assert.equal(result.Error, '', result.File)
        check(of, result)
      }
    } finally {
      of.close()
    }
  }

  test('comes back with the same totals by state and reason', async () => {
    await read({ seed: 1, lost: 0, late: false, cut: 0 }, (of, result) => {
      const found = TraceCase.ofAllSites(of.found(result))
      of.assertTotals(TraceCase.ofAllSites(of.expected()), found, 'the recording’s')
      const truth = stepTotals(steps)
      assert.ok(truth.size >= 8, `${truth.size} totals`)
      of.assertTotals(truth, found, 'Go’s')
    })
  })

  test('is read after losses, out of order, and cut off, and no named state lasts over a loss', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const lost = seed % 4 === 0 ? 0 : seed / 24
      await read({ seed, lost, late: lost === 0, cut: seed % 3 === 0 ? 0.2 : 0 }, (of, result) => {
        assert.equal(of.ledger.gaps.length > 0, lost > 0)
        of.assertGaps(result)
        if (lost === 0) return
        of.assertTotals(
          TraceCase.ofAllSites(of.expected()),
          TraceCase.ofAllSites(of.found(result)),
          'with losses',
        )
      })
    }
  })

  test('wait reasons have the names that Go’s trace gives them', () => {
    const texts = Object.keys(traceReasons)
    for (const [reason, text] of texts.entries()) assert.equal(traceReason(reason, texts), traceReasons[text])
  })
})
