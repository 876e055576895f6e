import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openRecording } from '../../lib/recording/open.js'
import type { Summary } from '../../lib/summary.js'
import { build } from '../attach/build.js'
import { blocked } from '../attach/kernel.js'
import { cli, killAll, Program, ran, runqscope, until } from '../attach/program.js'
import { refuses } from '../attach/refusal.js'
import { comparable, scratch } from './scratch.js'

afterEach(killAll)

async function pingpong(): Promise<Program> {
  const target = Program.start(build('pingpong'), ['-pairs', '2'])
  await target.says(/^pid/)
  return target
}

/** A server under load. */
async function service(): Promise<Program> {
  const target = Program.start(build('service'), [])
  const [, url] = await target.says(/listening on (\S+)/)
  Program.start(build('load'), ['-url', url!, '-rate', '1500', '-for', '0'])
  return target
}

/** `runqscope record PID ARGS`, recording. */
async function recording(pid: number, ...args: string[]): Promise<Program> {
  const recorder = runqscope(['record', `${pid}`, '--json', ...args])
  await recorder.says(/"type":"armed"/)
  return recorder
}

async function summaryOf(path: string): Promise<Summary> {
  const program = await ran(['attach', path, '--json'])
  assert.equal(await program.exited, 0, program.stderr)
  return program.summary()
}

test('what was recorded of a server is what is shown of its recording', { skip: blocked }, async t => {
  const path = join(scratch(t), 'a.rqs')
  const target = await service()
  const recorder = await recording(target.pid, '-o', path)
  await sleep(3000)
  recorder.kill('SIGTERM')
  assert.equal(await recorder.end(), 0, recorder.stderr)
  const summary = recorder.summary()
  assert.equal(summary.ended, 'requested')
  assert.ok(summary.events > 5000 && summary.lost === 0, `${summary.events} events, ${summary.lost} lost`)
  assert.equal(summary.produced, summary.events)
  assert.deepEqual(comparable(await summaryOf(path)), comparable(summary))
  assert.equal(statSync(path).mode & 0o777, 0o600)

  const table = await ran(['attach', path])
  assert.match(table.stdout, /whole session.*ready→run.*net\/http\.\(\*conn\)\.serve/s)
  assert.match(table.stderr, /recording ended; recorded from/)
})

test('with losses, too, after which the goroutines were read anew', { skip: blocked }, async t => {
  const path = join(scratch(t), 'a.rqs')
  const target = await pingpong()
  const recorder = await recording(target.pid, '-o', path, '--kernel-ring', '4kB', '--duration', '3s')
  assert.equal(await recorder.end(), 0, recorder.stderr)
  const summary = recorder.summary()
  assert.ok(summary.lost > 0 && summary.undetermined > 0, 'a ring of a page is too small')
  assert.deepEqual(comparable(await summaryOf(path)), comparable(summary))
})

test('names are replaced, figures stay', { skip: blocked }, async t => {
  const path = join(scratch(t), 'a.rqs')
  const target = await pingpong()
  const recorder = await recording(target.pid, '-o', path, '--duration', '1s', '--anonymize')
  assert.equal(await recorder.end(), 0, recorder.stderr)
  const summary = recorder.summary()
  const again = await summaryOf(path)
  assert.equal(again.events, summary.events)
  assert.deepEqual(again.stages, summary.stages)
  assert.equal(again.command, 'anonymous')
  assert.ok(!readFileSync(path).includes('main.'))
  const ofProgram = again.sites.filter(({ system }) => !system)
  assert.ok(ofProgram.length > 0)
  for (const site of ofProgram) assert.match(site.function, /^(pkg_[0-9a-f]{8}\.fn_[0-9a-f]{8}|[^.]+)$/)
})

test('a flight recording without names does not tell what triggered it', { skip: blocked }, async t => {
  const folder = scratch(t)
  const target = await pingpong()
  const on = 'wait > 0ns site:main.*'
  for (const anonymize of [[], ['--anonymize']]) {
    const path = join(folder, `${anonymize.length}.rqs`)
    const args = ['-o', path, '--ring', '5s', '--on', on, '--post', '100ms', '--max-files', '1']
    const recorder = await recording(target.pid, ...args, ...anonymize)
    const written = () => readdirSync(folder).find(name => name.startsWith(`${anonymize.length}-`))
    assert.equal(await recorder.end(), 0, recorder.stderr)
    const file = openRecording(join(folder, written()!))
    t.after(() => file.close())
    const { trigger, ...times } = file.notes
    assert.deepEqual(Object.keys(times), ['triggered_ns', 'asked_ns', 'kept_ns'])
    if (anonymize.length > 0) assert.equal(trigger, undefined)
    else assert.match(String(trigger), /site:main\.\*: goroutine \d+ of main\./)
  }
})

