import assert from 'node:assert/strict'
import { copyFileSync, linkSync, readlinkSync, renameSync, unlinkSync } from 'node:fs'
import { afterEach, test } from 'node:test'
import { build } from './build.js'
import { blocked } from './kernel.js'
import { killAll, Program, ran, runqscope, until } from './program.js'
import { refuses } from './refusal.js'
import { scratchFolder } from './scratch.js'

const folder = scratchFolder()
/** A name that no other process of this machine has, longer than a comm can be. */
const NAME = `runqscope-find-${process.pid}`

afterEach(killAll)

function copyOf(program: string, name: string): string {
  const copy = `${folder}/${name}`
  copyFileSync(program, copy)
  return copy
}

async function start(program: string): Promise<Program> {
  const target = Program.start(program, ['-pairs', '2'])
  await target.says(/^pid/)
  return target
}

/** A copy of sleep(1), which says nothing when it has begun. */
async function sleeping(program: string): Promise<Program> {
  const sleeper = Program.start(program, ['1000'])
  await until(() => readlinkSync(`/proc/${sleeper.pid}/exe`) === program, `${program}`)
  return sleeper
}

/** `attach ARGS` finds that process. */
async function finds(pid: number, ...args: string[]): Promise<void> {
  const agent = await ran(['attach', ...args, '--json', '--duration', '150ms'])
  assert.equal(await agent.exited, 0, agent.stderr)
  assert.equal(agent.summary().pid, pid)
  assert.ok(agent.summary().events > 0)
}

test('by the name of the executable, also a deleted one, and by comm', { skip: blocked }, async () => {
  const program = copyOf(build('pingpong'), NAME)
  const { pid } = await start(program)
  await finds(pid, '--name', NAME)
  await finds(pid, '--name', NAME.slice(0, 15))
  await refuses(
    ['attach', '--name', NAME.slice(0, 14)],
    3,
    new RegExp(`no process with --name ${NAME.slice(0, 14)} `),
  )
  unlinkSync(program)
  await finds(pid, '--name', NAME)
})

test('by the executable: ours by device and inode, the target’s by its path', { skip: blocked }, async () => {
  const program = copyOf(build('pingpong'), `${NAME}-exe`)
  const { pid } = await start(program)
  await finds(pid, '--exe', program)
  const link = `${folder}/link`
  linkSync(program, link)
  await finds(pid, '--exe', link)
  // Another file at the old path is another program, but the process still says that it came from there.
  renameSync(program, `${folder}/moved`)
  copyFileSync(build('wrapped'), program)
  await refuses(['attach', '--exe', program], 3, /no process with --exe/)
  await finds(pid, '--exe', `${folder}/moved`)
  unlinkSync(link)
  unlinkSync(`${folder}/moved`)
  await finds(pid, '--exe', `${folder}/moved`)
})

test('by a path that only the target knows', { skip: blocked }, async () => {
  const script = `mount -t tmpfs none /mnt && cp "$0" /mnt/${NAME}-own && exec /mnt/${NAME}-own -pairs 2`
  const target = Program.start('unshare', ['--mount', 'sh', '-c', script, build('pingpong')])
  await target.says(/^pid/)
  await finds(target.pid, '--exe', `/mnt/${NAME}-own`)
})

test('several: the one with Go in it, or none', { skip: blocked }, async () => {
  const program = copyOf(build('pingpong'), `${NAME}-two`)
  const other = copyOf('/bin/sleep', `${NAME}-sl`)
  // Both are called alike by their comm, which ends after 15 characters.
  const sleeper = await sleeping(other)
  const one = await start(program)
  const comm = NAME.slice(0, 15)
  await finds(one.pid, '--name', comm)
  const two = await start(program)
  const [first, second] = [one.pid, two.pid].sort((a, b) => a - b)
  await refuses(
    ['attach', '--name', comm],
    2,
    new RegExp(
      `fits 2 Go processes: ${first} \\(\\S+-two -pairs 2\\), ${second} \\(\\S+-two -pairs 2\\); .*process id`,
    ),
  )
  await refuses(['serve', '--name', comm], 2, /fits 2 Go processes/)
  one.kill('SIGKILL')
  two.kill('SIGKILL')
  await Promise.all([one.end(), two.end()])
  await refuses(['attach', '--name', comm], 3, new RegExp(`process ${sleeper.pid} runs .*not built by Go`))
  await sleeping(other)
  await refuses(['attach', '--name', `${NAME}-sl`], 3, /fits 2 processes and none is Go: \d+ \(/)
})

test('serve finds its process alike', { skip: blocked }, async () => {
  const program = copyOf(build('pingpong'), `${NAME}-serve`)
  const { pid } = await start(program)
  const server = runqscope(['serve', '--name', `${NAME}-serve`, '--listen', '127.0.0.1:0', '--json'])
  await server.says(/"type":"armed"/)
  server.kill('SIGINT')
  assert.equal(await server.end(), 0, server.stderr)
  assert.equal(server.summary().pid, pid)
})

test('the agent does not find itself', { skip: blocked }, async () => {
  await refuses(['attach', '--exe', process.execPath, '--name', 'no-such-name'], 3, /no process with/)
})

test('wrong words', async () => {
  await refuses(['attach', '--name', 'x', '1'], 2, /either a process id or --name/)
  await refuses(['serve', '--exe', 'x', 'file'], 2, /either a process id or --name/)
  await refuses(['attach', '--name', ''], 2, /--name is empty/)
  await refuses(['attach'], 2, /got none.*--name, --exe or --container/)
  await refuses(['attach', '--name'], 2, /--name/)
})
