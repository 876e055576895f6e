import type { Plan, Site } from '../../lib/plan/plan.js'
import { destination, isCall, isConditional, isJump, isSwap, type Line } from './disassembler.js'
import type { Evidence, NamedSymbol } from './evidence.js'
import { argumentRegisters } from './registers.js'
import { constantsBefore, isStackArgument, statusValue } from './straight.js'
import { checkSwap, writes } from './swap.js'

/** How far behind a compare-and-swap the jump may lie. */
const BEHIND_MAX = 24

/** Functions that may lie between a site and the function to which its transition belongs. */
const carriers = new Set([
  'runtime.casgstatus',
  'runtime.casGToWaiting',
  'runtime.casGToPreemptScan',
  'runtime.goschedImpl',
])
const takesStatuses = new Set(['runtime.casgstatus', 'runtime.casGToPreemptScan'])

/** What is wrong with the sites of a plan, one sentence each. */
export function checkSites(plan: Plan, evidence: Evidence): string[] {
  const inlined = evidence.inlined(plan.sites.map(site => site.address))
  const found = plan.sites.flatMap(site =>
    checkSite(site, evidence, inlined.get(site.address)).map(
      problem => `site ${site.logical} ${site.from}→${site.to} at 0x${site.address.toString(16)}: ${problem}`,
    ),
  )
  const addresses = new Set(plan.sites.map(site => site.address))
  if (addresses.size < plan.sites.length) found.push('two sites at one address')
  return found
}

function checkSite(site: Site, evidence: Evidence, frames: string[] | undefined): string[] {
  const problems: string[] = []
  const segment = evidence.own.segments.find(
    s => site.address >= s.address && site.address < s.address + s.size,
  )
  if (!segment || site.fileOffset !== site.address - segment.address + segment.offset)
    problems.push(`file offset 0x${site.fileOffset.toString(16)} is not that of the address`)
  const symbol = evidence.around(site.address)
  if (!symbol) return [...problems, 'it lies in no function of the symbol table']
  if (plainName(symbol.name) !== site.function)
    problems.push(`it lies in ${symbol.name}, not in ${site.function}`)
  if (!evidence.hasSiblingsCode(symbol))
    return [...problems, `${symbol.name} differs from the unstripped sibling: nothing to compare with`]
  const lines = evidence.listing(symbol)
  const index = lines.findIndex(line => line.address === site.address)
  if (index < 0) return [...problems, 'no instruction begins there']
  if (frames) problems.push(...checkFrames(site, frames))
  return problems.concat(
    site.instruction === 'call'
      ? checkCall(site, evidence, lines, index)
      : checkJump(site, evidence, symbol, lines, index),
  )
}

function plainName(symbol: string): string {
  return symbol.replace(/\.abi0$/, '')
}

/** By DWARF, the site belongs to its logical function, with nothing but carriers of a status inside. */
function checkFrames(site: Site, frames: string[]): string[] {
  const at = frames.indexOf(site.logical)
  if (at < 0) return [`DWARF has it in ${frames.join(' in ')}, not in ${site.logical}`]
  const inside = frames.slice(0, at).filter(name => !carriers.has(name) && !isAtomic(name))
  // Before go1.24 a creation is seen behind newproc1, where runqput, which comes next, may have been inlined.
  if (/^first (CALL|jump) after/.test(site.found) && inside.join() === 'runtime.runqput') return []
  return inside.length ? [`DWARF has ${inside.join(' in ')} inside ${site.logical}`] : []
}

function isAtomic(name: string): boolean {
  return /^(internal\/runtime\/atomic|runtime\/internal\/atomic)\./.test(name)
}

function checkCall(site: Site, evidence: Evidence, lines: Line[], index: number): string[] {
  const { arch } = evidence
  const line = lines[index]!
  if (!isCall(arch, line)) return [`it is ${line.mnemonic} ${line.operands}, not a call`]
  const problems: string[] = []
  const target = destination(line)
  if (target === undefined || !evidence.entries(site.target).includes(target))
    problems.push(`it calls ${line.operands}, which is not ${site.target}`)
  if (site.success) problems.push('a call needs no sign of success')
  const [first, second, third] = argumentRegisters[arch]
  const { register, delta } = site.gp
  if (site.target === 'runtime.gogo') {
    if (delta !== -evidence.known.offsets['g.sched']!)
      problems.push(`gogo's argument is &g.sched, not ${delta}`)
    if (!isStackArgument(arch, lines, index, register))
      problems.push(`register ${register} is not what is stored as gogo's argument`)
  } else {
    const expected = site.target === 'runtime.runqput' ? second : first
    if (register !== expected || delta !== 0)
      problems.push(`the g is in argument register ${expected}, not in ${register} + ${delta}`)
  }
  if (!takesStatuses.has(site.target)) return problems
  if (site.kind === 1 && (!site.detail || !('register' in site.detail) || site.detail.register !== third))
    problems.push(`a creation's status is in register ${third}`)
  const constants = constantsBefore(arch, lines, index)
  for (const [argument, name] of [
    [second, site.from],
    [third, site.to],
  ] as const) {
    const value = constants.get(argument)
    if (value !== undefined && name !== 'var' && value !== statusValue(name))
      problems.push(`register ${argument} is ${value}, which is not ${name}`)
  }
  return problems
}

function checkJump(
  site: Site,
  evidence: Evidence,
  symbol: NamedSymbol,
  lines: Line[],
  index: number,
): string[] {
  const { arch } = evidence
  const line = lines[index]!
  const before = lines.slice(Math.max(0, index - BEHIND_MAX), index)
  if (site.target === 'runtime.newproc1') return checkJumpAfterCall(site, evidence, lines, index)
  if (!isConditional(arch, line)) return [`it is ${line.mnemonic} ${line.operands}, not a conditional jump`]
  if (!before.some((_, i) => isSwap(arch, before, i)))
    return [`no compare-and-swap lies before it in ${symbol.name}`]
  return checkSwap(site, evidence, before, line)
}

/** The first jump behind a call, of whatever kind, passed once each time: the call's result is still there. */
function checkJumpAfterCall(site: Site, evidence: Evidence, lines: Line[], index: number): string[] {
  const { arch } = evidence
  const call = lines.slice(0, index).findLastIndex(line => isCall(arch, line))
  const target = call < 0 ? undefined : destination(lines[call]!)
  const between = lines.slice(call + 1, index)
  const [result] = argumentRegisters[arch]
  const problems: string[] = []
  if (!isJump(arch, lines[index]!)) problems.push(`it is ${lines[index]!.mnemonic}, not a jump`)
  if (target === undefined || !evidence.entries(site.target).includes(target))
    problems.push(`the call before it is not ${site.target}`)
  if (between.some(line => isJump(arch, line))) problems.push('it is not the first jump behind the call')
  const inside = new Set(lines.slice(call + 1, index + 1).map(line => line.address))
  if (lines.some(line => isJump(arch, line) && inside.has(destination(line)!)))
    problems.push('a jump leads there past the call')
  if (between.some(line => writes(arch, line, result)))
    problems.push("the call's result is overwritten before")
  if (site.gp.register !== result || site.gp.delta !== 0)
    problems.push('the result is in the first argument register')
  if (site.success) problems.push('a jump behind a call needs no sign of success')
  return problems
}
