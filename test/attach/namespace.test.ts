import assert from 'node:assert/strict'
import { copyFileSync, readFileSync, unlinkSync } from 'node:fs'
import { afterEach, test } from 'node:test'
import type { Summary } from '../../lib/summary.js'
import { build } from './build.js'
import { blocked } from './kernel.js'
import { cli, killAll, Program, ran, until } from './program.js'
import { assertRefusal } from './refusal.js'
import { scratchFolder } from './scratch.js'

afterEach(killAll)

const INSIDE = ['unshare', '--fork', '--pid', '--mount-proc', '--kill-child']

function checkSession(program: Program): Summary {
  const summary = program.summary()
  assert.ok(summary.events > 100, `${summary.events} events`)
  assert.equal(summary.lost, 0)
  assert.equal(summary.produced, summary.events)
  assert.ok(summary.goroutines.snapshot > 0)
  assert.equal(summary.goroutines.seen, summary.goroutines.snapshot + summary.goroutines.created)
  // The snapshot's thread ids and those of the events are of one namespace, or running goroutines would contradict.
  assert.ok(summary.disagreements <= 2, `${summary.disagreements} disagreements`)
  return summary
}

/** A target that is process 1 of a pid namespace of its own, as in a container; its id as we see it. */
async function contained(): Promise<number> {
  const outer = Program.start(INSIDE[0]!, [...INSIDE.slice(1), build('pingpong'), '-pairs', '2'])
  await outer.says(/^pid 1$/m)
  const children = readFileSync(`/proc/${outer.pid}/task/${outer.pid}/children`, 'utf8')
  return Number(children.trim())
}

for (const method of ['multi', 'perf']) {
  test(`agent and target in one pid namespace, by ${method}`, { skip: blocked }, async () => {
    const script = `"$0" -pairs 2 > /dev/null & exec "$1" "$2" attach $! --json --duration 400ms --method ${method}`
    const args = ['sh', '-c', script, build('pingpong'), process.execPath, cli]
    const program = Program.start(INSIDE[0]!, [...INSIDE.slice(1), ...args])
    assert.equal(await program.end(), 0, program.stderr)
    assert.ok(checkSession(program).pid < 100, 'the id is of that namespace')
  })

  test(`a target in a pid namespace, the agent outside, by ${method}`, { skip: blocked }, async () => {
    const pid = await contained()
    const program = await ran(['attach', `${pid}`, '--json', '--duration', '400ms', '--method', method])
    assert.equal(await program.exited, 0, program.stderr)
    assert.equal(checkSession(program).pid, pid)
  })

  test(`an agent in a pid namespace, the target in one below, by ${method}`, { skip: blocked }, async () => {
    const script = `{ ${INSIDE.join(' ')} "$0" -pairs 2 > /dev/null & }
      until child=$(cat /proc/$!/task/$!/children) && [ "$(readlink /proc/\${child% }/exe)" = "$0" ]; do sleep 0.02; done
      exec "$1" "$2" attach \${child% } --json --duration 400ms --method ${method}`
    const args = ['sh', '-c', script, build('pingpong'), process.execPath, cli]
    const program = Program.start(INSIDE[0]!, [...INSIDE.slice(1), ...args])
    assert.equal(await program.end(), 0, program.stderr)
    checkSession(program)
  })
}

test('the threads of a contained target are called as we call them', {
  skip: blocked,
}, async () => {
  const pid = await contained()
  const program = await ran(['attach', `${pid}`, '--json', '--transitions', '--duration', '300ms'])
  assert.equal(await program.exited, 0, program.stderr)
  const tids = new Set(
    program.lines().flatMap(line => (line.type === 'transition' ? [line.tid as number] : [])),
  )
  assert.ok(tids.size > 0)
  for (const tid of tids)
    assert.equal(
      readFileSync(`/proc/${pid}/task/${tid}/status`, 'utf8').match(/^Tgid:\s+(\d+)/m)?.[1],
      `${pid}`,
    )
})

test('an agent whose /proc is of another pid namespace refuses', { skip: blocked }, async () => {
  const target = Program.start(build('pingpong'), [])
  await target.says(/^pid/)
  const behind = ['unshare', '--fork', '--pid', '--kill-child']
  const remedy = /\/proc belongs to another pid namespace.*mount -t proc proc \/proc/
  for (const args of [['attach', `${target.pid}`, '--json'], ['list'], ['run', '--', build('wrapped')]]) {
    const program = await ran(args, { behind })
    assertRefusal(program, remedy)
    assert.equal(await program.exited, 3)
  }
  const doctor = await ran(['doctor', '--json'], { behind })
  assert.equal(await doctor.exited, 3)
  const { checks } = JSON.parse(doctor.stdout)
  const check = checks.find((check: { name: string }) => check.name === '/proc')
  assert.equal(check.ok, false)
  assert.match(check.remedy, /mount -t proc/)
})

test('without kernel BTF it works', { skip: blocked }, async () => {
  const target = Program.start(build('pingpong'), ['-pairs', '2'])
  await target.says(/^pid/)
  const hide = 'mount -t tmpfs none /sys/kernel/btf && exec "$@"'
  const behind = ['unshare', '--mount', 'sh', '-c', hide, 'sh']
  for (const method of ['multi', 'perf']) {
    const args = ['attach', `${target.pid}`, '--json', '--duration', '300ms', '--method', method]
    const program = await ran(args, { behind })
    assert.equal(await program.exited, 0, program.stderr)
    checkSession(program)
  }
  const doctor = await ran(['doctor', '--json'], { behind })
  assert.equal(await doctor.exited, 0)
  assert.match(doctor.stdout, /"kernel BTF","ok":false,"needed":false/)
})

test('a target in a mount namespace where its path means nothing to us', { skip: blocked }, async () => {
  // As in a container: the executable is on a file system that only the target's mount namespace has.
  const script = 'mount -t tmpfs none /mnt && cp "$0" /mnt/server && exec /mnt/server -pairs 2'
  const target = Program.start('unshare', ['--mount', 'sh', '-c', script, build('pingpong')])
  await target.says(/^pid/)
  await until(() => readFileSync(`/proc/${target.pid}/comm`, 'utf8').trim() === 'server', 'the server')
  const program = await ran(['attach', `${target.pid}`, '--json', '--duration', '300ms'])
  assert.equal(await program.exited, 0, program.stderr)
  assert.match(checkSession(program).command, /^\/mnt\/server/)
})

test('a target whose file is gone', { skip: blocked }, async () => {
  const file = `${scratchFolder()}/server`
  copyFileSync(build('pingpong'), file)
  const target = Program.start(file, ['-pairs', '2'])
  await target.says(/^pid/)
  unlinkSync(file)
  const program = await ran(['attach', `${target.pid}`, '--json', '--duration', '300ms'])
  assert.equal(await program.exited, 0, program.stderr)
  checkSession(program)
})
