import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { GoTraceVersion } from '../../lib/export/gotrace/stream.js'
import { TraceCase } from './gotracecase.js'
import { buildReader, buildStrict, type ReaderResult, readWith, type StrictResult } from './gotracereaders.js'
import { tellWorld, type WorldOptions } from './gotraceworld.js'

const versions: readonly GoTraceVersion[] = [22, 23, 25, 26]
const SEEDS = 8
const CALLBACK = 'C thread callback'

/** The same world in all formats, read by both readers. */
async function read(
  options: WorldOptions,
  check: (of: TraceCase, result: StrictResult) => void,
): Promise<void> {
  const name = Object.entries(options)
    .map(entry => entry.join('-'))
    .join('_')
  const of = await TraceCase.of(name, versions, visitors => tellWorld(options, visitors))
  try {
    const strict = readWith<StrictResult>(strictReader, of.files)
    const plain = readWith<ReaderResult>(reader, of.files)
    assert.equal(strict.length, versions.length)
    for (const [i, result] of strict.entries()) {
      assert.equal(result.Error, '', result.File)
      assert.equal(plain[i]?.Error, '', result.File)
      assert.equal(plain[i]?.Events, result.Events)
      assert.ok(result.Events > (options.moves ?? 2000) / 2, `${result.File}: ${result.Events} events only`)
      assert.deepEqual(plain[i]?.StateNs, stateNs(result), 'two readers, two opinions')
      check(of, result)
    }
  } finally {
    of.close()
  }
}

function stateNs({ Spans }: StrictResult): Record<string, number> {
  const totals: Record<string, number> = {}
  for (const { State, Reason, Begin, End } of Spans) {
    const key = `${State}|${Reason}`
    totals[key] = (totals[key] ?? 0) + End - Begin
  }
  return totals
}

let strictReader: string
let reader: string

describe('traces as Go reads them', () => {
  before(() => {
    strictReader = buildStrict()
    reader = buildReader()
  })

  for (const syscalls of [false, true])
    test(`without loss totals by site, state and reason are the recording's${syscalls ? ', with system calls' : ''}`, async () => {
      for (let seed = 1; seed <= SEEDS; seed++)
        await read({ seed, syscalls }, (of, result) => {
          const expected = of.expected()
          assert.ok(expected.size >= 20, `the world is dull: ${expected.size} totals`)
          of.assertTotals(expected, of.found(result), 'reader')
          of.assertTotals(expected, of.summarized(result), 'summarizer', CALLBACK)
        })
    })

  for (const syscalls of [false, true])
    test(`with losses no state with a name lasts over one${syscalls ? ', with system calls' : ''}`, async () => {
      for (let seed = 1; seed <= SEEDS; seed++)
        await read({ seed, syscalls, lost: 0.5 * (seed / SEEDS) }, (of, result) => {
          assert.ok(of.ledger.gaps.length > 0)
          of.assertGaps(result)
          of.assertTotals(
            TraceCase.ofAllSites(of.expected()),
            TraceCase.ofAllSites(of.found(result)),
            'reader',
          )
          const told = result.Logs.filter(({ Category }) => Category === 'lost').map(({ Message }) => Message)
          const lost = of.ledger.gaps.map(
            ({ lost }) => `${lost.ring_full} events lost (ring_full ${lost.ring_full})`,
          )
          assert.deepEqual(told, lost)
        })
    })

  test('rows that come late, and names as no program has them, are taken', async () => {
    for (let seed = 1; seed <= SEEDS; seed++)
      await read({ seed, late: seed % 2 === 0, strangeNames: true, syscalls: seed % 3 === 0 }, (_, result) =>
        assert.ok(result.Goroutines.length > 30),
      )
  })

  test('what contradicts itself is taken', async () => {
    for (let seed = 1; seed <= SEEDS; seed++)
      await read(
        { seed, falsified: true, syscalls: seed % 2 === 0, lost: seed % 3 === 0 ? 0.2 : 0 },
        (_, result) => assert.ok(result.Goroutines.length > 30),
      )
  })

  test('a recording of nothing is taken', async () => {
    await read({ seed: 1, moves: 0, old: 0 }, (_, result) => assert.ok(result.Logs.length > 0))
  })
})
