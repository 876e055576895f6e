import type { Plan } from '../../lib/plan/plan.js'
import { destination, isCall, isSwap, type Line } from './disassembler.js'
import type { Evidence, NamedSymbol } from './evidence.js'
import { argumentRegisters } from './registers.js'
import { constantsBefore, statusName } from './straight.js'

/** Transitions that start, stop, wake, create or end a goroutine. */
const lifecycle = new Set([
  'Gwaiting→Grunnable',
  'Grunnable→Grunning',
  'Grunning→Grunnable',
  'Grunning→Gdead',
  'Gdead→Grunnable',
  'Gsyscall→Grunnable',
])

/** Encodings. Source: Intel SDM 2, CALL rel32 and CMPXCHG r/m32; Arm ARM C6.2, BL, LDAXR and CASAL of 32 bits. */
const CALL = 0xe8
const CMPXCHG = Buffer.from([0x0f, 0xb1])
const BL = 0x94000000
const LDAXR = 0x885ffc00
const CASAL = 0x88e0fc00

/** Functions whose call of casgstatus needs no site, and why. */
const seenElsewhere = new Map([
  ['runtime.goschedImpl', 'its callers are probed: they know whether it is a preemption'],
  ['runtime.coroswitch_m', 'the gogo that every way through it ends in is probed'],
  [
    'runtime.newproc1',
    'before go1.24 the goid is not there yet: the creation is probed when it has returned',
  ],
])

/**
 * Calls and inlined copies of casgstatus that change a goroutine's life and that no site of the plan sees. Found without
 * the plan: by disassembling every function of package runtime.
 */
export function findUnplanned(plan: Plan, evidence: Evidence): string[] {
  const planned = new Set(plan.sites.map(site => site.address))
  const problems: string[] = []
  const swaps: { line: Line; symbol: NamedSymbol }[] = []
  const entries = new Set(evidence.entries('runtime.casgstatus'))
  if (entries.size === 0) return ['there is no runtime.casgstatus']
  for (const symbol of codeOf(evidence)) {
    if (!mayMatter(evidence, symbol, entries)) continue
    const lines = evidence.listing(symbol)
    for (const [index, line] of lines.entries()) {
      if (isSwap(evidence.arch, lines, index)) swaps.push({ line, symbol })
      if (!isCall(evidence.arch, line) || !entries.has(destination(line)!)) continue
      const [, from, to] = argumentRegisters[evidence.arch]
      const constants = constantsBefore(evidence.arch, lines, index)
      const [old, next] = [constants.get(from), constants.get(to)]
      if (old === undefined || next === undefined || planned.has(line.address)) continue
      const change = `${statusName(old)}→${statusName(next)}`
      const name = symbol.name.replace(/\.abi0$/, '')
      if (lifecycle.has(change) && !seenElsewhere.has(name) && !isInlinedThere(evidence, line, seenElsewhere))
        problems.push(`no site sees ${name} move a goroutine ${change} at 0x${line.address.toString(16)}`)
    }
  }
  return problems.concat(unplannedCopies(plan, evidence, swaps))
}

/** Functions of package runtime in the text segment. */
function codeOf(evidence: Evidence): NamedSymbol[] {
  const begin = evidence.known.symbols['runtime.text']?.address ?? 0
  const end = evidence.known.symbols['runtime.etext']?.address ?? Number.POSITIVE_INFINITY
  return evidence.symbols.filter(
    ({ name, address }) =>
      address >= begin && address < end && !/^runtime\.(text|etext|rodata|types|etypes)$/.test(name),
  )
}

/**
 * Whether the bytes of a function hold, at any offset, a call of one of `entries` or a compare-and-swap: next to none
 * does, and disassembling them all would take seconds.
 */
function mayMatter(evidence: Evidence, symbol: NamedSymbol, entries: ReadonlySet<number>): boolean {
  const code = evidence.at(symbol.address, symbol.size)
  if (evidence.arch === 'amd64') {
    if (code.includes(CMPXCHG)) return true
    for (let at = code.indexOf(CALL); at >= 0 && at + 5 <= code.length; at = code.indexOf(CALL, at + 1))
      if (entries.has(symbol.address + at + 5 + code.readInt32LE(at + 1))) return true
    return false
  }
  for (let at = 0; at + 4 <= code.length; at += 4) {
    const word = code.readUInt32LE(at)
    if ((word & 0xfc000000) >>> 0 === BL && entries.has(symbol.address + at + ((word << 6) >> 4))) return true
    if ((word & 0xfffffc00) >>> 0 === LDAXR || (word & 0xffe0fc00) >>> 0 === CASAL) return true
  }
  return false
}

function isInlinedThere(evidence: Evidence, line: Line, names: ReadonlyMap<string, string>): boolean {
  return (
    evidence
      .inlined([line.address])
      .get(line.address)
      ?.some(name => names.has(name)) ?? false
  )
}

/** Inlined copies of casgstatus, by DWARF, in functions whose transitions the plan has, without a site behind them. */
function unplannedCopies(
  plan: Plan,
  evidence: Evidence,
  swaps: { line: Line; symbol: NamedSymbol }[],
): string[] {
  const inlined = evidence.inlined(swaps.map(({ line }) => line.address))
  const logicals = new Set(plan.sites.map(site => site.logical))
  const problems: string[] = []
  for (const { line, symbol } of swaps) {
    const frames = inlined.get(line.address) ?? []
    const at = frames.indexOf('runtime.casgstatus')
    const owner = frames.slice(at + 1).find(name => name !== 'runtime.casGToWaiting')
    if (at < 0 || owner === undefined || !logicals.has(owner) || seenElsewhere.has(owner)) continue
    const seen = plan.sites.some(
      site =>
        site.logical === owner &&
        site.instruction === 'jump' &&
        site.address > line.address &&
        site.address < symbol.address + symbol.size,
    )
    if (!seen)
      problems.push(`no site sees the casgstatus of ${owner}, inlined at 0x${line.address.toString(16)}`)
  }
  return problems
}
