import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { afterEach, test } from 'node:test'
import { build, root } from './build.js'
import { blocked } from './kernel.js'
import { killAll, Program } from './program.js'
import { assertRefusal } from './refusal.js'
import { scratchFolder } from './scratch.js'

const NOBODY = '65534'
const REMEDY = /root.*CAP_BPF.*CAP_PERFMON.*CAP_SYS_PTRACE/

/** The checkout may lie where only root can go: others see it through a mount in a place that they can reach. */
const folder = scratchFolder()
const view = `${folder}/checkout`
mkdirSync(view, { mode: 0o755 })
const MOUNT = `chmod 755 "$0" && mount --bind "$1" "$0/checkout" && shift && exec "$@"`

afterEach(killAll)

/** A program as a user without any capability, or with some. */
function asNobody(capabilities: string[], ...command: string[]): string[] {
  const set = capabilities.map(name => `+${name}`).join(',')
  const caps = set ? [`--inh-caps=${set}`, `--ambient-caps=${set}`] : []
  const drop = [
    'setpriv',
    `--reuid=${NOBODY}`,
    `--regid=${NOBODY}`,
    '--clear-groups',
    ...caps,
    '--',
    ...command,
  ]
  return ['unshare', '--mount', 'sh', '-c', MOUNT, folder, root, ...drop]
}

function runqscopeAs(capabilities: string[], ...args: string[]): Promise<Program> {
  const [command, ...words] = asNobody(
    capabilities,
    process.execPath,
    `${view}/dist/lib/cli/main.js`,
    ...args,
  )
  const program = Program.start(command!, words, { cwd: '/' })
  return program.end().then(() => program)
}

async function target(...behind: string[]): Promise<{ program: Program; pid: string }> {
  const [command, ...words] = [...behind, build('pingpong'), '-pairs', '1']
  const program = Program.start(command!, words)
  const [, pid] = await program.says(/^pid (\d+)/)
  return { program, pid: pid! }
}

/** A process of the same user, so that only the capabilities are missing. */
async function ownTarget() {
  const path = build('pingpong').replace(root, `${view}/`)
  const [command, ...words] = asNobody([], path, '-pairs', '1')
  const program = Program.start(command!, words, { cwd: '/' })
  const [, pid] = await program.says(/^pid (\d+)/)
  return pid!
}

test("without privilege: somebody else's process", { skip: blocked }, async () => {
  const { pid } = await target()
  const refused = await runqscopeAs([], 'attach', pid, '--json')
  assertRefusal(refused, REMEDY)
  assert.equal(await refused.exited, 3)
  const listed = await runqscopeAs([], 'list', '--json')
  assert.equal(await listed.exited, 0)
  assert.ok(!listed.lines().some(line => String(line.pid) === pid), 'it may not even be looked at')
  assert.match(listed.stderr, /other users may be left out; run as root to see them/)
})

test("without privilege: one's own process", { skip: blocked }, async () => {
  const pid = await ownTarget()
  const refused = await runqscopeAs([], 'attach', pid, '--json')
  assertRefusal(refused, REMEDY)
  assert.equal(await refused.exited, 3)
  const listed = await runqscopeAs([], 'list', '--json')
  const [own] = listed.lines().filter(line => String(line.pid) === pid)
  assert.equal(own?.attachable, false)
  assert.match(String(own?.reason), /CAP_PERFMON and CAP_BPF missing.*root/)
})

test('without privilege: the doctor says which is missing', { skip: blocked }, async () => {
  const { stdout, exited } = await runqscopeAs([], 'doctor', '--json')
  assert.equal(await exited, 3)
  const { ok, checks } = JSON.parse(stdout)
  assert.equal(ok, false)
  for (const name of ['CAP_BPF', 'CAP_PERFMON', 'CAP_SYS_PTRACE', 'BPF by uprobe_multi']) {
    const check = checks.find((check: { name: string }) => check.name === name)
    assert.equal(check.ok, false, name)
    assert.match(check.remedy, /root/)
  }
})

test('without privilege: a plan needs none', async () => {
  const path = build('pingpong').replace(root, `${view}/`)
  const planned = await runqscopeAs([], 'plan', path, '--json')
  assert.equal(await planned.exited, 0, planned.stderr)
})

test('one capability less is refused, with the remedy', { skip: blocked }, async () => {
  const { pid } = await target()
  for (const capabilities of [
    ['bpf', 'perfmon'],
    ['sys_ptrace'],
    ['bpf', 'sys_ptrace'],
    ['perfmon', 'sys_ptrace'],
  ]) {
    const refused = await runqscopeAs(capabilities, 'attach', pid, '--json', '--duration', '100ms')
    assertRefusal(refused, REMEDY)
    assert.equal(await refused.exited, 3, `with ${capabilities}`)
  }
})

for (const whose of ["somebody else's", 'its own'] as const) {
  test(`CAP_BPF, CAP_PERFMON and CAP_SYS_PTRACE suffice: ${whose} process`, { skip: blocked }, async () => {
    const pid = whose === 'its own' ? await ownTarget() : (await target()).pid
    const capabilities = ['bpf', 'perfmon', 'sys_ptrace']
    const program = await runqscopeAs(capabilities, 'attach', pid, '--json', '--duration', '300ms')
    assert.equal(await program.exited, 0, program.stderr)
    const summary = program.summary()
    assert.ok(summary.events > 0)
    assert.equal(summary.produced, summary.events + summary.lost)
    assert.ok(summary.goroutines.snapshot > 0, 'the memory could be read')
  })
}

test('what perf-event uprobes want', { skip: blocked }, async () => {
  const { pid } = await target()
  const capabilities = ['bpf', 'perfmon', 'sys_ptrace']
  const program = await runqscopeAs(
    capabilities,
    'attach',
    pid,
    '--method',
    'perf',
    '--json',
    '--duration',
    '100ms',
  )
  // Some kernels give them to CAP_SYS_ADMIN only; then the refusal must say so.
  if ((await program.exited) === 0) return assert.ok(program.summary().events > 0)
  assert.equal(await program.exited, 3)
  assertRefusal(program, /CAP_SYS_ADMIN.*--method multi/)
})
