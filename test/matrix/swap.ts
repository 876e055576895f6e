import type { Site } from '../../lib/plan/plan.js'
import type { Arch } from './cells.js'
import { isSwap, type Line } from './disassembler.js'
import type { Evidence } from './evidence.js'
import { registerNumber } from './registers.js'

/** What is wrong with the g and the sign of success of a jump behind an inlined compare-and-swap. */
export function checkSwap(site: Site, evidence: Evidence, before: Line[], jump: Line): string[] {
  const { arch } = evidence
  const swap = before.findLastIndex((_, i) => isSwap(arch, before, i))
  const between = before.slice(swap + 1)
  const status = evidence.known.offsets['g.atomicstatus']
  const problems: string[] = []
  if (status === undefined) problems.push('no DWARF tells where g.atomicstatus is')
  else if (
    !basesOf(arch, before, swap).some(
      base => base.register === site.gp.register && base.offset - status === site.gp.delta,
    )
  )
    problems.push(
      `the g is not register ${site.gp.register} + ${site.gp.delta}: ${before[swap]!.mnemonic} ${before[swap]!.operands}`,
    )
  if (between.some(line => writes(arch, line, site.gp.register)))
    problems.push(`register ${site.gp.register} is overwritten before the jump`)
  if (!site.success) problems.push('it has no sign of success')
  else if (!tells(site.success, signs(arch, between)))
    problems.push(
      `the swap's success is not ${JSON.stringify(site.success)} at ${jump.mnemonic} ${jump.operands}`,
    )
  return problems
}

interface Base {
  register: number
  offset: number
}

/** What the swapped word's address is made of: the operand, and what that register was made of before. */
function basesOf(arch: Arch, lines: Line[], swap: number): Base[] {
  const operand = /\[(\w+)(?: ([+-]) (0x[0-9a-f]+|\d+))?\]/.exec(lines[swap]!.operands)
  if (!operand) return []
  const bases: Base[] = []
  let name = operand[1]!
  let offset = Number(operand[3] ?? 0) * (operand[2] === '-' ? -1 : 1)
  for (let i = swap; ; i--) {
    bases.push({ register: registerNumber(arch, name)!, offset })
    const made = lines.slice(0, i).findLastIndex(line => writes(arch, line, registerNumber(arch, name)!))
    if (made < 0) return bases
    const { mnemonic, operands } = lines[made]!
    const sum =
      (mnemonic === 'lea' && /^\w+, \[(\w+) \+ (0x[0-9a-f]+|\d+)\]$/.exec(operands)) ||
      (mnemonic === 'add' && /^\w+, (\w+), #(0x[0-9a-f]+|\d+)$/.exec(operands)) ||
      (mnemonic === 'mov' && /^\w+, (\w+)()$/.exec(operands))
    if (!sum || registerNumber(arch, sum[1]!) === undefined) return bases
    name = sum[1]!
    offset += Number(sum[2] || 0)
    i = made + 1
  }
}

/** Whether an instruction has a register as its destination. */
export function writes(arch: Arch, line: Line, register: number): boolean {
  if (/^(cmp|test|tst|st(?!lxr)|j|b|cbn?z|tbn?z|push|nop|lock)/.test(line.mnemonic)) return false
  return registerNumber(arch, line.operands.split(', ')[0]!) === register
}

/** What is known behind a swap: `zero` is the zero flag, a number a register's bit 0; true where it means success. */
type Signs = Map<number | 'zero', boolean>

function signs(arch: Arch, between: Line[]): Signs {
  const known: Signs = new Map()
  if (arch === 'amd64') known.set('zero', true)
  for (const { mnemonic, operands } of between) {
    const [to, from] = operands.split(', ').map(name => registerNumber(arch, name))
    const zero = known.get('zero')
    if (mnemonic === 'sete' || mnemonic === 'setne') {
      if (zero === undefined) known.delete(to!)
      else known.set(to!, mnemonic === 'sete' ? zero : !zero)
    } else if (mnemonic === 'test' && to !== undefined && to === from) {
      const bit = known.get(to)
      if (bit === undefined) known.delete('zero')
      else known.set('zero', !bit)
    } else if (mnemonic === 'xor' && to !== undefined && known.has(to) && operands.endsWith(', 1')) {
      known.set(to, !known.get(to))
      known.delete('zero')
    } else if (mnemonic === 'cset') {
      // Both ways of the swap, by one instruction and by a loop, end in one of these behind the comparison.
      known.set(to!, operands.endsWith('eq'))
    } else if (/^(mov|movzx)$/.test(mnemonic) && to !== undefined) {
      const bit = from === undefined ? undefined : known.get(from)
      if (bit === undefined) known.delete(to)
      else known.set(to, bit)
    } else {
      if (to !== undefined) known.delete(to)
      if (/^(add|sub|and|or|xor|cmp|test|inc|dec|neg|sh[lr]|bt)$/.test(mnemonic)) known.delete('zero')
    }
  }
  return known
}

function tells(success: NonNullable<Site['success']>, known: Signs): boolean {
  const meaning = known.get(success.in === 'zero flag' ? 'zero' : success.register)
  return meaning !== undefined && meaning === (success.value === 1)
}
