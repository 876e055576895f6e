import { hex } from '../binary/elf.js'
import { Kind } from '../contract.gen.js'
import { machineOf } from './machines.js'
import type { Plan, Site } from './plan.js'

const kindNames = new Map<number, string>(Object.entries(Kind).map(([name, value]) => [value, name]))

/** A plan as a person reads it: sites, globals, offsets, each with how it was found. */
export function formatPlan(plan: Plan): string {
  const head = [
    `${plan.goVersion} (${plan.goVersionFound}), ${plan.arch}, ${plan.library ? 'library, ' : ''}${plan.pie ? 'position-independent' : 'fixed addresses'}${plan.modulePath ? `, ${plan.modulePath}` : ''}`,
    `${plan.sites.length} probe sites, ${plan.globals.length} globals, ${plan.offsets.length} offsets, ${plan.waitReasons.length} wait reasons`,
    ...(plan.syscallsMissing ? [`not for --syscalls: ${plan.syscallsMissing}`] : []),
  ]
  const sites = table(
    ['KIND', 'ADDRESS', 'FILE OFFSET', 'FUNCTION', 'TRANSITION', 'AT', 'G IN', 'FOUND'],
    plan.sites.map(site => [
      kindNames.get(site.kind)!,
      hex(site.address),
      hex(site.fileOffset),
      site.logical === site.function ? site.function : `${site.logical} in ${site.function}`,
      `${site.from}→${site.to}`,
      site.source,
      place(plan, site),
      site.found,
    ]),
  )
  const globals = table(
    ['GLOBAL', 'ADDRESS', 'FOUND'],
    plan.globals.map(global => [global.name, hex(global.address), global.found]),
  )
  const offsets = table(
    ['FIELD', 'OFFSET', 'FOUND'],
    plan.offsets.map(o => [`${o.struct}.${o.field}`, `${o.offset}`, o.found]),
  )
  return `${[head.join('\n'), sites, globals, offsets].join('\n\n')}\n`
}

/** A plan as data: numbers are numbers, kinds are words. `pcs` is left out; it is a function of the binary. */
export function planToJson(plan: Plan): object {
  const { pcs: _, sites, ...rest } = plan
  return {
    ...rest,
    sites: sites.map(site => ({
      ...site,
      kind: kindNames.get(site.kind)!.toLowerCase(),
      gp: { register: registerName(plan, site.gp.register), delta: site.gp.delta },
    })),
  }
}

function registerName(plan: Plan, register: number): string {
  return machineOf(plan.arch).registers[register]!
}

function place(plan: Plan, site: Site): string {
  const { register, delta } = site.gp
  const name = registerName(plan, register)
  return delta === 0 ? name : `${name}${delta < 0 ? '−' : '+'}${Math.abs(delta)}`
}

function table(head: string[], rows: string[][]): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map(row => row[i]!.length)))
  const line = (row: string[]) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd()
  return [line(head), ...rows.map(line)].join('\n')
}
