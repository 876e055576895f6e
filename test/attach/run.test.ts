import assert from 'node:assert/strict'
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { afterEach, test } from 'node:test'
import type { Summary } from '../../lib/summary.js'
import { build } from './build.js'
import { blocked } from './kernel.js'
import { breakpoints, siteAddresses } from './memory.js'
import { killAll, type Program, parseLines, ran, runqscope, until } from './program.js'
import { scratchFolder } from './scratch.js'

const folder = scratchFolder()
const wrapped = build('wrapped')
let files = 0

afterEach(killAll)

/** Where the data goes, so that stdout and stderr are the command's own. */
const dataFile = () => `${folder}/data-${files++}.ndjson`

/** The command's process: the only child of ours. */
const commandOf = (agent: Program) =>
  Number(readFileSync(`/proc/${agent.pid}/task/${agent.pid}/children`, 'utf8').trim().split(' ')[0])

for (const [what, flags] of [
  ['', []],
  [', position-independent', ['-buildmode=pie']],
  [', stripped', ['-ldflags=-s -w']],
] as const) {
  test(`from the first instruction${what}`, { skip: blocked }, async () => {
    const data = dataFile()
    const command = [
      build('wrapped', { flags: [...flags] }),
      '-workers',
      '5',
      '-exit',
      '3',
      'one',
      'two words',
    ]
    const program = await ran(['run', '--json', '--transitions', '-o', data, '--', ...command])
    assert.equal(await program.exited, 3)
    assert.equal(program.stdout, 'arguments [one two words]\n')
    assert.match(program.stderr, /^on stderr\nrunqscope: target exited;[^\n]*\n$/)
    const lines = parseLines(readFileSync(data, 'utf8'))
    const created = lines.filter(line => line.kind === 'CREATE')
    assert.equal(created[0]?.goid, 1, 'the main goroutine is the first')
    const summary = lines.at(-1) as unknown as Summary
    assert.equal(summary.type, 'summary')
    assert.equal(summary.command, command.join(' '))
    assert.equal(summary.lost, 0)
    assert.equal(summary.produced, summary.events)
    assert.equal(summary.censored, 0, 'nothing began before')
    assert.equal(summary.disagreements, 0)
    const { seen, snapshot, created: all } = summary.goroutines
    assert.equal(snapshot, 0)
    assert.equal(seen, all)
    const workers = summary.sites.find(site => site.function === 'main.worker')
    assert.equal(workers?.created, 5)
    // The last one tells main first, which may end the process before that goroutine has ended.
    assert.ok(workers!.exited >= 4)
    assert.match(workers!.created_at, /main\.go:\d+$/)
    const main = summary.sites.find(site => site.site === created[0]?.site)
    assert.match(main!.function, /^(runtime|main)\.main$/)
    assert.equal(main?.created, 1)
    assert.equal(main?.created_at, '', 'no go statement made it')
  })
}

test('the command keeps its stdin', { skip: blocked }, async () => {
  const program = runqscope(['run', '-o', dataFile(), '--', wrapped, '-echo'])
  program.write('first\nsecond\n')
  program.endInput()
  assert.equal(await program.end(), 0, program.stderr)
  assert.equal(program.stdout, 'arguments []\necho first\necho second\n')
})

test('without -o the data goes to stderr, and stdout is the command’s', { skip: blocked }, async () => {
  const program = await ran(['run', '--json', '--', wrapped])
  assert.equal(await program.exited, 0)
  assert.equal(program.stdout, 'arguments []\n')
  assert.match(program.stderr, /^\{"type":"summary",.*\}$/m)
})

for (const [signal, status] of [
  [9, 137],
  [15, 143],
] as const) {
  test(`a command that dies of signal ${signal} gives ${status}`, { skip: blocked }, async () => {
    const data = dataFile()
    const program = await ran(['run', '-o', data, '--json', '--', wrapped, '-kill', `${signal}`])
    assert.equal(await program.exited, status)
    assert.equal(parseLines(readFileSync(data, 'utf8')).at(-1)?.ended, 'target exited')
  })
}

test('signals are passed on', { skip: blocked }, async () => {
  const program = runqscope(['run', '-o', dataFile(), '--', wrapped, '-signals'])
  await program.says(/listening/)
  for (const [signal, name] of [
    ['SIGHUP', 'hangup'],
    ['SIGTERM', 'terminated'],
    ['SIGUSR1', 'user defined signal 1'],
    ['SIGINT', 'interrupt'],
  ] as const) {
    program.kill(signal)
    await program.says(new RegExp(`got ${name}`))
  }
  program.kill('SIGUSR2')
  assert.equal(await program.end(), 7)
})

