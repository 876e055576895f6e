import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Kind } from '../../lib/contract.gen.js'
import { formatPlan, plan, planToJson } from '../../lib/plan/index.js'
import type { Plan } from '../../lib/plan/plan.js'
import { fewVersions, minorOf, pie, pieStripped, sample, stripped, versions } from './sample.js'

const common = `
DROPM          runtime.dropm                                      Gsyscall→DEAD
GOSCHED        runtime.gopreempt_m                                Grunning→Grunnable
GOSCHED        runtime.gosched_m                                  Grunning→Grunnable
GOSCHED        runtime.goschedguarded_m                           Grunning→Grunnable
NEEDM          runtime.needm                                      DEAD→Gsyscall
PARK           runtime.debugCallWrap.func2                        Grunning→Gwaiting
PARK           runtime.park_m                                     Grunning→Gwaiting
PREEMPT_PARK   runtime.preemptPark                                Grunning→Gpreempted
READY          runtime.(*gcControllerState).findRunnableGCWorker  Gwaiting→Grunnable
READY          runtime.debugCallWrap1.func1                       Gwaiting→Grunnable
READY          runtime.injectglist                                Gwaiting→Grunnable
READY          runtime.park_m                                     Gwaiting→Grunnable
READY          runtime.ready                                      Gwaiting→Grunnable
RUN            runtime.execute                                    Grunnable→Grunning
SYSCALL_ENTER  runtime.entersyscallblock                          Grunning→Gsyscall
SYSCALL_ENTER  runtime.reentersyscall                             Grunning→Gsyscall
SYSCALL_RETURN runtime.exitsyscall                                Gsyscall→Grunning
YIELD          runtime.debugCallWrap1.func1                       Grunning→Grunnable
YIELD          runtime.goyield_m                                  Grunning→Grunnable
`

/** What came and went: lines that a plan must hold for minor versions from the first number to the second. */
const changes: [since: number, until: number, count: number, line: string][] = [
  [18, 23, 1, 'CREATE         runtime.newproc.func1                              Gdead→Grunnable'],
  [23, 23, 1, 'CREATE         runtime.newcoro.func1                              Gdead→Gwaiting'],
  [24, 27, 1, 'CREATE         runtime.newproc1                                   Gdead→var'],
  [18, 18, 4, 'READY          runtime.findrunnable                               Gwaiting→Grunnable'],
  [18, 18, 1, 'READY          runtime.schedule                                   Gwaiting→Grunnable'],
  [19, 27, 5, 'READY          runtime.findRunnable                               Gwaiting→Grunnable'],
  [18, 21, 1, 'EXIT           runtime.goexit0                                    Grunning→Gdead'],
  [22, 27, 1, 'EXIT           runtime.gdestroy                                   Grunning→Gdead'],
  // A second copy, inlined into newstack; since go1.26 also into asyncPreempt2.func1, and none by itself.
  [22, 27, 1, 'GOSCHED        runtime.gopreempt_m                                Grunning→Grunnable'],
  [23, 27, 1, 'CORO_SWITCH    runtime.coroswitch_m                               Gwaiting→Grunning'],
  [18, 25, 1, 'SYSCALL_EXIT   runtime.exitsyscall0                               Gsyscall→Grunnable'],
  [26, 27, 1, 'SYSCALL_EXIT   runtime.exitsyscallNoP                             Grunning→Grunnable'],
  // Beside the call of casgstatus, a swap of their own.
  [26, 27, 1, 'SYSCALL_ENTER  runtime.reentersyscall                             Grunning→Gsyscall'],
  [26, 27, 1, 'SYSCALL_RETURN runtime.exitsyscall                                Gsyscall→Grunning'],
]

function expected(version: string): string[] {
  const minor = minorOf(version)
  const dead = minor < 26 ? 'Gdead' : 'Gdeadextra'
  const own = changes
    .filter(([since, until]) => since <= minor && minor <= until)
    .flatMap(([, , count, line]) => Array<string>(count).fill(line))
  return [...common.trim().replaceAll('DEAD', dead).split('\n'), ...own].sort()
}

