import assert from 'node:assert/strict'
import { copyFileSync, readFileSync, renameSync, unlinkSync } from 'node:fs'
import { afterEach, test } from 'node:test'
import type { Summary } from '../../lib/summary.js'
import { buildHost, buildLibrary, startHost, startPython } from './host.js'
import { blocked } from './kernel.js'
import { attached, channelWaits, killAll, Program, ran } from './program.js'
import { refuses } from './refusal.js'
import { scratchFolder } from './scratch.js'

/** Go inside another program: a c-shared library that a C or Python program has loaded. */

const folder = scratchFolder()
let copies = 0

afterEach(killAll)

/** A library at a path of its own. */
function copyOf(library: string): string {
  const copy = `${folder}/library-${copies++}.so`
  copyFileSync(library, copy)
  return copy
}

/** What must come of threads that call into Go and hand work to its goroutines. */
function checkSession(summary: Summary): void {
  assert.equal(summary.lost, 0)
  assert.equal(summary.produced, summary.events)
  assert.ok(summary.events > 100, `${summary.events} events`)
  assert.ok(channelWaits(summary) > 50, `${channelWaits(summary)} waits for a channel`)
  // Names come out right only if the load bias of the library is.
  const answerer = summary.sites.find(site => site.function === 'main.answerer')
  assert.equal(answerer?.live, 2)
  assert.match(answerer.created_at, /library\.go:\d+$/)
  assert.ok(summary.sites.some(site => site.function === 'main.ticker' && site.live === 1))
}

async function session(pid: number, ...args: string[]): Promise<Summary> {
  const agent = await ran(['attach', `${pid}`, '--json', '--duration', '500ms', ...args])
  assert.equal(await agent.exited, 0, agent.stderr)
  return agent.summary()
}

for (const method of ['multi', 'perf'])
  test(`a C program, by ${method}`, { skip: blocked }, async () => {
    const host = await startHost(3, buildLibrary())
    const summary = await session(host.pid, '--method', method)
    checkSession(summary)
    assert.match(summary.command, /host-\w+ 3 /)
    assert.ok(host.running, 'it lives on')
  })

test('a C program, the library stripped', { skip: blocked }, async () => {
  const host = await startHost(2, buildLibrary('local', ['-ldflags=-s -w']))
  checkSession(await session(host.pid))
})

test('a Python program', { skip: blocked }, async () => {
  const { host, pid } = await startPython(3, buildLibrary())
  checkSession(await session(pid))
  assert.ok(host.running, 'it lives on')
})

test('a library that was deleted, or replaced, since it was loaded', { skip: blocked }, async () => {
  const deleted = copyOf(buildLibrary())
  const one = await startHost(2, deleted)
  unlinkSync(deleted)
  checkSession(await session(one.pid))

  const replaced = copyOf(buildLibrary())
  const other = await startHost(2, replaced)
  const another = copyOf(buildHost())
  renameSync(another, replaced)
  checkSession(await session(other.pid))
})

test('two Go libraries: refused, unless one is chosen', { skip: blocked }, async () => {
  const first = copyOf(buildLibrary())
  const second = copyOf(buildLibrary())
  const { pid } = await startHost(1, first, second)
  await refuses(
    ['attach', `${pid}`],
    2,
    new RegExp(`process ${pid} maps 2 Go libraries: ${folder}\\S+, ${folder}\\S+; .*--library PATH`),
  )
  for (const path of [first, second]) checkSession(await session(pid, '--library', path))
  for (const path of [buildLibrary(), `${folder}/absent.so`, buildHost()])
    await refuses(['attach', `${pid}`, '--library', path], 3, /maps no Go library .*runqscope list --json/)
  const listed = (await ran(['list', '--json'])).lines().find(line => line.pid === pid)
  assert.deepEqual(new Set(listed?.libraries as string[]), new Set([first, second]))
  assert.equal(listed?.attachable, false)
  assert.match(String(listed?.reason), /--library/)
})

test('list marks Go inside', { skip: blocked }, async () => {
  const library = buildLibrary()
  const host = await startHost(1, library)
  const { pid } = await startPython(1, library)
  const json = await ran(['list', '--json'])
  for (const id of [host.pid, pid]) {
    const listed = json.lines().find(line => line.pid === id)
    assert.deepEqual(listed?.libraries, [library])
    assert.match(String(listed?.go_version), /^go1\./)
    assert.equal(listed?.attachable, true)
  }
  const table = await ran(['list'])
  assert.match(table.stdout, new RegExp(`^ *${host.pid} +go1\\S+ +yes .*\\n +Go inside: ${library}$`, 'm'))
})

test('a library by its path, where the mapped file itself may not be opened', { skip: blocked }, async () => {
  // Links of /proc/PID/map_files want one of these two capabilities.
  const behind = ['setpriv', '--bounding-set=-sys_admin,-checkpoint_restore', '--']
  const library = copyOf(buildLibrary())
  const { pid } = await startHost(2, library)
  const agent = await ran(['attach', `${pid}`, '--json', '--duration', '500ms'], { behind })
  assert.equal(await agent.exited, 0, agent.stderr)
  checkSession(agent.summary())
  // What is there now is not what is mapped, and that must be noticed.
  renameSync(copyOf(buildLibrary()), library)
  const said = new RegExp(`${library} cannot be proven to be the file that process ${pid} maps.*root`)
  await refuses(['attach', `${pid}`], 3, said, { behind })
})

test('a program that is not Go, with none inside, is refused for itself', { skip: blocked }, async () => {
  const host = await startHost(0)
  await refuses(['attach', `${host.pid}`], 3, /runs .*host-\w+: .*not built by Go/)
})

test('the host becomes another program: the session ends', { skip: blocked }, async () => {
  const library = buildLibrary()
  const script = `
import ctypes, os, sys, time
ctypes.CDLL(sys.argv[1]).Work(1)
print("pid", os.getpid(), flush=True)
sys.stdin.readline()
os.execv("/bin/sleep", ["sleep", "1000"])`
  const host = Program.start('python3', ['-c', script, library])
  const [, pid] = await host.says(/^pid (\d+)/)
  const agent = await attached(Number(pid))
  host.write('go\n')
  assert.equal(await agent.end(), 0, agent.stderr)
  assert.equal(agent.summary().ended, 'target executed another program')
  assert.equal(readFileSync(`/proc/${pid}/comm`, 'utf8').trim(), 'sleep')
})
