import assert from 'node:assert/strict'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  utimesSync,
} from 'node:fs'
import { afterEach, test } from 'node:test'
import { type AttachOptions, attach, attachChild } from '../../lib/agent.js'
import { RunqscopeError } from '../../lib/errors.js'
import { Child } from '../../lib/probe/child.js'
import { Target } from '../../lib/probe/target.js'
import { build } from './build.js'
import { blocked } from './kernel.js'
import { killAll, Program, ran, until } from './program.js'
import { refuses } from './refusal.js'
import { scratchFolder } from './scratch.js'

/** Processes in a state that an attach must notice: debugged, replaced, about to become something else, foreign. */

const folder = scratchFolder()
chmodSync(folder, 0o755)

afterEach(killAll)

async function start(program: string, ...args: string[]): Promise<Program> {
  const target = Program.start(program, args)
  await target.says(/^pid/)
  return target
}

function copyOf(program: string, name: string): string {
  const copy = `${folder}/${name}`
  copyFileSync(program, copy)
  return copy
}

test('a 32-bit program', { skip: blocked }, async () => {
  const program = build('pingpong', { env: { GOARCH: '386' } })
  await refuses(['run', '--', program], 3, /32-bit program/)
  const { pid } = await start(program)
  await refuses(['attach', `${pid}`], 3, new RegExp(`process ${pid} runs ${program}: .*32-bit program`))
  const listed = (await ran(['list', '--json'])).lines().find(line => line.pid === pid)
  assert.equal(listed?.attachable, false)
  assert.match(String(listed?.reason), /32-bit program/)
})

test('code of a foreign architecture in a process of ours', { skip: blocked }, async () => {
  const program = build('pingpong', { env: { GOARCH: 'arm64' } })
  const script = `
import mmap, os, sys
file = os.open(sys.argv[1], os.O_RDONLY)
code = mmap.mmap(file, 0, flags=mmap.MAP_PRIVATE, prot=mmap.PROT_READ | mmap.PROT_EXEC)
print("pid", os.getpid(), flush=True)
sys.stdin.readline()`
  const target = Program.start('python3', ['-c', script, program])
  const [, pid] = await target.says(/^pid (\d+)/)
  const said = new RegExp(`process ${pid} maps ${program}: the binary is built for arm64, and this machine`)
  await refuses(['attach', pid!], 3, said)
  await refuses(['run', '--', program], 3, /: the binary is built for arm64, and this machine/)
})

test('a setuid program', { skip: blocked }, async () => {
  const program = copyOf(build('pingpong'), 'setuid')
  chownSync(program, 0, 0)
  chmodSync(program, 0o4755)
  const target = Program.start('setpriv', ['--reuid=65534', '--regid=65534', '--clear-groups', program])
  await target.says(/^pid/)
  const status = readFileSync(`/proc/${target.pid}/status`, 'utf8')
  assert.match(status, /^Uid:\s+65534\s+0\s/m, 'it runs as root for a user')
  const agent = await ran(['attach', `${target.pid}`, '--json', '--duration', '200ms'])
  assert.equal(await agent.exited, 0, agent.stderr)
  assert.ok(agent.summary().events > 0)
  assert.ok(agent.summary().goroutines.snapshot > 0, 'its memory could be read')
})

test('a program that is being debugged', { skip: blocked }, async () => {
  const { pid } = await start(build('pingpong'))
  const tracer = Program.start(build('tracer'), [`${pid}`])
  await tracer.says(/^tracing/)
  const said = new RegExp(
    `process ${pid} is being traced by process ${tracer.pid} \\(tracer-\\w+\\).*detach it`,
  )
  await refuses(['attach', `${pid}`], 3, said)
  const listed = (await ran(['list', '--json'])).lines().find(line => line.pid === pid)
  assert.equal(listed?.attachable, false)
  assert.match(String(listed?.reason), said)
  tracer.kill('SIGKILL')
  await tracer.end()
  const agent = await ran(['attach', `${pid}`, '--json', '--duration', '150ms'])
  assert.equal(await agent.exited, 0, agent.stderr)
})

test('a thread instead of its process', { skip: blocked }, async () => {
  const { pid } = await start(build('pingpong'))
  await until(() => readdirSync(`/proc/${pid}/task`).length > 1, 'a second thread')
  const thread = readdirSync(`/proc/${pid}/task`).find(id => id !== `${pid}`)
  await refuses(
    ['attach', `${thread}`],
    3,
    new RegExp(`${thread} is a thread of process ${pid}, .*name ${pid}`),
  )
})

