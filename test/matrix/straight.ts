import type { Arch } from './cells.js'
import { destination, isCall, isJump, type Line } from './disassembler.js'
import { registerNumber } from './registers.js'

/** Goroutine statuses by value. Source: runtime/runtime2.go, go1.18 to go1.27; the last two since go1.26. */
const statuses = [
  'Gidle',
  'Grunnable',
  'Grunning',
  'Gsyscall',
  'Gwaiting',
  'Gmoribund',
  'Gdead',
  'Genqueue',
  'Gcopystack',
  'Gpreempted',
  'Gleaked',
  'Gdeadextra',
]
/** The bit of a status that the GC owns. */
const SCAN = 0x1000

export function statusValue(name: string): number {
  return statuses.indexOf(name)
}

export function statusName(value: number): string {
  return statuses[value] ?? `${value}`
}

/**
 * Constants that registers hold at `lines[index]` for every way that leads there: read backwards, no further than the
 * nearest jump, call or place that is jumped to. Far fewer than a data flow analysis would find, and none by guessing.
 */
export function constantsBefore(arch: Arch, lines: Line[], index: number): Map<number, number> {
  const targets = new Set(lines.filter(line => isJump(arch, line)).map(destination))
  const found = new Map<number, number>()
  const written = new Set<number>()
  for (let i = index - 1; i >= 0 && !targets.has(lines[i + 1]!.address); i--) {
    const line = lines[i]!
    if (isJump(arch, line) || isCall(arch, line) || /^(ret|ud2|brk)/.test(line.mnemonic)) break
    const operands = line.operands.split(', ')
    const register = registerNumber(arch, operands[0]!)
    if (register === undefined || /^(cmp|test|push|st|tst)/.test(line.mnemonic)) continue
    const value = constantOf(line.mnemonic, operands)
    if (value !== undefined && !written.has(register)) found.set(register, value & ~SCAN)
    written.add(register)
    // Pairs of registers and what has implied results end the knowledge of all.
    if (/^(ldp|xchg|xadd|cmpxchg|lock|mul|div|idiv|rep)/.test(line.mnemonic)) break
  }
  return found
}

function constantOf(mnemonic: string, operands: string[]): number | undefined {
  const [to, from] = operands
  if (mnemonic === 'xor' && to === from) return 0
  if (!/^(mov|movz|movabs)$/.test(mnemonic) || operands.length !== 2) return undefined
  if (from === 'xzr' || from === 'wzr') return 0
  const match = /^#?(0x[0-9a-f]+|\d+)$/.exec(from!)
  return match ? Number(match[1]) : undefined
}

/** Whether the instruction before a call that writes to the stack stores `register` as the first stack argument. */
export function isStackArgument(arch: Arch, lines: Line[], index: number, register: number): boolean {
  for (let i = index - 1; i >= Math.max(0, index - 6); i--) {
    const { mnemonic, operands } = lines[i]!
    const match =
      arch === 'amd64'
        ? mnemonic === 'mov' && /^qword ptr \[rsp\], (\w+)$/.exec(operands)
        : /^(str|stur)$/.test(mnemonic) && /^(\w+), \[sp, #8\]$/.exec(operands)
    if (match) return registerNumber(arch, match[1]!) === register
    if (registerNumber(arch, operands.split(', ')[0]!) === register) return false
  }
  return false
}
