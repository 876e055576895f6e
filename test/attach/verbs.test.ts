import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { attachOptions } from '../../lib/cli/options.js'
import { byteSize, durationMs } from '../../lib/cli/verb.js'
import { build } from './build.js'
import { blocked } from './kernel.js'
import { attached, detached, killAll, Program, parseLines, ran, runqscope, until } from './program.js'
import { refuses } from './refusal.js'

const verbs = ['list', 'doctor', 'plan', 'attach', 'serve', 'run', 'record']

afterEach(killAll)

test('each verb explains itself, with an example', async () => {
  for (const verb of verbs) {
    const [{ stdout, stderr, exited }, short] = await Promise.all([ran([verb, '--help']), ran([verb, '-h'])])
    assert.equal(await exited, 0)
    assert.equal(stderr, '')
    assert.match(stdout, new RegExp(`^usage: runqscope ${verb}\\b`))
    assert.match(stdout, new RegExp(`\\nexample: .*runqscope ${verb}\\b`))
    assert.match(stdout, /--json/)
    assert.equal(short.stdout, stdout)
  }
  const { stdout, exited } = await ran(['--help'])
  assert.equal(await exited, 0)
  for (const verb of verbs) assert.match(stdout, new RegExp(`^ {2}${verb}\\b`, 'm'))
})

test('wrong usage ends with 2', async () => {
  await Promise.all([
    refuses(['bogus'], 2, /no verb bogus/),
    ...verbs.map(verb => refuses([verb, '--bogus'], 2, new RegExp(`--bogus.*runqscope ${verb} --help`))),
    refuses(['list', 'x'], 2, /no argument, got x/),
    refuses(['doctor', 'x'], 2, /no argument, got x/),
    refuses(['plan'], 2, /one binary/),
    refuses(['plan', 'a', 'b'], 2, /one binary/),
    refuses(['serve'], 2, /one process id or recording/),
    refuses(['run'], 2, /a command after --/),
    refuses(['run', '--'], 2, /a command after --/),
    refuses(['run', 'x', '--', 'y'], 2, /a command after --/),
    refuses(['attach', '1', '--method', 'magic'], 2, /magic.*auto, multi or perf/),
    refuses(['attach', '1', '--transitions'], 2, /--transitions goes with --json/),
  ])
  const nothing = await ran([])
  assert.equal(await nothing.exited, 2)
})

test('durations and sizes', () => {
  assert.equal(durationMs('duration', '1m30s'), 90_000)
  assert.equal(durationMs('duration', '250ms'), 250)
  assert.equal(byteSize('ring', '64kB'), 65_536)
  for (const text of ['abc', '5', '-1s', '1s2', ''])
    assert.throws(() => durationMs('duration', text), /is no duration/)
  for (const text of ['16XB', '-4kB', '', '4.5MB']) assert.throws(() => byteSize('ring', text), /is no size/)
  for (const ring of ['5000', '1kB', '2GB', '0'])
    assert.throws(() => attachOptions({ ring }), /no power of two/)
})

test('doctor', { skip: blocked }, async () => {
  const told = await ran(['doctor'])
  assert.equal(await told.exited, 0)
  assert.equal(told.stderr, '')
  const { stdout, exited } = await ran(['doctor', '--json'])
  assert.equal(await exited, 0)
  const { ok, checks } = JSON.parse(stdout)
  assert.equal(ok, true)
  for (const { name, ok, needed, found, remedy } of checks) {
    assert.ok(ok || (!needed && remedy), `${name}: ${found}`)
    assert.match(told.stdout, new RegExp(`^(ok|note) +${name}`, 'm'))
  }
  for (const name of [
    'kernel',
    'CAP_BPF',
    'CAP_PERFMON',
    'CAP_SYS_PTRACE',
    '/proc',
    'BPF by uprobe_multi',
    'BPF by perf events',
    'attach cookies',
    'ring buffer',
    'pid filter',
    'perf uprobe PMU',
    'process_vm_readv',
  ])
    assert.ok(
      checks.some((check: { name: string }) => check.name === name),
      name,
    )
})