/** What an attach does that is to be refused for the target's state. */
async function refused(attaching: Promise<unknown>, said: RegExp): Promise<void> {
  await assert.rejects(attaching, (error: unknown) => {
    assert.ok(error instanceof RunqscopeError, String(error))
    assert.equal(error.code, 'target-state')
    assert.equal(error.exitCode, 3)
    assert.match(error.message, said)
    return true
  })
}

/** Between planning and arming, when the probes are set. */
const meanwhile = (prepare: AttachOptions['prepare']): AttachOptions => ({ prepare })

test('a program that becomes another between plan and attach', { skip: blocked }, async () => {
  const target = Program.start('sh', [
    '-c',
    '"$0" & exec "$1" -wait -exec /bin/sleep -- 1000',
    build('crowd'),
    build('reexec'),
  ])
  // The crowd says its pid, too.
  await target.says(/^pid .*second image false/m)
  const sleeps = () => readFileSync(`/proc/${target.pid}/comm`, 'utf8').trim() === 'sleep'
  await refused(
    attach(
      target.pid,
      meanwhile(() => {
        target.write('exec\n')
        return until(sleeps, 'the execve')
      }),
    ),
    new RegExp(`process ${target.pid} does not run .*reexec-\\w+ any more.*attach again`),
  )
  assert.ok(target.running)
})

test('a program that ends between plan and attach', { skip: blocked }, async () => {
  const target = await start(build('pingpong'))
  await assert.rejects(
    attach(
      target.pid,
      meanwhile(async () => {
        target.kill('SIGKILL')
        await target.end()
      }),
    ),
    (error: unknown) => error instanceof RunqscopeError && error.code === 'no-process',
  )
})

for (const [how, change, said] of [
  ['replaced', (path: string) => renameSync(copyOf(build('crowd'), 'other'), path), /was replaced while/],
  ['written again', (path: string) => copyFileSync(build('crowd'), path), /was replaced while/],
  ['touched', (path: string) => utimesSync(path, 1, 1), /was replaced while/],
] as const)
  test(`a command whose file is ${how} before it is started`, { skip: blocked }, async () => {
    const program = copyOf(build('wrapped'), `wrapped-${how.replace(' ', '-')}`)
    const child = await Child.prepare([program])
    try {
      await refused(
        attachChild(
          child,
          meanwhile(() => change(program)),
        ),
        said,
      )
    } finally {
      child.abandon()
    }
    assert.equal(await child.exited, 125, 'the command did not run')
  })

test('a process in the middle of its execve, again and again', { skip: blocked }, async () => {
  // It becomes one Go program after the other, so that every attach meets another moment of it.
  const program = build('reexec')
  const script =
    'exec env -u REEXEC_SECOND_IMAGE "$0" -after 30ms -sleepers 1 -exec /bin/sh -- -c "$1" "$0" "$1"'
  const target = Program.start('sh', ['-c', script, program, script])
  await target.says(/^pid/)
  const outcomes = new Set<string>()
  for (let attempt = 0; attempt < 12 && target.running; attempt++) {
    const agent = await ran(['attach', `${target.pid}`, '--json', '--duration', '1s'])
    const status = await agent.exited
    assert.ok(status === 0 || status === 3, `${status}: ${agent.stderr}`)
    if (status === 0) {
      const { ended, lost } = agent.summary()
      assert.equal(ended, 'target executed another program')
      assert.equal(lost, 0)
      outcomes.add('watched')
    } else {
      assert.match(agent.stderr, /^runqscope: [^\n]+\n$/)
      assert.match(agent.stderr, /does not run|not built by Go|is not the one|no process|ended/)
      outcomes.add('refused')
    }
  }
  assert.ok(target.running, `it lives on: ${target.stderr}`)
  assert.ok(outcomes.size > 0)
})

test('the pinned file stays what it is', async () => {
  const program = copyOf(build('pingpong'), 'pinned')
  const { pid } = await start(program)
  const target = Target.open(pid)
  try {
    renameSync(copyOf(build('crowd'), 'newer'), program)
    assert.ok(target.isRunning())
    target.checkUnchanged()
    assert.deepEqual(readFileSync(target.pinnedPath), readFileSync(build('pingpong')))
  } finally {
    target.close()
  }
})
