import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Comparison, compare } from './compare.js'
import { readGoTrace } from './gotrace.js'
import { readRecording } from './recording.js'
import { type Couple, Synthetic } from './synthetic.js'
import { promised, verdict } from './verdict.js'

const CYCLES = 300

/** Compares the two tellings of the made-up program after `change` has falsified something. */
async function judge(
  change: (couples: Couple[], program: Synthetic) => void = () => {},
  syscalls = false,
): Promise<Judged> {
  const program = new Synthetic(CYCLES, syscalls)
  change(program.couples, program)
  const folder = mkdtempSync(join(tmpdir(), 'truth-'))
  try {
    const { dump, recording, base_ns } = program.write(folder)
    const comparison = compare(await readGoTrace(dump, base_ns, syscalls), await readRecording(recording))
    const { matches, times } = verdict(comparison, promised)
    return { comparison, wrong: [...matches, ...times] }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

interface Judged {
  comparison: Comparison
  wrong: string[]
}

/** A transition that both sides have, in the middle of the program. */
function middle(couples: Couple[], kind: string): number {
  const half = Math.floor(couples.length / 2)
  const index = couples.findIndex(
    (couple, i) => i > half && couple.go && couple.runqscope && couple.runqscope.kind === kind,
  )
  assert.ok(index > 0, `the program has no ${kind}`)
  return index
}

const unmatched = ({ go, runqscope }: Comparison) => [
  go.compared - go.matched,
  runqscope.compared - runqscope.matched,
]

test('two true tellings of one program agree', async () => {
  const { comparison, wrong } = await judge()
  assert.deepEqual(wrong, [])
  assert.deepEqual(comparison.mismatches, [])
  // Nearly all of the program lies inside the window; the counts are the generator's.
  assert.ok(comparison.go.compared > 7 * CYCLES, `${comparison.go.compared}`)
  assert.equal(comparison.go.matched, comparison.go.compared)
  assert.equal(comparison.runqscope.compared, comparison.go.compared)
  assert.equal(comparison.wakers.equal, comparison.wakers.compared)
  assert.ok(comparison.wakers.compared > CYCLES)
  for (const name of ['syscall', 'blocked syscall exit', 'start after blocked syscall exit', 'procresize'])
    assert.ok((comparison.go.excluded.get(name) ?? 0) > 10, name)
  const exits = comparison.runqscope.excluded.get('blocked syscall exit') ?? 0
  assert.ok(exits > 10 && exits < comparison.go.excluded.get('blocked syscall exit')!)
})

for (const kind of ['READY', 'RUN', 'PARK', 'GOSCHED', 'PREEMPT_PARK', 'CORO_SWITCH', 'EXIT', 'CREATE'])
  for (const relinked of [false, true])
    test(`a ${kind} missing from runqscope is found${relinked ? ', also if no row shows it' : ''}`, async () => {
      const { comparison, wrong } = await judge((couples, program) => {
        couples[middle(couples, kind)]!.runqscope = undefined
        if (relinked) program.relink()
      })
      assert.deepEqual(unmatched(comparison), [1, 0])
      assert.match(wrong[0]!, /^1 of \d+ transitions of Go's trace have no counterpart$/)
      assert.equal(comparison.mismatches.length, 1)
      assert.match(comparison.mismatches[0]!, /only Go has/)
    })

test('a whole period missing from a steady rhythm is found', async () => {
  const { comparison, wrong } = await judge((couples, program) => {
    // Everything that happens to a goroutine between two wake-ups, with the first of them.
    const first = middle(couples, 'READY')
    const goid = couples[first]!.runqscope!.goid
    let dropped = 0
    for (let i = first; ; i++) {
      const { runqscope } = couples[i]!
      if (!runqscope || runqscope.goid !== goid) continue
      if (dropped > 0 && runqscope.kind === 'READY' && runqscope.other === 1) break
      couples[i]!.runqscope = undefined
      dropped++
    }
    program.relink()
  })
  assert.ok(unmatched(comparison)[0]! >= 3)
  assert.ok(wrong.length > 0)
})

test('a transition told twice is found', async () => {
  const { comparison, wrong } = await judge((couples, program) => {
    const index = middle(couples, 'RUN')
    couples.splice(index + 1, 0, { runqscope: { ...couples[index]!.runqscope! } })
    program.relink()
  })
  assert.deepEqual(unmatched(comparison), [0, 1])
  assert.match(wrong[0]!, /^1 of \d+ transitions of runqscope have no counterpart$/)
})

test('two transitions that change places are found', async () => {
  const { comparison, wrong } = await judge((couples, program) => {
    const first = middle(couples, 'READY')
    const second = couples.findIndex(
      ({ runqscope }, i) => i > first && runqscope?.goid === couples[first]!.runqscope!.goid,
    )
    const [a, b] = [couples[first]!.runqscope!, couples[second]!.runqscope!]
    couples[first]!.runqscope = { ...b, time_ns: a.time_ns }
    couples[second]!.runqscope = { ...a, time_ns: b.time_ns }
    program.relink()
  })
  assert.deepEqual(unmatched(comparison), [1, 1])
  assert.ok(wrong.some(sentence => sentence.includes('no counterpart')))
  assert.ok(wrong.some(sentence => sentence.includes('contradict')))
})

for (const [kind, reason] of [
  ['PARK', 'chan receive'],
  ['PARK', 'a reason of no Go version'],
  ['PARK', null],
  ['GOSCHED', 'preempted'],
  ['PREEMPT_PARK', 'sleep'],
  ['CORO_SWITCH', 'sleep'],
] as const)
  test(`the reason of a ${kind} changed to ${reason} is found`, async () => {
    const { comparison, wrong } = await judge(couples => {
      const index = middle(couples, kind)
      couples[index]!.runqscope!.reason = reason
    })
    assert.deepEqual(unmatched(comparison), [1, 1])
    assert.equal(wrong.length, 2)
  })

test('a transition told of another goroutine is found on both', async () => {
  const { comparison, wrong } = await judge(couples => {
    const row = couples[middle(couples, 'RUN')]!.runqscope!
    row.goid = row.goid === 7 ? 8 : 7
  })
  assert.deepEqual(unmatched(comparison), [1, 1])
  assert.ok(wrong.length >= 2)
})

test('a goroutine that Go does not have is found', async () => {
  const { comparison } = await judge(couples => {
    for (const { runqscope } of couples) if (runqscope?.goid === 8) runqscope.goid = 9
  })
  const [onlyGo, onlyRunqscope] = unmatched(comparison)
  assert.ok(onlyGo! > 3 * CYCLES)
  assert.ok(onlyRunqscope! > 3 * CYCLES)
})

test('a blocked syscall exit that Go does not have is found', async () => {
  const { comparison, wrong } = await judge(couples => {
    couples[middle(couples, 'SYSCALL_EXIT')]!.go!.fields[4] = 'Running'
  })
  assert.ok(unmatched(comparison)[1]! > 0)
  assert.ok(wrong.length > 0)
})

test('a start after a blocked syscall exit that runqscope did not see is found', async () => {
  const { comparison } = await judge((couples, program) => {
    couples[middle(couples, 'SYSCALL_EXIT')]!.runqscope = undefined
    program.relink()
  })
  assert.deepEqual(unmatched(comparison), [0, 1])
})

test('two true tellings of one program agree on its system calls, too', async () => {
  const { comparison, wrong } = await judge(() => {}, true)
  assert.deepEqual(wrong, [])
  assert.deepEqual(comparison.mismatches, [])
  assert.equal(comparison.go.compared, comparison.runqscope.compared)
  assert.ok((comparison.totals.get('syscall')?.intervals ?? 0) > 50)
  for (const name of ['syscall', 'blocked syscall exit', 'start after blocked syscall exit'])
    assert.equal(comparison.go.excluded.get(name), undefined, name)
  const found = comparison.go.excluded.get('P lost and found') ?? 0
  assert.ok(found > 10 && found < comparison.totals.get('syscall')!.intervals, `${found}`)
})

for (const kind of ['SYSCALL_ENTER', 'SYSCALL_RETURN', 'SYSCALL_EXIT'])
  test(`a ${kind} missing from runqscope is found`, async () => {
    const { comparison, wrong } = await judge((couples, program) => {
      couples[middle(couples, kind)]!.runqscope = undefined
      program.relink()
    }, true)
    assert.ok(unmatched(comparison)[0]! >= 1)
    assert.ok(wrong.length > 0)
  })

test('a return in place of an end and a start is found, where Go has a thread for each', async () => {
  const { comparison } = await judge((couples, program) => {
    // The end of a call that another thread starts again.
    const half = couples.length / 2
    const end = couples.findIndex(
      ({ runqscope }, i) =>
        i > half && runqscope?.kind === 'SYSCALL_EXIT' && couples[i + 1]!.runqscope?.tid === 4001,
    )
    couples[end]!.runqscope = undefined
    Object.assign(couples[end + 1]!.runqscope!, { kind: 'SYSCALL_RETURN', from: 'syscall' })
    program.relink()
  }, true)
  assert.deepEqual(unmatched(comparison), [2, 1])
})

test('an end and a start in place of a return are found', async () => {
  const { comparison } = await judge((couples, program) => {
    const half = couples.length / 2
    const index = couples.findIndex(
      ({ go, runqscope }, i) =>
        i > half && runqscope?.kind === 'SYSCALL_RETURN' && go?.fields[3] === 'Syscall',
    )
    const row = couples[index]!.runqscope!
    couples.splice(index, 0, {
      runqscope: { ...row, time_ns: row.time_ns - 100, kind: 'SYSCALL_EXIT', to: 'runnable' },
    })
    Object.assign(row, { kind: 'RUN', from: 'runnable' })
    program.relink()
  }, true)
  assert.deepEqual(unmatched(comparison), [1, 2])
})

test('a goroutine that gave up its P late is told apart by name', async () => {
  const { comparison, wrong } = await judge((couples, program) => {
    const index = middle(couples, 'SYSCALL_EXIT')
    const row = couples[index]!.runqscope!
    couples.splice(index, 0, {
      runqscope: { ...row, time_ns: row.time_ns - 100, kind: 'SYSCALL_RETURN', to: 'running', p: 0xffff },
    })
    row.from = 'running'
    program.relink()
  }, true)
  assert.deepEqual(wrong, [])
  assert.equal(comparison.runqscope.excluded.get('gave up late'), 1)
})

test('a clock that is 60 µs off is found', async () => {
  const { comparison, wrong } = await judge(couples => {
    for (const { runqscope } of couples) {
      if (!runqscope) continue
      runqscope.time_ns += 60_000
      if (typeof runqscope.since_ns === 'number') runqscope.since_ns += 60_000
    }
  })
  assert.deepEqual(unmatched(comparison), [0, 0])
  assert.ok(wrong.some(sentence => sentence.includes('p99_ns')))
})

test('runs that are told too long by 3 µs are found', async () => {
  const { wrong } = await judge((couples, program) => {
    for (const { runqscope } of couples) if (runqscope?.from === 'running') runqscope.time_ns += 3_000
    program.relink()
  })
  assert.ok(wrong.some(sentence => /total time running differs by [23]\d\d\d ns an interval/.test(sentence)))
})

test('a wrong waker is counted', async () => {
  const { comparison } = await judge(couples => {
    couples[middle(couples, 'READY')]!.runqscope!.other = 8
  })
  assert.equal(comparison.wakers.compared - comparison.wakers.equal, 1)
})

test('a recording that falls silent half way is found', async () => {
  const { comparison } = await judge(couples => {
    for (const couple of couples.slice(couples.length / 2)) couple.runqscope = undefined
  })
  assert.ok(unmatched(comparison)[0]! > 3 * CYCLES)
})

test('recordings without time in common are refused', async () => {
  await assert.rejects(
    judge((_, program) => {
      program.armed_ns = 1e12
    }),
    /no time in common/,
  )
})