test('list tells of each Go process whether it can be attached to', { skip: blocked }, async () => {
  const one = Program.start(build('pingpong'), ['-pairs', '3'])
  const other = Program.start(build('pingpong', { toolchain: 'go1.22.12', flags: ['-ldflags=-s -w'] }), [])
  const stranger = Program.start('sleep', ['1000'])
  await Promise.all([one.says(/^pid/), other.says(/^pid/)])
  const { stdout, exited } = await ran(['list', '--json'])
  assert.equal(await exited, 0)
  const listed = new Map(parseLines(stdout).map(line => [line.pid, line]))
  const local = listed.get(one.pid)!
  assert.match(String(local.go_version), /^go1\.\d+\.\d+/)
  assert.equal(local.attachable, true)
  assert.equal(local.reason, null)
  assert.match(String(local.command), /pingpong.* -pairs 3$/)
  assert.equal(listed.get(other.pid)!.go_version, 'go1.22.12')
  assert.equal(listed.has(stranger.pid), false)
  assert.equal(listed.has(process.pid), false)
  const told = await ran(['list'])
  assert.match(told.stdout, /^ +PID +GO +ATTACH +COMMAND\n/)
  assert.match(told.stdout, new RegExp(`^ *${other.pid} +go1\\.22\\.12 +yes +`, 'm'))
})

test('plan prints sites and offsets, and where each comes from', async () => {
  const program = build('pingpong', { toolchain: 'go1.24.13', flags: ['-ldflags=-s -w'] })
  const { stdout, exited, stderr } = await ran(['plan', program, '--json'])
  assert.equal(await exited, 0, stderr)
  const plan = JSON.parse(stdout)
  const text = (await ran(['plan', program])).stdout
  assert.ok(plan.sites.length > 10)
  for (const site of plan.sites) {
    assert.ok(site.fileOffset > 0 && site.address > 0)
    assert.match(site.function, /^runtime\./)
    assert.ok(site.found && site.from && site.to)
    assert.ok(text.includes(site.address.toString(16)))
  }
  assert.ok(
    plan.offsets.some(
      ({ struct, field }: { struct: string; field: string }) => struct === 'g' && field === 'goid',
    ),
  )
  for (const { found } of plan.offsets) assert.ok(found)
})

test('plain lines into a pipe, and the whole session at the end', { skip: blocked }, async () => {
  const target = Program.start(build('pingpong'), [])
  await target.says(/^pid/)
  const agent = runqscope(['attach', `${target.pid}`])
  await until(() => /^t=.*calibrated\).*\n/m.test(agent.stdout) || !agent.running, 'a line with the cost')
  agent.kill('SIGINT')
  assert.equal(await agent.end(), 0, agent.stderr)
  const { stdout, stderr } = agent
  assert.ok(!stdout.includes('\x1b'), 'no escape sequences')
  const lines = stdout.split('\n').filter(line => line.startsWith('t='))
  for (const line of lines) {
    // The very first one may come before anything was scheduled.
    assert.match(line, /ready→run n=(0 -|[\d.]+[kM]? p50=)/)
    assert.match(line, /[\dkM] events, (0 lost|LOST \d)/)
    assert.match(line, /probe hits\/s/)
  }
  assert.match(lines.at(-1)!, /ready→run n=[\d.]+[kM]? p50=/)
  assert.match(lines.at(-1)!, /probe hits\/s × \d+ ns \(calibrated\) = [\d.]+ % of one CPU/)
  assert.match(stdout, /\nwhole session /)
  assert.match(stdout, /\n {2}main\.echo · main\.go:\d+ /)
  assert.match(
    stderr,
    /^runqscope: requested; detached from \d+ after \d+\.\d s, \d+ events, \d+ (lost|LOST)\n$/,
  )
})

test('aggregates as JSON, one a second, between hello and summary', { skip: blocked }, async () => {
  const target = Program.start(build('pingpong'), [])
  await target.says(/^pid/)
  const program = await attached(target.pid)
  await until(() => program.stdout.split('"type":"aggregate"').length > 3, 'three aggregates')
  await detached(program)
  const lines = program.lines()
  const types = lines.map(line => line.type)
  assert.deepEqual(types.slice(0, 2), ['hello', 'armed'])
  assert.equal(types.at(-1), 'summary')
  assert.ok(types.slice(2, -1).every(type => type === 'aggregate'))
  const summary = program.summary()
  assert.ok(summary.hit_cost_ns > 0)
  for (const key of [
    'version',
    'pid',
    'go_version',
    'events',
    'produced',
    'lost',
    'lost_by_cause',
    'undetermined',
  ])
    assert.ok(key in summary, key)
  for (const key of ['censored', 'duration_ns', 'goroutines', 'stages', 'wait_reasons', 'sites'])
    assert.ok(key in summary, key)
  const shown = lines.filter(line => line.type === 'aggregate').map(line => line.time_ns as number)
  for (const [index, time] of shown.entries())
    assert.ok(index === 0 || time - shown[index - 1]! >= 0.95e9, 'not more often than once a second')
  assert.ok(summary.duration_ns >= 1.9e9)
})