test('into a pipe', { skip: blocked }, async t => {
  const path = join(scratch(t), 'a.rqs')
  const target = await pingpong()
  const command = `'${process.execPath}' '${cli}' record ${target.pid} -o - --duration 1s | cat > '${path}'`
  const { status, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', command], { encoding: 'utf8' })
  assert.equal(status, 0, stderr)
  const file = openRecording(path)
  assert.ok(file.head.whole && file.head.rows > 100)
  file.close()
})

test('several files one after the other, the oldest of which go', { skip: blocked }, async t => {
  const folder = scratch(t)
  const target = await pingpong()
  const path = join(folder, 'a.rqs')
  const args = ['-o', path, '--rotate', '64kB', '--max-files', '2', '--duration', '4s']
  const recorder = await recording(target.pid, ...args)
  assert.equal(await recorder.end(), 0, recorder.stderr)
  const names = readdirSync(folder).sort()
  assert.equal(names.length, 2, names.join(' '))
  let lastNs = 0
  for (const name of names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))) {
    assert.match(name, /^a\.\d+\.rqs$/)
    const { head } = openRecording(join(folder, name))
    assert.ok(head.whole && head.rows > 0)
    if (lastNs > 0) assert.equal(head.firstNs, lastNs, 'one goes on where the other ended')
    lastNs = head.lastNs
    const summary = await summaryOf(join(folder, name))
    assert.ok(summary.events > 0 && summary.goroutines.live > 0)
    assert.ok(summary.sites.some(site => site.function.startsWith('main.')))
  }
})

test('a file that grows no further', { skip: blocked }, async t => {
  const path = join(scratch(t), 'a.rqs')
  const target = await pingpong()
  const recorder = await recording(target.pid, '-o', path, '--max-size', '100kB')
  assert.equal(await recorder.end(), 0, recorder.stderr)
  assert.equal(recorder.summary().ended, 'size limit')
  assert.ok(statSync(path).size > 100 << 10)
})

test('the target ends', { skip: blocked }, async t => {
  const path = join(scratch(t), 'a.rqs')
  const target = await pingpong()
  const recorder = await recording(target.pid, '-o', path)
  await sleep(300)
  target.kill('SIGKILL')
  assert.equal(await recorder.end(), 0, recorder.stderr)
  assert.deepEqual(comparable(await summaryOf(path)), comparable(recorder.summary()))
})

test('a full disk ends it, what was written before can be read', { skip: blocked }, async t => {
  const folder = join(scratch(t), 'small')
  mkdirSync(folder)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'none', folder])
  try {
    const target = await service()
    const recorder = await recording(target.pid, '-o', join(folder, 'a.rqs'))
    assert.equal(await recorder.end(), 1)
    assert.match(recorder.stderr, /the disk is full; make room/)
    assert.ok(recorder.summary().events > 0, 'what was seen is told all the same')
    const file = openRecording(join(folder, 'a.rqs'))
    t.after(() => file.close())
    assert.ok(file.head.rows > 1000)
    assert.equal(file.head.whole, false)
  } finally {
    // Whatever failed above is what is to be told, and not that the folder is in use.
    await killAll()
    execFileSync('umount', ['-l', folder])
  }
})

test('where it cannot write, it says so before it attaches', { skip: blocked }, async t => {
  const folder = scratch(t)
  const target = await pingpong()
  const there = join(folder, 'there.rqs')
  writeFileSync(there, 'precious')
  const link = join(folder, 'link.rqs')
  symlinkSync(there, link)
  const pid = `${target.pid}`
  await refuses(['record', pid, '-o', there], 1, /there already.*--force/)
  await refuses(['record', pid, '-o', link, '--force'], 1, /symbolic link/)
  await refuses(['record', pid, '-o', folder], 1, /is a folder/)
  await refuses(['record', pid, '-o', join(folder, 'no', 'such', 'folder.rqs')], 1, /cannot be written/)
  await refuses(['record', pid, '-o', '/proc/none.rqs'], 1, /cannot be written/)
  await refuses(['record', pid, '-o', '/proc/none.rqs', '--ring', '1s'], 1, /no file can be made/)
  assert.equal(readFileSync(there, 'utf8'), 'precious')
  const recorder = await ran(['record', pid, '-o', there, '--force', '--duration', '300ms'])
  assert.equal(await recorder.exited, 0, recorder.stderr)
  openRecording(there).close()
})

test('wrong usage', async t => {
  const path = join(scratch(t), 'a.rqs')
  const wrong = (args: string[], said: RegExp) => refuses(['record', ...args], 2, said)
  await Promise.all([
    wrong(['1'], /needs to know where to/),
    wrong(['-o', path], /one process id/),
    wrong(['abc', '-o', path], /one process id/),
    wrong(['1', '-o', '-', '--json'], /both want stdout/),
    wrong(['1', '-o', '-', '--ring', '1s'], /several files/),
    wrong(['1', '-o', path, '--ring', '1s', '--rotate', '1MB'], /bounds its files by itself/),
    wrong(['1', '-o', path, '--max-files', '3'], /--rotate or --ring/),
    wrong(['1', '-o', path, '--rotate', '1MB', '--max-files', '0'], /no number of files/),
    wrong(['1', '-o', path, '--max-size', 'much'], /no size/),
    wrong(['1', '-o', path, '--ring', 'long'], /no duration/),
    wrong(['1', '-o', path, '--ring', '1kB'], /less than/),
    wrong(['1', '-o', path, '--on', 'exit'], /--on goes with --ring/),
    wrong(['1', '-o', path, '--ring', '1s', '--on', 'wait > 5'], /no duration such as/),
    wrong(['1', '-o', path, '--kernel-ring', '5000'], /--kernel-ring 5000 is no power of two/),
  ])
})

