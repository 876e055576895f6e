import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { afterEach, test } from 'node:test'
import { build } from './build.js'
import { blocked } from './kernel.js'
import { killAll, Program, until } from './program.js'
import { refuses } from './refusal.js'
import { scratchFolder } from './scratch.js'

const folder = scratchFolder()

afterEach(killAll)

/** A kernel thread: a process without an executable. */
const KTHREADD = 2

const isKernelThread = (pid: number) =>
  existsSync(`/proc/${pid}/status`) && readFileSync(`/proc/${pid}/maps`, 'latin1') === ''

/** A process id that nobody has: one that has just ended. */
function freePid(): number {
  return Number(execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' }))
}

/** Overwrites a text of the same length wherever it stands in a copy of a program. */
function patched(program: string, from: string, to: string): string {
  assert.equal(from.length, to.length)
  const bytes = readFileSync(program)
  let places = 0
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) {
    bytes.write(to, at, 'latin1')
    places++
  }
  assert.ok(places > 0, `${from} is in ${program}`)
  const copy = `${folder}/patched-${to.replaceAll(/[^a-z0-9.]/g, '_')}`
  writeFileSync(copy, bytes, { mode: 0o755 })
  return copy
}

/** Refused alike by its file, by its process and before it is started. */
async function refusedEverywhere(program: string, said: RegExp): Promise<void> {
  await refuses(['plan', program], 3, said)
  await refuses(['run', '--', program], 3, said)
  const target = Program.start(program, [])
  try {
    await target.says(/^pid/)
    await refuses(['attach', `${target.pid}`, '--json'], 3, said)
    await refuses(
      ['attach', `${target.pid}`, '--json'],
      3,
      new RegExp(`process ${target.pid} runs ${program}`),
    )
  } finally {
    target.killGroup()
  }
}

test('no such process', async () => {
  const pid = freePid()
  await refuses(['attach', `${pid}`], 3, new RegExp(`no process ${pid}.*runqscope list`))
  await refuses(['attach', '99999999999', '--json'], 3, /no process 99999999999/)
})

test('not a process id', async () => {
  const words = ['abc', '12x', '', '1.5', '0x10']
  await Promise.all(words.map(word => refuses(['attach', word], 2, /one process id/)))
  await refuses(['attach'], 2, /got none/)
  await refuses(['attach', '1', '2'], 2, /got 1 2/)
  await refuses(['attach', '-5'], 2, /-5.*--help/)
  await refuses(['attach', '0'], 2, /0 is not a process id/)
})

test('a kernel thread', {
  skip: !isKernelThread(KTHREADD) && 'no kernel thread is visible here',
}, async () => {
  await refuses(['attach', `${KTHREADD}`], 3, /process 2 has no executable.*kernel thread/)
})

test('a zombie', async () => {
  // The child ends at once, and its parent has become a program that never asks for its status.
  const parent = Program.start('sh', ['-c', 'sleep 0 & echo "pid $!"; exec sleep 1000'])
  const [, pid] = await parent.says(/^pid (\d+)/)
  await until(() => readFileSync(`/proc/${pid}/stat`, 'latin1').includes(') Z '), 'the zombie')
  await refuses(['attach', pid!], 3, /has no executable.*zombie/)
})

test('a script, by its process and by its file', async () => {
  const script = `${folder}/script.sh`
  const mark = `${folder}/script-was-here`
  writeFileSync(script, `#!/bin/sh\n: > '${mark}'\necho pid $$\nread line\n`, { mode: 0o755 })
  await refuses(['plan', script], 3, /is a script.*name the program that it starts/)
  await refuses(['run', '--', script], 3, /script\.sh: .*is a script/)
  assert.equal(existsSync(mark), false, 'it was not started')
  const target = Program.start(script, [])
  await target.says(/^pid/)
  await refuses(['attach', `${target.pid}`], 3, /not built by Go.*go build/)
})

test('a program that is not Go', async () => {
  await refuses(
    ['attach', `${process.pid}`],
    3,
    new RegExp(`process ${process.pid} runs .*node.*not built by Go`),
  )
  await refuses(['plan', process.execPath], 3, /not built by Go/)
  const mark = `${folder}/touched`
  await refuses(['run', '--', 'touch', mark], 3, /touch: .*not built by Go/)
  assert.equal(existsSync(mark), false, 'it was not started')
})

