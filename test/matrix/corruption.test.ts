import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Kind } from '../../lib/contract.gen.js'
import { plan as planOf } from '../../lib/plan/index.js'
import type { Plan, Site } from '../../lib/plan/plan.js'
import { binaryOf, siblingOf } from './binary.js'
import type { Cell } from './cells.js'
import { Evidence } from './evidence.js'
import { judge, usualPlan, waitReasonsOf } from './verify.js'

/** One binary with calls and with jumps behind inlined swaps, and one of the other architecture. */
const cells: Cell[] = [
  { version: '1.24.13', arch: 'amd64', form: 'profile-guided, every call hot' },
  { version: '1.27.4', arch: 'arm64', form: 'plain' },
]

for (const cell of cells) {
  const name = `go${cell.version} ${cell.arch} ${cell.form}`
  let good: Plan
  let usual: Plan
  let evidence: Evidence
  let waitReasons: string[]

  before(() => {
    const path = binaryOf(cell)
    good = planOf(path)
    usual = usualPlan(cell)
    evidence = new Evidence(cell.arch, path, siblingOf(cell))
    waitReasons = waitReasonsOf(cell)
  })

  /** The checks must object to a plan in which only this was changed. */
  const objects = (text: RegExp, change: (plan: Plan) => void) => {
    const bad = structuredClone({ ...good, pcs: undefined }) as unknown as Plan
    change(bad)
    const { problems } = judge(bad, evidence, usual, waitReasons)
    assert.ok(
      problems.some(problem => text.test(problem)),
      `none of ${problems.length} problems matches ${text}: ${problems.slice(0, 5).join('; ')}`,
    )
  }
  const site = (plan: Plan, wanted: (site: Site) => boolean) => {
    const found = plan.sites.find(wanted)
    assert.ok(found, 'the plan has such a site')
    return found
  }
  const isCall = (one: Site) => one.instruction === 'call' && one.target === 'runtime.casgstatus'
  const isSwapJump = (one: Site) => one.instruction === 'jump' && one.success !== undefined

  test(`${name}: the plan itself has no problem`, () => {
    assert.deepEqual(judge(good, evidence, usual, waitReasons).problems, [])
    assert.ok(good.sites.some(isCall) && good.sites.some(isSwapJump), 'both kinds of sites are there')
  })

  test(`${name}: a site that is moved is noticed`, () => {
    objects(/no instruction begins there/, plan => {
      const one = site(plan, isCall)
      one.address += cell.arch === 'amd64' ? 1 : 2
      one.fileOffset += cell.arch === 'amd64' ? 1 : 2
    })
    objects(/not a call/, plan => {
      const one = site(plan, isCall)
      const listing = evidence.listing(evidence.around(one.address)!)
      const next = listing[listing.findIndex(line => line.address === one.address) + 1]!
      one.fileOffset += next.address - one.address
      one.address = next.address
    })
    objects(/not a conditional jump|no instruction begins there/, plan => {
      const one = site(plan, isSwapJump)
      one.address += 4
      one.fileOffset += 4
    })
    objects(/file offset .* is not that of the address/, plan => {
      site(plan, isCall).fileOffset += 16
    })
    objects(/which is not runtime\.casgstatus/, plan => {
      const one = site(plan, isCall)
      const other = site(plan, two => two.instruction === 'call' && two.target !== 'runtime.casgstatus')
      one.address = other.address
      one.fileOffset = other.fileOffset
    })
  })

  test(`${name}: a site that is missing, doubled or called by another name is noticed`, () => {
    for (const kind of new Set(good.sites.map(one => one.kind)))
      objects(/lacks [A-Z_]+|has \d+ sites of|no site sees/, plan => {
        plan.sites = plan.sites.filter(one => one.kind !== kind)
      })
    objects(/no site sees/, plan => {
      plan.sites = plan.sites.filter(one => one.kind !== Kind.READY || one.instruction !== 'call')
    })
    objects(/two sites at one address/, plan => plan.sites.push({ ...site(plan, isCall) }))
    objects(/DWARF has it in/, plan => {
      site(plan, isCall).logical = 'runtime.sysmon'
    })
    objects(/it lies in .*, not in runtime\.sysmon/, plan => {
      site(plan, isCall).function = 'runtime.sysmon'
    })
    objects(/has RUN .*, which the default build lacks/, plan => {
      site(plan, one => one.kind === Kind.READY).kind = Kind.RUN
    })
    objects(/which is not Gmoribund/, plan => {
      for (const one of plan.sites) if (one.to === 'Grunnable') one.to = 'Gmoribund'
    })
  })

  test(`${name}: a wrong register or sign of success is noticed`, () => {
    objects(/the g is in argument register/, plan => {
      site(plan, isCall).gp.register = 9
    })
    objects(/the g is in argument register/, plan => {
      site(plan, isCall).gp.delta = 8
    })
    objects(/the g is not register/, plan => {
      site(plan, isSwapJump).gp.delta += 8
    })
    objects(/success is not/, plan => {
      const { success } = site(plan, isSwapJump)
      success!.value = success!.value === 1 ? 0 : 1
    })
    objects(/gogo/, plan => {
      site(plan, one => one.target === 'runtime.gogo').gp.delta = 0
    })
    const told = (one: Site) => one.kind === Kind.CREATE && one.instruction === 'call'
    // Where newproc1 swaps the status itself, the checker has no call to hold against the plan.
    if (good.sites.some(told))
      objects(/a creation's status is in register/, plan => {
        site(plan, told).detail = { constant: 1 }
      })
  })

  test(`${name}: each single wrong offset, global and wait reason is noticed`, () => {
    for (let i = 0; i < good.offsets.length; i++)
      objects(new RegExp(`${good.offsets[i]!.field}`), plan => {
        plan.offsets[i]!.offset += 8
      })
    for (let i = 0; i < good.globals.length; i++)
      objects(new RegExp(`runtime\\.${good.globals[i]!.name} is at`), plan => {
        plan.globals[i]!.address += 8
      })
    objects(/wait reasons/, plan => {
      plan.waitReasons[3] = 'coffee'
    })
    objects(/it is for/, plan => {
      plan.arch = plan.arch === 'amd64' ? ('arm64' as typeof plan.arch) : 'amd64'
    })
  })
}
