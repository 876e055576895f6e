import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Kind } from '../../lib/contract.gen.js'
import { formatPlan, plan, planToJson } from '../../lib/plan/index.js'
import type { Plan } from '../../lib/plan/plan.js'
import { pie, pieStripped, sample, stripped, versions } from './sample.js'

const common = `
EXIT          runtime.gdestroy                                   Grunning→Gdead
GOSCHED       runtime.gopreempt_m                                Grunning→Grunnable
GOSCHED       runtime.gopreempt_m                                Grunning→Grunnable
GOSCHED       runtime.gosched_m                                  Grunning→Grunnable
GOSCHED       runtime.goschedguarded_m                           Grunning→Grunnable
PARK          runtime.debugCallWrap.func2                        Grunning→Gwaiting
PARK          runtime.park_m                                     Grunning→Gwaiting
PREEMPT_PARK  runtime.preemptPark                                Grunning→Gpreempted
READY         runtime.(*gcControllerState).findRunnableGCWorker  Gwaiting→Grunnable
READY         runtime.debugCallWrap1.func1                       Gwaiting→Grunnable
READY         runtime.findRunnable                               Gwaiting→Grunnable
READY         runtime.findRunnable                               Gwaiting→Grunnable
READY         runtime.findRunnable                               Gwaiting→Grunnable
READY         runtime.findRunnable                               Gwaiting→Grunnable
READY         runtime.findRunnable                               Gwaiting→Grunnable
READY         runtime.injectglist                                Gwaiting→Grunnable
READY         runtime.park_m                                     Gwaiting→Grunnable
READY         runtime.ready                                      Gwaiting→Grunnable
RUN           runtime.execute                                    Grunnable→Grunning
YIELD         runtime.debugCallWrap1.func1                       Grunning→Grunnable
YIELD         runtime.goyield_m                                  Grunning→Grunnable
`
const createOld = 'CREATE        runtime.newproc.func1                              Gdead→Grunnable'
const createCoroutine = 'CREATE        runtime.newcoro.func1                              Gdead→Gwaiting'
const createNew = 'CREATE        runtime.newproc1                                   Gdead→var'
const coroutine = 'CORO_SWITCH   runtime.coroswitch_m                               Gwaiting→Grunning'
const syscallOld = 'SYSCALL_EXIT  runtime.exitsyscall0                               Gsyscall→Grunnable'
const syscallNew = 'SYSCALL_EXIT  runtime.exitsyscallNoP                             Grunning→Grunnable'

/** What a plan must hold for each minor version beside the common sites. */
const own: Record<string, string[]> = {
  '1.22.12': [createOld, syscallOld],
  '1.23.12': [createOld, createCoroutine, coroutine, syscallOld],
  '1.24.13': [createNew, coroutine, syscallOld],
  '1.25.14': [createNew, coroutine, syscallOld],
  '1.26.8': [createNew, coroutine, syscallNew],
  '1.27.4': [createNew, coroutine, syscallNew],
}

function transitions(p: Plan): string[] {
  const names = Object.fromEntries(Object.entries(Kind).map(([name, value]) => [value, name]))
  return p.sites.map(s => `${names[s.kind]!.padEnd(13)} ${s.logical.padEnd(50)} ${s.from}→${s.to}`).sort()
}

for (const version of versions) {
  test(`go${version}: every transition of the lifecycle, with and without symbols, fixed and position-independent`, () => {
    const expected = [...common.trim().split('\n'), ...own[version]!].sort()
    const builds = { plain: [], stripped, pie, pieStripped }
    const plans = Object.entries(builds).map(([name, args]) => {
      const p = plan(sample({ version, args }))
      assert.deepEqual(transitions(p), expected, name)
      assert.equal(p.goVersion, `go${version}`)
      assert.equal(p.pie, name.startsWith('pie'))
      assert.equal(p.modulePath, 'runqscope.test/plansample')
      for (const text of ['chan receive', 'select', 'sleep', 'IO wait', 'sync.Mutex.Lock'])
        assert.ok(p.waitReasons.includes(text), text)
      return p
    })
    const [plainPlan, strippedPlan, piePlan, pieStrippedPlan] = plans
    assert.deepEqual(strippedPlan!.sites, plainPlan!.sites)
    assert.deepEqual(pieStrippedPlan!.sites, piePlan!.sites)
    assert.deepEqual(strippedPlan!.offsets, plainPlan!.offsets)
  })
}

test('a build without optimisation is planned: nothing inlined, one more site in findRunnable', () => {
  for (const version of ['1.23.12', '1.26.8']) {
    const p = plan(sample({ version, args: ['-gcflags=all=-N -l'] }))
    const count = (name: string) => p.sites.filter(s => s.logical === name).length
    assert.equal(count('runtime.findRunnable'), 6)
    assert.equal(count('runtime.gopreempt_m'), 1)
    assert.equal(count('runtime.coroswitch_m'), 1)
    assert.ok(p.sites.every(s => s.logical === s.function))
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
    assert.deepEqual(transitions(p), [...common.trim().split('\n'), ...own[version]!].sort())
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
  assert.deepEqual(coroutines.gp, { source: 'ax', delta: -56 })
  assert.equal('pcs' in json, false)
})
