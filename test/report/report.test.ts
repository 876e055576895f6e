import assert from 'node:assert/strict'
import test from 'node:test'
import { reportsOf } from '../../lib/report/report.js'
import type { Report } from '../../lib/report/result.js'
import { textOf } from '../../lib/report/text.js'
import type { Crew } from './actor.js'
import { Program, type ProgramOptions } from './program.js'

const crews: Crew[] = [
  { name: 'main.hog', goroutines: 1, runNs: 200e3, waitNs: 20e6 },
  { name: 'main.serve', goroutines: 20, runNs: 50e3, waitNs: 8e6, reason: 4 },
  { name: 'main.lock', goroutines: 4, runNs: 20e3, waitNs: 1e6, reason: 2 },
  { name: 'main.brief', goroutines: 0, runNs: 30e3, waitNs: 0, bornPerS: 300 },
  { name: 'runtime.gc', goroutines: 2, runNs: 100e3, waitNs: 50e6 },
]

async function reportOf(
  options: Partial<ProgramOptions> = {},
): Promise<{ report: Report; program: Program }> {
  const program = new Program({ seed: 1, seconds: 4, ps: 2, crews, ...options })
  const [report] = await reportsOf([program])
  return { report: report!, program }
}

test('a planted stall of 50 ms is ranked first, with who held the P', async () => {
  const { report } = await reportOf({ ps: 1, stall: { atS: 2, ns: 50e6 } })
  const [first] = report.findings
  assert.equal(first!.kind, 'delay')
  assert.ok(first!.ns! > 45e6 && first!.ns! < 60e6, `${first!.ns}`)
  assert.ok(first!.first_ns! > 2e9 && first!.last_ns! < 2.2e9, first!.text)
  const [delay] = report.delays
  assert.ok(delay!.delayed > 5, `${delay!.delayed} goroutines`)
  assert.equal(
    delay!.delayed_sites.reduce((sum, { goroutines }) => sum + goroutines, 0),
    delay!.delayed,
  )
  assert.equal(delay!.delayed_sites[0]!.site.function, 'main.serve')
  const [meanwhile] = delay!.meanwhile
  assert.equal(meanwhile!.longest!.site.function, 'main.hog')
  assert.ok(meanwhile!.longest!.ns > 45e6 && meanwhile!.longest!.ns <= delay!.delay_ns)
  assert.match(first!.text, /P 0 was held by goroutine 1 \(main\.hog · main\.go:10\)/)
  // One stall is one finding: what else is among the worst is another moment.
  for (const other of report.delays.slice(1))
    assert.ok(
      other.since_ns + other.delay_ns <= delay!.since_ns ||
        other.since_ns >= delay!.since_ns + delay!.delay_ns,
    )
})

test('what the kernel kept from the program is told behind the delays', async () => {
  const program = new Program({ seed: 1, seconds: 4, ps: 2, crews })
  const kernel = { threads_waited_ns: 2.5e9, throttled_ns: 1.5e9, throttled_periods: 30, periods: 40 }
  const figures = { timeNs: 4e9, events: 0, produced: 0, hitCostNs: 0, late: 0, vanished: 0 }
  const none = { censored: 0, undetermined: 0, disagreements: 0, seen: 0, snapshot: 0, created: 0, exited: 0 }
  const { path, head } = program
  const walk: Program['walk'] = async (visitor, part) => {
    await program.walk(visitor, part)
    visitor.counters!({ ...figures, ...none, kernel })
  }
  const [report] = await reportsOf([{ path, head, walk }])
  assert.deepEqual(report!.kernel, kernel)
  const kinds = report!.findings.map(({ kind }) => kind)
  const at = kinds.indexOf('kernel')
  assert.ok(at > 0 && at > kinds.lastIndexOf('delay'), kinds.join(' '))
  assert.match(
    report!.findings[at]!.text,
    /stopped it for 1\.50s of 4\.00s, in 30 of 40 periods; its threads waited 2\.50s/,
  )
  assert.ok(report!.next.some(({ why }) => why.includes('quota')))
})

test('without the stall nothing of its length is found', async () => {
  const { report } = await reportOf({ ps: 1 })
  assert.ok(report.findings[0]!.ns! < 20e6, report.findings[0]!.text)
})

