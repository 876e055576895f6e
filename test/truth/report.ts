import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, release } from 'node:os'
import { sliceOfMatrix, wholeMatrix } from './matrix.js'
import { type Case, caseName, lossOf, type Outcome, outcomeOf } from './session.js'
import { exclusions } from './step.js'
import { exclusionTable, matchTable, timeTable } from './table.js'
import { root } from './toolchain.js'
import { promisedOf, verdict } from './verdict.js'

const WINDOW_MS = 2_500
const REPEATS_MAX = 2

/** Runs the matrix and writes docs/truth.md; exits with 1 if something that is promised was not kept. */
async function main(args: string[]): Promise<void> {
  const [filter] = args.filter(arg => !arg.startsWith('--'))
  const cases = (args.includes('--slice') ? sliceOfMatrix() : wholeMatrix()).filter(
    one => !filter || caseName(one).includes(filter),
  )
  if (cases.length === 0) throw new Error(`no case is called ${filter}`)
  const outcomes: Outcome[] = []
  const broken: string[] = []
  let repeated = 0
  for (const one of cases) {
    const { outcome, repeats } = await measure(one)
    outcomes.push(outcome)
    repeated += repeats
    const wrong = [...wrongMatches(outcome), ...verdict(outcome.comparison, promisedOf(one)).times]
    console.error(`${caseName(one)}: ${wrong.length ? wrong.join('; ') : 'true'}`)
    for (const mismatch of outcome.comparison.mismatches) console.error(mismatch)
    broken.push(...wrong.map(sentence => `- ${caseName(one)}: ${sentence}`))
  }
  const text = report(outcomes, broken, repeated, ['scripts/truth-report', ...args].join(' '))
  if (filter) process.stdout.write(text)
  else writeFileSync(`${root}docs/truth.md`, text)
  if (broken.length) process.exitCode = 1
}

function wrongMatches(outcome: Outcome): string[] {
  const wrong = verdict(outcome.comparison, promisedOf(outcome.case)).matches
  return lossOf(outcome) ? [...wrong, `${lossOf(outcome)} events were lost`] : wrong
}

/**
 * Times depend on what else the machine does, so a case whose times are not what is promised gets another chance; one
 * with a transition that does not match gets none.
 */
async function measure(one: Case): Promise<{ outcome: Outcome; repeats: number }> {
  for (let repeats = 0; ; repeats++) {
    const outcome = await outcomeOf(one, WINDOW_MS)
    const timesKept = verdict(outcome.comparison, promisedOf(one)).times.length === 0
    if (timesKept || wrongMatches(outcome).length || repeats === REPEATS_MAX) return { outcome, repeats }
  }
}

function report(outcomes: Outcome[], broken: string[], repeated: number, command: string): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
  const commit = `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') ? ' with changes' : ''}`
  const sum = (count: (outcome: Outcome) => number) => outcomes.reduce((total, one) => total + count(one), 0)
  const snapshots = outcomes.flatMap(({ snapshot_ns_max }) => snapshot_ns_max ?? [])
  return `# Truth: runqscope beside Go's own execution trace

Written by \`${command}\` at commit ${commit}, on Linux ${release()}, ${cpus().length} CPUs (${cpus()[0]!.model.trim()}).

Each row is one process of [targets/truth](../targets/truth), or of Go's own compiler (profile-guided, without DWARF; it
traces itself from its start to its end, and runqscope does the same with \`run\`), watched by \`runtime/trace\` and by
\`runqscope attach --json --transitions\` at once. [test/truth](../test/truth) compares the two goroutine by goroutine, in
order and both ways; a transition is the same if the goroutine, the states and the reason are. Clocks are aligned on
CLOCK_MONOTONIC readings that the program logs into its trace, never on the transitions. The time that both have seen
goes from the first such reading, or the moment when the probes are armed, to the last one, or the moment when they are
disarmed; what lies within 1 ms of its edges is not counted. The compiler logs no such readings: the clock of traces
since Go 1.22 is CLOCK_MONOTONIC itself. Rows with \`--syscalls\` compare system calls, too. Traces before Go 1.22 are read by
[x/exp/trace](https://pkg.go.dev/golang.org/x/exp/trace), too; they do not tell threads, nor when a system call ended.

In all: ${sum(o => o.comparison.go.matched)} of ${sum(o => o.comparison.go.compared)} transitions of Go's trace are in runqscope,
${sum(o => o.comparison.runqscope.matched)} of ${sum(o => o.comparison.runqscope.compared)} transitions of runqscope are in Go's trace;
${sum(lossOf)} events lost, ${sum(o => o.retries)} sessions repeated with a larger ring because they had lost some,
${repeated} because something else kept the machine too busy for the times that are promised (at most ${REPEATS_MAX} times a case; a transition that
does not match is never given another chance).
${
  broken.length
    ? `\nNot kept (p50 ≤ 10 µs, p99 ≤ 50 µs, totals within 1 % or 2 µs an interval; with --syscalls 4 µs; before Go 1.22, whose
tracer unwinds a stack between taking the time and the fact, 2 % or 8 µs):\n\n${broken.join('\n')}\n`
    : ''
}
## The same transitions

"Inside" is the one of the two that begins later and ends earlier. "waker", "thread" and "P equal" say how often both
name the same goroutine that woke or created this one, and where it happened.

${matchTable(outcomes)}

## The same times

Distance of a transition's two timestamps, and how much more (+) or less time all goroutines together spent in a state
by runqscope than by Go's trace: in per cent where the mean interval is at least 200 µs, else per interval. Distances
over 1 ms are counted by themselves: runqscope stamps before the transition's compare-and-swap and Go after it (a stop
and an exit the other way round), and the kernel may take the thread's CPU away as the probe's trap returns. Running
includes system calls where these are not probed. The last column is the largest distance of a clock mark from the line through all${
    snapshots.length
      ? `; Go
1.25 and later write readings of both clocks into the trace, and those lie within ${(Math.max(...snapshots) / 1e3).toFixed(1)} µs of the line`
      : ''
  }.

${timeTable(outcomes)}

## Left out

${exclusionTable(outcomes, exclusions)}
`
}

await main(process.argv.slice(2))
