import { createRequire } from 'node:module'
import type { Arch } from './cells.js'

/** An instruction as Capstone prints it, e.g. `call` `0x43a1c0`, `cbnz` `w2, #0x1000`. */
export interface Line {
  address: number
  size: number
  mnemonic: string
  operands: string
}

/** What is used of Capstone's WebAssembly build, which brings no types. */
interface Capstone {
  ARCH_X86: number
  ARCH_ARM64: number
  MODE_64: number
  MODE_ARM: number
  OPT_SKIPDATA: number
  Capstone: new (arch: number, mode: number) => Decoder
}

interface Decoder {
  option(option: number, value: number): void
  disasm(
    code: Uint8Array,
    address: number,
  ): { address: bigint; size: number; mnemonic: string; op_str: string }[]
  close(): void
}

const load = createRequire(import.meta.url)('@alexaltea/capstone-js') as () => Promise<Capstone>
const capstone = await load()
const decoders: Record<Arch, Decoder> = {
  amd64: new capstone.Capstone(capstone.ARCH_X86, capstone.MODE_64),
  arm64: new capstone.Capstone(capstone.ARCH_ARM64, capstone.MODE_ARM),
}
// What is no instruction becomes a `.byte`, at which no site may lie; without this the listing would end there.
for (const decoder of Object.values(decoders)) decoder.option(capstone.OPT_SKIPDATA, 1)

/** Instruction by instruction from the first byte on, as the processor would run them: a linear sweep. */
export function disassemble(arch: Arch, code: Uint8Array, address: number): Line[] {
  return decoders[arch].disasm(code, address).map(line => ({
    address: Number(line.address),
    size: line.size,
    mnemonic: line.mnemonic,
    operands: line.op_str,
  }))
}

/** Destination of a direct call or jump, or undefined if the instruction is none. */
export function destination(line: Line): number | undefined {
  const match = /(?:^|, )#?0x([0-9a-f]+)$/.exec(line.operands)
  return match ? Number.parseInt(match[1]!, 16) : undefined
}

export function isCall(arch: Arch, line: Line): boolean {
  return line.mnemonic === (arch === 'amd64' ? 'call' : 'bl')
}

/** Jcc; B.cond, CBZ, CBNZ, TBZ, TBNZ. */
export function isConditional(arch: Arch, line: Line): boolean {
  if (arch === 'amd64') return /^j(?!mp$)/.test(line.mnemonic)
  return /^(b\.[a-z]{2}|cbn?z|tbn?z)$/.test(line.mnemonic)
}

/** Any jump inside a function, conditional or not. */
export function isJump(arch: Arch, line: Line): boolean {
  return isConditional(arch, line) || line.mnemonic === (arch === 'amd64' ? 'jmp' : 'b')
}

/**
 * Whether an instruction compares and swaps 32 bits, or is the exclusive load that begins a loop which does (and not one
 * that adds).
 */
export function isSwap(arch: Arch, lines: Line[], index: number): boolean {
  const { mnemonic, operands } = lines[index]!
  if (arch === 'amd64') return mnemonic === 'lock cmpxchg' && operands.startsWith('dword ptr')
  if (!operands.startsWith('w')) return false
  return mnemonic === 'casal' || (mnemonic === 'ldaxr' && lines[index + 1]?.mnemonic === 'cmp')
}
