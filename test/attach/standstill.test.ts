import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { after, afterEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { saysFrozen, standstill } from '../../lib/probe/standstill.js'
import { build, root } from './build.js'
import { blocked } from './kernel.js'
import { killAll, Program, until } from './program.js'

/** A cgroup that can be frozen, by version 1 or 2; undefined where none can be made. */
function makeFreezer(): { folder: string; set: (frozen: boolean) => void } | undefined {
  const one = '/sys/fs/cgroup/freezer'
  const folder = `${existsSync(one) ? one : '/sys/fs/cgroup'}/runqscope-freeze-${process.pid}`
  const file = `${folder}/${existsSync(one) ? 'freezer.state' : 'cgroup.freeze'}`
  const words = existsSync(one) ? ['THAWED', 'FROZEN'] : ['0', '1']
  try {
    mkdirSync(folder)
    writeFileSync(file, words[0]!)
  } catch {
    if (existsSync(folder)) rmdirSync(folder)
    return undefined
  }
  return { folder, set: frozen => writeFileSync(file, words[frozen ? 1 : 0]!) }
}

const freezer = process.platform === 'linux' ? makeFreezer() : undefined

afterEach(async () => {
  freezer?.set(false)
  await killAll()
})

after(async () => {
  for (let tries = 0; freezer && existsSync(freezer.folder) && tries < 50; tries++)
    try {
      rmdirSync(freezer.folder)
    } catch (error) {
      // The kernel is still clearing away who was in it.
      if (tries === 49) throw error
      await sleep(100)
    }
})

test('a process that is stopped is told from one that sleeps', async () => {
  const target = Program.start('sleep', ['600'])
  assert.equal(standstill(target.pid), undefined)
  process.kill(target.pid, 'SIGSTOP')
  await until(() => standstill(target.pid) !== undefined, 'the process to stop')
  assert.equal(
    standstill(target.pid),
    `process ${target.pid} is stopped (SIGSTOP); nothing happens until it is continued`,
  )
  process.kill(target.pid, 'SIGCONT')
  await until(() => standstill(target.pid) === undefined, 'the process to go on')
  process.kill(target.pid, 'SIGKILL')
  await target.exited
  assert.equal(standstill(target.pid), undefined, 'of one that has ended there is nothing to tell')
})

test('a process whose cgroup is frozen is told', {
  skip: freezer ? false : 'no cgroup that can be frozen can be made here',
}, async () => {
  const target = Program.start('sleep', ['600'])
  writeFileSync(`${freezer!.folder}/cgroup.procs`, `${target.pid}`)
  assert.equal(standstill(target.pid), undefined)
  freezer!.set(true)
  await until(() => standstill(target.pid) !== undefined, 'the cgroup to freeze')
  assert.match(standstill(target.pid)!, /is frozen \(its cgroup\); nothing happens until it is thawed$/)
  freezer!.set(false)
  await until(() => standstill(target.pid) === undefined, 'the cgroup to thaw')
})

test('what both versions of a freezer say', () => {
  assert.ok(saysFrozen('FROZEN\n', ''))
  assert.ok(saysFrozen('', 'populated 1\nfrozen 1\n'))
  for (const state of ['THAWED\n', 'FREEZING\n', '']) assert.ok(!saysFrozen(state, 'populated 1\nfrozen 0\n'))
})

test('attach says that its target is stopped, and says so while it lasts', { skip: blocked }, async () => {
  const target = Program.start(build('pingpong'), ['-pairs', '2'])
  await target.says(/^pid/)
  process.kill(target.pid, 'SIGSTOP')
  await until(() => /^State:\s*T/m.test(readFileSync(`/proc/${target.pid}/status`, 'latin1')), 'it to stop')
  const agent = Program.start(process.execPath, [`${root}dist/lib/cli/main.js`, 'attach', `${target.pid}`])
  const sentence = `process ${target.pid} is stopped (SIGSTOP); nothing happens until it is continued`
  await until(() => agent.stdout.includes(sentence) || !agent.running, 'the lines to say it')
  process.kill(target.pid, 'SIGCONT')
  const lastLine = () => agent.stdout.trimEnd().split('\n').at(-1)!
  await until(() => /ready→run n=[1-9]/.test(lastLine()) && !lastLine().includes('stopped'), 'it to go on')
  process.kill(agent.pid, 'SIGINT')
  assert.equal(await agent.exited, 0)
  assert.ok(agent.stderr.startsWith(`runqscope: ${sentence}\n`), agent.stderr)
})
