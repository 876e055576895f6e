import assert from 'node:assert/strict'
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { foldersOf, parseThrottling } from '../../lib/probe/cgroup.js'
import type { Summary } from '../../lib/summary.js'
import { build } from './build.js'
import { blocked } from './kernel.js'
import { killAll, Program, ran } from './program.js'
import { scratchFolder } from './scratch.js'

/** A cgroup of our own with a quota of a tenth of a CPU, by version 1 or 2; undefined where none can be made. */
function makeQuota(): string | undefined {
  const one = '/sys/fs/cgroup/cpu'
  const folder = `${existsSync(one) ? one : '/sys/fs/cgroup'}/runqscope-test-${process.pid}`
  try {
    mkdirSync(folder)
    if (existsSync(one)) {
      writeFileSync(`${folder}/cpu.cfs_period_us`, '100000')
      writeFileSync(`${folder}/cpu.cfs_quota_us`, '10000')
    } else writeFileSync(`${folder}/cpu.max`, '10000 100000')
    return folder
  } catch {
    if (existsSync(folder)) rmdirSync(folder)
    return undefined
  }
}

const folder = scratchFolder()
const quota = blocked ? undefined : makeQuota()
const unmade = blocked || (quota ? false : 'no cgroup with a CPU quota can be made here')

afterEach(async () => {
  await killAll()
  for (let tries = 0; quota && existsSync(quota) && tries < 50; tries++)
    try {
      rmdirSync(quota)
    } catch (error) {
      // The kernel is still clearing away who was in it.
      if (tries === 49) throw error
      await sleep(100)
    }
})

test('a CPU quota that stops the target is told, and what its threads waited', { skip: unmade }, async () => {
  const target = Program.start(build('pingpong'), ['-pairs', '2'])
  await target.says(/^pid/)
  writeFileSync(`${quota}/cgroup.procs`, `${target.pid}`)
  const agent = await ran(['attach', `${target.pid}`, '--json', '--duration', '2s'])
  const { kernel = {} } = agent.summary() as Summary
  const { periods = 0, throttled_periods = 0, throttled_ns = 0, threads_waited_ns = 0 } = kernel
  const seen = JSON.stringify(kernel)
  assert.ok(periods > 5 && throttled_periods > 3 && throttled_ns > 200e6, seen)
  assert.ok(threads_waited_ns > 0, seen)
  const table = await ran(['attach', `${target.pid}`, '--duration', '1s'])
  const path = join(folder, 'quota.rqs')
  const recorder = await ran(['record', `${target.pid}`, '-o', path, '--duration', '2s', '--json'])
  assert.deepEqual((await ran(['attach', path, '--json'])).summary().kernel, recorder.summary().kernel)
  const report = await ran(['report', path])
  assert.match(
    report.stdout,
    /the CPU quota of the process's cgroup stopped it for .* of .*, in \d+ of \d+ periods/,
  )
  assert.match(
    table.stdout,
    /kernel: its threads waited .* for a CPU.*quota of its cgroup stopped it for .*, in \d+ of \d+ periods/,
  )
})

test('the cgroups with a quota around a process', () => {
  const two = '29 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate'
  assert.deepEqual(foldersOf('0::/kubepods/pod1/c1\n', two), [
    '/sys/fs/cgroup/kubepods/pod1/c1',
    '/sys/fs/cgroup/kubepods/pod1',
    '/sys/fs/cgroup/kubepods',
    '/sys/fs/cgroup',
  ])
  const one = [
    '33 31 0:30 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct',
    '41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw',
  ].join('\n')
  assert.deepEqual(foldersOf('3:cpuset:/other\n2:cpu,cpuacct:/a\n0::/b\n', one), [
    '/sys/fs/cgroup/cpu,cpuacct/a',
    '/sys/fs/cgroup/cpu,cpuacct',
  ])
  // What a container mounts of the hierarchy is its own part.
  const inside = '29 23 0:26 /docker/c1 /sys/fs/cgroup ro - cgroup2 cgroup rw'
  assert.deepEqual(foldersOf('0::/docker/c1/worker', inside), ['/sys/fs/cgroup/worker', '/sys/fs/cgroup'])
  assert.deepEqual(foldersOf('0::/docker/c2', inside), [])
  assert.deepEqual(foldersOf('0::/../c2', two), [])
  assert.deepEqual(foldersOf('', ''), [])
})

test('what a quota did, by both versions', () => {
  const told = { periods: 72, throttledPeriods: 63, throttledNs: 3_100_000_000 }
  assert.deepEqual(parseThrottling('nr_periods 72\nnr_throttled 63\nthrottled_time 3100000000\n'), told)
  const two =
    'usage_usec 1\nuser_usec 1\nsystem_usec 0\nnr_periods 72\nnr_throttled 63\nthrottled_usec 3100000\nnr_bursts 0\nburst_usec 0\n'
  assert.deepEqual(parseThrottling(two), told)
  assert.equal(parseThrottling('usage_usec 1\nuser_usec 1\nsystem_usec 0\n'), undefined)
  assert.equal(parseThrottling(''), undefined)
})