test('figures equal the truth', async () => {
  const { report, program } = await reportOf({
    crews: crews.filter(({ name }) => !name.startsWith('runtime.')),
  })
  const { truth } = program
  const { run, ready_to_run: ready, create_to_run: created, lifetime } = report.stages
  assert.equal(run.count, truth.runs)
  assert.equal(run.total_ns, truth.runNs)
  assert.equal(ready.count + created.count, truth.delays)
  assert.equal(ready.total_ns + created.total_ns, truth.delayNs)
  assert.equal(lifetime.count, truth.exited)
  assert.equal(report.goroutines.created, truth.born)
  const { processors, losses, told_ns } = report
  assert.equal(processors.seen, 2)
  assert.ok(Math.abs(processors.busy_share - truth.busyNs / (2 * 4e9)) < 0.002, `${processors.busy_share}`)
  assert.equal(told_ns, 4e9)
  assert.equal(losses.gaps, 0)
  // Each of the first crew's waits began before the recording.
  assert.equal(losses.unknown_since, 25)
})

test("the runtime's own goroutines count when asked for", async () => {
  const program = new Program({ seed: 1, seconds: 1, crews })
  const [without] = await reportsOf([program])
  const [with_] = await reportsOf([program], { system: true })
  const runs = (report: Report) => report.sites.find(site => site.function === 'runtime.gc')!.stages.run.count
  assert.ok(runs(without!) > 0)
  assert.equal(with_!.stages.run.count, without!.stages.run.count + runs(without!))
  assert.ok(without!.waits.every(({ site }) => !site.system))
})

test('a leak is told with its slope, and nothing else is one', async () => {
  const leak: Crew = {
    name: 'main.watch',
    goroutines: 10,
    runNs: 1e3,
    waitNs: 1e6,
    bornPerS: 50,
    leaks: true,
  }
  const { report } = await reportOf({ crews: [...crews, leak] })
  assert.deepEqual(
    report.growth.map(({ site }) => site.function),
    ['main.watch'],
  )
  const [rise] = report.growth
  assert.ok(Math.abs(rise!.per_second - 50) < 5, `${rise!.per_second}`)
  assert.ok(
    report.findings.some(
      ({ kind, text }) => kind === 'growth' && /main\.watch · main\.go:15 grows by/.test(text),
    ),
  )
  const steps = report.next.map(({ command }) => command)
  assert.ok(
    steps.includes('runqscope export program-1.rqs --to csv --site main.watch@main.go:15 -o growth.csv'),
    steps.join('\n'),
  )
  // They wait at the end, all of them seen from their first wait on or older.
  const waiting = report.waits.find(({ site }) => site.function === 'main.watch')!
  assert.ok(waiting.waiting > 190 && waiting.waiting < 230, `${waiting.waiting}`)
  assert.ok(waiting.waiting_older <= 10)
})

test('what never ends is told with what is known of it', async () => {
  const idle: Crew = { name: 'main.idle', goroutines: 3, runNs: 1e3, waitNs: 1e12, reason: 4 }
  const { report } = await reportOf({ crews: [...crews, idle] })
  const wait = report.waits.find(({ site }) => site.function === 'main.idle')!
  assert.deepEqual([wait.waiting, wait.waiting_older, wait.longest], [3, 3, null])
  assert.equal(wait.waiting_ns, 4e9)
  const finding = report.findings.find(
    ({ kind, site }) => kind === 'still_waiting' && site?.function === 'main.idle',
  )
  assert.match(
    finding!.text,
    /3 goroutines of main\.idle .* still waiting for IO wait at the end, since before the recording/,
  )
})

test('a lock that is waited for long ranks with the delays', async () => {
  const locked: Crew = { name: 'main.contended', goroutines: 2, runNs: 10e3, waitNs: 900e6, reason: 2 }
  const { report } = await reportOf({ crews: [...crews, locked] })
  assert.equal(report.findings[0]!.kind, 'lock_wait')
  assert.match(report.findings[0]!.text, /main\.contended .* for sync\.Mutex\.Lock from/)
})