test('the command survives us', { skip: blocked }, async () => {
  const program = runqscope(['run', '-o', dataFile(), '--', wrapped, '-signals'])
  await program.says(/listening/)
  const pid = commandOf(program)
  const addresses = siteAddresses(wrapped)
  assert.equal(breakpoints(pid, addresses), addresses.length)
  program.kill('SIGKILL')
  await until(() => breakpoints(pid, addresses) === 0, 'the probes to go')
  process.kill(pid, 'SIGUSR1')
  await program.says(/got user defined signal 1/)
  process.kill(pid, 'SIGUSR2')
  await until(() => !existsSync(`/proc/${pid}`), 'the end of the command')
})

test('the session may end before the command', { skip: blocked }, async () => {
  const data = dataFile()
  const program = runqscope(['run', '-o', data, '--json', '--duration', '200ms', '--', wrapped, '-signals'])
  await program.says(/listening/)
  await until(() => readFileSync(data, 'utf8').includes('"summary"'), 'the summary')
  const pid = commandOf(program)
  assert.equal(breakpoints(pid, siteAddresses(wrapped)), 0)
  program.kill('SIGUSR2')
  assert.equal(await program.end(), 7)
  assert.equal(parseLines(readFileSync(data, 'utf8')).at(-1)?.ended, 'duration')
})

test('the command becomes another program', { skip: blocked }, async () => {
  const data = dataFile()
  const reexec = [
    build('reexec'),
    '-after',
    '200ms',
    '-exec',
    '/bin/sh',
    '--',
    '-c',
    'echo from sh; sleep 0.5; exit 9',
  ]
  const program = await ran(['run', '-o', data, '--json', '--', ...reexec])
  assert.equal(await program.exited, 9, program.stderr)
  assert.match(program.stdout, /second image false\nfrom sh\n/)
  const summary = parseLines(readFileSync(data, 'utf8')).at(-1) as unknown as Summary
  assert.equal(summary.ended, 'target executed another program')
  assert.equal(summary.sites.find(site => site.function === 'main.firstLife')?.created, 8)
})

test('a file that cannot be written: the command does not run', { skip: blocked }, async () => {
  const program = await ran(['run', '-o', `${folder}/absent/data`, '--', wrapped])
  assert.equal(await program.exited, 1)
  assert.equal(program.stdout, '')
  assert.match(program.stderr, /^runqscope: .*absent\/data cannot be written: ENOENT[^\n]*-o\n$/)
})

test('a file that is there: the command does not run, but for --force', { skip: blocked }, async () => {
  const data = dataFile()
  writeFileSync(data, 'mine')
  const refused = await ran(['run', '-o', data, '--', wrapped])
  assert.equal(await refused.exited, 1)
  assert.equal(refused.stdout, '')
  assert.match(refused.stderr, /^runqscope: [^\n]* is there already; [^\n]*--force\n$/)
  assert.equal(readFileSync(data, 'utf8'), 'mine')
  const link = dataFile()
  symlinkSync(data, link)
  const followed = await ran(['run', '-o', link, '--force', '--', wrapped])
  assert.match(followed.stderr, /is a symbolic link; name the file itself\n$/)
  assert.equal(readFileSync(data, 'utf8'), 'mine')
  const forced = await ran(['run', '-o', data, '--force', '--json', '--', wrapped])
  assert.equal(await forced.exited, 0, forced.stderr)
  assert.equal(parseLines(readFileSync(data, 'utf8')).at(-1)?.type, 'summary')
})

test('a disk that is full: the command runs, and its status is ours', { skip: blocked }, async () => {
  const program = await ran(['run', '-o', '/dev/full', '--json', '--', wrapped, '-exit', '4'])
  assert.equal(await program.exited, 4)
  assert.equal(program.stdout, 'arguments []\n')
  assert.match(program.stderr, /^runqscope: the output cannot be written: ENOSPC/m)
})

test('the command ends right after events were lost: nothing is left to look at, the session is told', {
  skip: blocked,
}, async () => {
  const data = dataFile()
  const crowded = [build('pingpong'), '-for', '1s']
  const program = await ran(['run', '-o', data, '--json', '--ring', '4096', '--', ...crowded])
  assert.equal(await program.exited, 0, program.stderr)
  const summary = parseLines(readFileSync(data, 'utf8')).at(-1) as unknown as Summary
  assert.equal(summary.ended, 'target exited')
  assert.ok(summary.lost > 0)
  assert.equal(summary.produced, summary.events + summary.lost)
})