test('a terminal is no place for a recording', async () => {
  const command = `'${process.execPath}' '${cli}' record 1 -o -`
  const { stdout, status } = spawnSync('script', ['-qec', command, '/dev/null'], { encoding: 'utf8' })
  assert.equal(status, 2)
  assert.match(stdout, /binary and stdout is a terminal/)
})

interface FlightLine {
  path: string
  trigger: string
  asked_ns: number
  kept_ns: number
  triggered_ns: number
  last_ns: number
}

const flights = (recorder: Program) =>
  recorder.lines().filter(({ type, trigger }) => type === 'recording' && trigger) as unknown as FlightLine[]

/** A recorder that waits for a stall; another if the machine itself had the victim wait so long before we do. */
async function waiting(path: string): Promise<{ target: Program; recorder: Program }> {
  const env = { ...process.env, GODEBUG: 'asyncpreemptoff=1' }
  for (let tries = 1; ; tries++) {
    const target = Program.start(build('stall'), ['-ms', '50'], { env })
    await target.says(/^pid/)
    const args = [
      '-o',
      path,
      '--ring',
      '2s',
      '--on',
      'ready_to_run > 45ms site:main.victim',
      '--post',
      '500ms',
    ]
    const recorder = await recording(target.pid, ...args, '--max-files', '1')
    await sleep(3000)
    if (recorder.running && !/writing what was before/.test(recorder.stderr)) return { target, recorder }
    assert.ok(tries < 5, `${tries} times a stall that nobody planted: ${recorder.stderr}`)
    await killAll()
  }
}

test('a planted stall writes the seconds before it', { skip: blocked }, async t => {
  const { target, recorder } = await waiting(join(scratch(t), 'incident.rqs'))
  target.write('now\n')
  assert.equal(await recorder.end(), 0, recorder.stderr)
  const [flight] = flights(recorder)
  assert.match(flight!.trigger, /of main\.victim/)
  assert.equal(flight!.asked_ns, 2e9)
  assert.ok(flight!.kept_ns >= 0.9 * flight!.asked_ns, `${flight!.kept_ns} ns before`)
  assert.ok(flight!.last_ns - flight!.triggered_ns >= 0.5e9)
  const summary = await summaryOf(flight!.path)
  const stalled = summary.sites.find(site => site.function === 'main.victim')!
  // The upper bound is that of a machine on which others run, too.
  assert.ok(stalled.stages.ready_to_run.max_ns >= 45e6 && stalled.stages.ready_to_run.max_ns < 2e9)
  assert.ok(summary.goroutines.live >= 10)
})

test('a signal writes what was before', { skip: blocked }, async t => {
  const path = join(scratch(t), 'incident.rqs')
  const target = await pingpong()
  const recorder = await recording(target.pid, '-o', path, '--ring', '1s,8MB', '--post', '200ms')
  await sleep(1500)
  recorder.kill('SIGUSR2')
  await until(() => flights(recorder).length === 1 || !recorder.running, 'a file')
  assert.equal(flights(recorder).length, 1, recorder.stderr)
  recorder.kill('SIGUSR2')
  await sleep(100)
  recorder.kill('SIGINT')
  assert.equal(await recorder.end(), 0, recorder.stderr)
  const [first, second, ...more] = flights(recorder)
  assert.equal(more.length, 0)
  assert.equal(first!.trigger, 'SIGUSR2')
  assert.ok(second!.last_ns > first!.last_ns, 'the end of the session ends a file, too')
  for (const { path } of [first!, second!]) {
    const file = openRecording(path)
    assert.ok(file.head.whole && file.head.rows > 0)
    file.close()
  }
  assert.equal(recorder.summary().ended, 'requested')
})

test("the program's end writes its last seconds", { skip: blocked }, async t => {
  const path = join(scratch(t), 'incident.rqs')
  const target = await pingpong()
  const recorder = await recording(target.pid, '-o', path, '--ring', '5s', '--on', 'exit')
  await sleep(1000)
  target.kill('SIGKILL')
  assert.equal(await recorder.end(), 0, recorder.stderr)
  const [flight] = flights(recorder)
  assert.equal(flight!.trigger, 'the program ended')
  const summary = await summaryOf(flight!.path)
  assert.ok(summary.events > 100)
})