test('losses are told, and nothing crosses them', async () => {
  const { report } = await reportOf({ gap: { fromS: 1, untilS: 1.5 } })
  assert.equal(report.losses.gaps, 1)
  assert.equal(report.losses.gaps_ns, 0.5e9)
  assert.equal(report.told_ns, 3.5e9)
  assert.ok(report.losses.lost > 100)
  assert.deepEqual(report.losses.lost_by_cause, { ring_full: report.losses.lost })
  for (const { since_ns, delay_ns } of report.delays)
    assert.ok(since_ns >= 1.5e9 || since_ns + delay_ns <= 1e9)
  for (const { longest } of report.waits)
    if (longest) assert.ok(longest.since_ns >= 1.5e9 || longest.since_ns + longest.ns <= 1e9)
  assert.ok(
    report.findings.some(
      ({ kind, text }) => kind === 'loss' && text.includes(`${report.losses.lost} events lost in 1 gap`),
    ),
  )
  const { known_ns } = report.processors.usage[0]!
  assert.ok(known_ns <= 3.5e9 && known_ns > 3.4e9, `${known_ns}`)
})

test('several files of one session are one report, equal to that of the whole', async () => {
  const options = { seed: 5, seconds: 4, crews }
  const parts = [
    new Program({ ...options, part: { fromS: 2.5, untilS: 4 } }, 'b.rqs'),
    new Program({ ...options, part: { fromS: 0, untilS: 2.5 } }, 'a.rqs'),
  ]
  const reports = await reportsOf(parts)
  const [whole] = await reportsOf([new Program(options)])
  assert.equal(reports.length, 1)
  const [joined] = reports
  assert.deepEqual(joined!.files, ['a.rqs', 'b.rqs'])
  assert.deepEqual(joined!.stages, whole!.stages)
  assert.deepEqual(joined!.wait_reasons, whole!.wait_reasons)
  assert.deepEqual(joined!.goroutines, whole!.goroutines)
  assert.equal(joined!.told_ns, whole!.told_ns)
  assert.deepEqual(joined!.delays[0]!.delay_ns, whole!.delays[0]!.delay_ns)
})

test('other sessions have reports of their own', async () => {
  const reports = await reportsOf([1, 2].map(seed => new Program({ seed, seconds: 0.5, crews })))
  assert.deepEqual(
    reports.map(({ pid }) => pid),
    [1, 2],
  )
})

test('files that tell of the same time are not counted twice', async () => {
  const files = [0, 0.5].map(
    fromS => new Program({ seed: 1, seconds: 2, crews, part: { fromS, untilS: fromS + 1 } }),
  )
  const reports = await reportsOf(files)
  assert.deepEqual(
    reports.map(({ told_ns }) => told_ns),
    [1e9, 1e9],
  )
})

test('an empty recording and one without goroutines say so', async () => {
  const { report } = await reportOf({ crews: [], seconds: 1 })
  assert.equal(report.transitions, 0)
  assert.deepEqual(
    report.findings.map(({ text }) => text),
    ['no transition is in the recording; nothing was lost'],
  )
  assert.deepEqual(report.next, [])
  const empty = await reportOf({ crews: [], seconds: 0 })
  for (const each of [report, empty.report]) assertReadable(textOf(each, 100))
})

test('the text says the findings first, in the asked width, and holds no hole', async () => {
  const leak: Crew = { name: 'main.leak', goroutines: 0, runNs: 1e3, waitNs: 1e6, bornPerS: 50, leaks: true }
  const { report } = await reportOf({ crews: [...crews, leak], gap: { fromS: 1, untilS: 1.2 } })
  const lines = textOf(report, 100)
  assertReadable(lines)
  const at = (start: string) => lines.findIndex(line => line.startsWith(start))
  assert.ok(at('Findings') > 0 && at('Findings') < at('What to look at next'))
  assert.ok(at('What to look at next') < at('By stage'))
  for (const line of lines.slice(at('Findings'), at('What to look at next')))
    assert.ok(line.length <= 100, line)
  assert.equal(JSON.parse(JSON.stringify(report)).type, 'report')
})

test('commands can be pasted, whatever the file is called', async () => {
  const program = new Program({ seed: 1, seconds: 1, crews }, "it's here.rqs")
  const [report] = await reportsOf([program])
  assert.ok(report!.next.length >= 3)
  for (const { command } of report!.next) assert.ok(command.includes(`'it'\\''s here.rqs'`), command)
  const [first] = report!.next
  const cut = first!.command.match(/--from ([\d.]+)s --until ([\d.]+)s/)!
  const [worst] = report!.findings
  assert.ok(Number(cut[1]) * 1e9 <= worst!.first_ns! && Number(cut[2]) * 1e9 >= worst!.last_ns!)
})

function assertReadable(lines: string[]): void {
  for (const line of lines) assert.doesNotMatch(line, /NaN|undefined|Infinity|null|\[object/)
}