function transitions(p: Plan): string[] {
  const names = Object.fromEntries(Object.entries(Kind).map(([name, value]) => [value, name]))
  return p.sites.map(s => `${names[s.kind]!.padEnd(14)} ${s.logical.padEnd(50)} ${s.from}→${s.to}`).sort()
}

for (const version of versions) {
  test(`go${version}: every transition of the lifecycle, with and without symbols, fixed and position-independent`, () => {
    const builds = { plain: [], stripped, pie, pieStripped }
    const plans = Object.entries(builds).map(([name, args]) => {
      const p = plan(sample({ version, args }))
      assert.deepEqual(transitions(p), expected(version), name)
      assert.equal(p.syscallsMissing, undefined)
      assert.equal(p.goVersion, `go${version}`)
      assert.equal(p.pie, name.startsWith('pie'))
      assert.equal(p.modulePath, 'runqscope.test/plansample')
      for (const text of ['chan receive', 'select', 'sleep', 'IO wait', 'semacquire'])
        assert.ok(p.waitReasons.includes(text), text)
      return p
    })
    const [plainPlan, strippedPlan, piePlan, pieStrippedPlan] = plans
    assert.deepEqual(strippedPlan!.sites, plainPlan!.sites)
    assert.deepEqual(pieStrippedPlan!.sites, piePlan!.sites)
    const offsets = (p: Plan) => p.offsets.map(({ struct, field, offset }) => ({ struct, field, offset }))
    assert.deepEqual(offsets(strippedPlan!), offsets(plainPlan!))
  })
}

test('a build without optimisation is planned: nothing inlined, one more site in findRunnable', () => {
  for (const version of fewVersions) {
    const p = plan(sample({ version, args: ['-gcflags=all=-N -l'] }))
    const count = (name: string) => p.sites.filter(s => s.logical === name).length
    const minor = minorOf(version)
    assert.equal(count(minor < 19 ? 'runtime.findrunnable' : 'runtime.findRunnable'), minor < 19 ? 5 : 6)
    assert.equal(count('runtime.gopreempt_m'), 1)
    assert.equal(count('runtime.coroswitch_m'), minor < 23 ? 0 : 1)
    assert.ok(p.sites.every(s => s.logical === s.function))
    // There the swap of the status is a call too, and nothing behind it still has the g.
    if (minor < 26) assert.equal(p.syscallsMissing, undefined)
    else
      assert.match(p.syscallsMissing!, /^enter a syscall, the fast way: runtime\.reentersyscall has 0 of 1/)
  }
})

test('a build with the race detector is planned', () => {
  for (const version of fewVersions) {
    const p = plan(sample({ version, args: ['-race'], env: { CGO_ENABLED: '1' } }))
    assert.deepEqual(transitions(p), expected(version))
  }
})

test('the external linker and GNU strip leave a plan whole, also without section names for the tables', () => {
  for (const version of ['1.24.13', '1.26.8']) {
    const external = sample({
      version,
      args: ['-buildmode=pie', '-ldflags=-linkmode=external -s -w'],
      env: { CGO_ENABLED: '1' },
    })
    const p = plan(external)
    assert.deepEqual(transitions(p), expected(version))
    assert.equal(p.globals.length, 4)
  }
})

test('the printed plan names every site, offset and global, and where each was found', () => {
  const p = plan(sample({ version: '1.26.8' }))
  const text = formatPlan(p)
  for (const site of p.sites) {
    assert.ok(text.includes(`0x${site.address.toString(16)}`))
    assert.ok(text.includes(`0x${site.fileOffset.toString(16)}`))
    assert.ok(text.includes(site.found))
  }
  for (const { struct, field, found } of p.offsets)
    assert.match(text, new RegExp(`^${struct}\\.${field} +\\d+ +${found}$`, 'm'))
  for (const { name, found } of p.globals)
    assert.match(text, new RegExp(`^${name} +0x[0-9a-f]+ +${found}$`, 'm'))

  const json = JSON.parse(JSON.stringify(planToJson(p)))
  assert.equal(json.goVersion, 'go1.26.8')
  assert.equal(json.sites.length, p.sites.length)
  const coroutines = json.sites.find((s: { kind: string }) => s.kind === 'coro_switch')
  assert.deepEqual(coroutines.gp, { register: 'AX', delta: -56 })
  assert.equal('pcs' in json, false)
})