test('files that are no program', async () => {
  writeFileSync(`${folder}/text`, 'some text\n')
  writeFileSync(`${folder}/empty`, '')
  writeFileSync(`${folder}/magic`, '\x7fELF')
  await Promise.all([
    refuses(['plan', `${folder}/text`], 3, /not a Linux executable/),
    refuses(['plan', `${folder}/empty`], 3, /it is empty/),
    refuses(['plan', `${folder}/magic`], 3, /./),
    refuses(['plan', folder], 3, /not a regular file/),
    refuses(['plan', '/dev/zero'], 3, /not a regular file/),
    refuses(['plan', `${folder}/absent`], 1, /absent/),
    refuses(['run', '--', `${folder}/absent`], 2, /absent is no executable file/),
    refuses(['run', '--', `${folder}/text`], 2, /text is no executable file/),
    refuses(['run', '--', 'no-such-command-here'], 2, /no-such-command-here is no executable file/),
  ])
})

test('a truncated program, at any length', async () => {
  const program = build('pingpong')
  const { length } = readFileSync(program)
  const shares = [0.0005, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9]
  const cuts = shares.map(async share => {
    const cut = `${folder}/cut-${share}`
    copyFileSync(program, cut)
    truncateSync(cut, Math.floor(length * share))
    await refuses(['plan', cut], 3, /./)
  })
  await Promise.all(cuts)
})

test('an unknown Go version', { skip: blocked }, async () => {
  // Without DWARF: with it an unknown version is planned from what the binary itself says.
  const program = build('pingpong', { toolchain: 'go1.26.8', flags: ['-ldflags=-s -w'] })
  await refusedEverywhere(patched(program, 'go1.26.8', 'go1.99.8'), /"go1\.99\.8".*newer.*go1\.18.*go1\.27/)
  await refusedEverywhere(patched(program, 'go1.26.8', 'go1.16.8'), /"go1\.16\.8".*too old/)
  await refusedEverywhere(patched(program, 'go1.26.8', 'devel +x'), /"devel \+x".*not a released version/)
})

test('WebAssembly, other machines and systems', async () => {
  const other = (GOOS: string, GOARCH: string) => build('crowd', { env: { GOOS, GOARCH } })
  await refuses(['plan', other('wasip1', 'wasm')], 3, /a WebAssembly module/)
  await refuses(['run', '--', other('wasip1', 'wasm')], 3, /a WebAssembly module/)
  await refuses(['plan', other('linux', '386')], 3, /32-bit/)
  await refuses(['plan', other('linux', 'riscv64')], 3, /built for riscv64/)
  await refuses(['run', '--', other('linux', 'riscv64')], 3, /built for riscv64/)
  await refuses(['run', '--', other('linux', 'arm64')], 3, /built for arm64, and this machine is amd64/)
})

test('a Go plugin', async () => {
  const source = `${folder}/plugin`
  mkdirSync(source)
  writeFileSync(`${source}/go.mod`, 'module example.com/plugin\n\ngo 1.22\n')
  writeFileSync(`${source}/main.go`, 'package main\n\nfunc One() int { return 1 }\n\nfunc main() {}\n')
  execFileSync('go', ['build', '-buildmode=plugin', '-o', 'plugin.so', '.'], {
    cwd: source,
    env: { ...process.env, GOTOOLCHAIN: 'local', CGO_ENABLED: '1' },
  })
  await refuses(['plan', `${source}/plugin.so`], 3, /plugin/)
})

test('a port in use', { skip: blocked }, async () => {
  const target = Program.start(build('pingpong'), [])
  await target.says(/^pid/)
  const first = Program.start(process.execPath, [
    '-e',
    "const s = require('node:net').createServer().listen(0, '127.0.0.1', () => console.log('port', s.address().port))",
  ])
  const [, port] = await first.says(/^port (\d+)/)
  await refuses(['serve', `${target.pid}`, '--listen', `127.0.0.1:${port}`], 1, new RegExp(`${port}.*in use`))
})
