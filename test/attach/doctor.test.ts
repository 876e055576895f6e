import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Check } from '../../lib/probe/doctor.js'
import { inspectionRemedy, isIdentity } from '../../lib/probe/privilege.js'
import { selfTest, tryMethods } from '../../lib/probe/selftest.js'
import { blocked } from './kernel.js'
import { type Program, ran } from './program.js'

/** The doctor where something is missing, each time really. */

function checkOf(doctor: Program, name: string): Check {
  const { checks } = JSON.parse(doctor.stdout) as { checks: Check[] }
  const check = checks.find(check => check.name === name)
  assert.ok(check, `${name} in ${doctor.stdout}`)
  return check
}

test('without the uprobe PMU', { skip: blocked }, async () => {
  const hide = 'mount -t tmpfs none /sys/bus/event_source && exec "$@"'
  const doctor = await ran(['doctor', '--json'], { behind: ['unshare', '--mount', 'sh', '-c', hide, 'sh'] })
  assert.equal(await doctor.exited, 0, 'uprobe_multi does without')
  const pmu = checkOf(doctor, 'perf uprobe PMU')
  assert.equal(pmu.ok, false)
  assert.match(pmu.found, /uprobe\/type is absent/)
  assert.match(pmu.remedy, /mount \/sys/)
  const perf = checkOf(doctor, 'BPF by perf events')
  assert.equal(perf.ok, false)
  assert.equal(perf.needed, false)
  assert.equal(checkOf(doctor, 'BPF by uprobe_multi').ok, true)
})

test('without CAP_SYS_PTRACE as another user', { skip: blocked }, async () => {
  const drop = ['setpriv', '--bounding-set=-sys_ptrace', '--inh-caps=-sys_ptrace', '--']
  const doctor = await ran(['doctor', '--json'], { behind: drop })
  assert.equal(await doctor.exited, 3)
  assert.equal(checkOf(doctor, 'CAP_SYS_PTRACE').ok, false)
  // The memory of a process of one's own may be read without it.
  assert.equal(checkOf(doctor, 'process_vm_readv').ok, true)
})

test('without BPF nothing is claimed of what was not tried', { skip: blocked }, async () => {
  const drop = ['setpriv', '--bounding-set=-bpf,-perfmon,-sys_admin', '--']
  const doctor = await ran(['doctor', '--json'], { behind: drop })
  assert.equal(await doctor.exited, 3)
  for (const name of ['attach cookies', 'ring buffer', 'pid filter']) {
    const check = checkOf(doctor, name)
    assert.equal(check.ok, false, name)
    assert.match(check.found, /not seen/)
  }
  for (const name of ['BPF by uprobe_multi', 'BPF by perf events'])
    assert.match(checkOf(doctor, name).remedy, /root/)
  const told = await ran(['doctor'], { behind: drop })
  assert.match(told.stdout, /^FAIL +CAP_BPF +missing.*\n +→ run as root/m)
})

test('the method is tried, not taken from the version', { skip: blocked }, async () => {
  const { method: found } = await tryMethods()
  assert.notEqual(found, 'auto')
  const tested = await selfTest(found as 'multi' | 'perf', 4)
  assert.ok(tested.cost && tested.cost.recordNs > 0)
  const release = readFileSync('/proc/sys/kernel/osrelease', 'utf8').trim()
  const doctor = await ran(['doctor', '--json'])
  assert.equal(
    checkOf(doctor, 'kernel').found,
    `Linux ${release}: ${found === 'multi' ? 'uprobe_multi' : 'perf-event uprobes'}`,
  )
})

test('a map of user ids that is not the whole one is a user namespace', () => {
  assert.ok(isIdentity('         0          0 4294967295\n'))
  assert.ok(isIdentity(''), 'a kernel without user namespaces')
  assert.ok(!isIdentity('         0       1000          1\n'))
  assert.ok(!isIdentity('0 0 65536\n'))
  assert.ok(!isIdentity('0 100000 65536\n65536 0 1\n'))
})

test('in a user namespace it is not claimed that capabilities count', { skip: blocked }, async () => {
  const inside = ['unshare', '--user', '--map-root-user']
  const doctor = await ran(['doctor', '--json'], { behind: inside })
  assert.equal(await doctor.exited, 3)
  for (const name of ['CAP_PERFMON', 'CAP_BPF', 'BPF by uprobe_multi', 'BPF by perf events']) {
    const check = checkOf(doctor, name)
    assert.equal(check.ok, false, name)
    assert.match(check.remedy, /outside of this user namespace, as root on the host/)
    assert.doesNotMatch(`${check.found} ${check.remedy}`, /run as root/)
  }
  assert.match(checkOf(doctor, 'CAP_BPF').found, /^held inside this user namespace only/)
  assert.equal(checkOf(doctor, 'CAP_SYS_PTRACE').ok, true)
})

test('who has every privilege is not told to be root', { skip: blocked }, () => {
  assert.doesNotMatch(inspectionRemedy(), /^run as root/)
  assert.match(inspectionRemedy(), /on the host/)
})
