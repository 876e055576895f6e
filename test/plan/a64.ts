import { createRequire } from 'node:module'
import { Code } from '../../lib/binary/arm64/code.js'

/** What is used of Capstone's WebAssembly build, which brings no types. */
interface Capstone {
  ARCH_ARM64: number
  MODE_ARM: number
  OPT_DETAIL: number
  OPT_ON: number
  Capstone: new (arch: number, mode: number) => Decoder
}

interface Decoder {
  option(option: number, value: number): void
  disasm_iter(
    code: Uint8Array,
    address: number,
    each: (line: { mnemonic: string; op_str: string }, pointer: number) => boolean,
  ): number
  regs_access(pointer: number): { regs_write: number[] }
  reg_name(register: number): string
}

const load = createRequire(import.meta.url)('@alexaltea/capstone-js') as () => Promise<Capstone>
const capstone = await load()
const decoder = new capstone.Capstone(capstone.ARCH_ARM64, capstone.MODE_ARM)
decoder.option(capstone.OPT_DETAIL, capstone.OPT_ON)

/** An instruction at address 0 as Capstone reads it, with the set of general registers that it writes, SP as bit 31. */
export function disassembled(word: number): { text: string; mnemonic: string; written: number } | undefined {
  let found: ReturnType<typeof disassembled>
  decoder.disasm_iter(bytesOf([word]), 0, (line, pointer) => {
    const written = decoder.regs_access(pointer).regs_write.reduce((set, id) => set | bitOf(id), 0)
    found = { text: `${line.mnemonic} ${line.op_str}`.trim(), mnemonic: line.mnemonic, written }
    return false
  })
  return found
}

const registers = new Map<number, number>()

function bitOf(id: number): number {
  let bit = registers.get(id)
  if (bit === undefined) {
    const name = decoder.reg_name(id)
    const number = name === 'fp' ? 29 : name === 'lr' ? 30 : /^w?sp$/.test(name) ? 31 : Number(name.slice(1))
    bit = /^([wx]\d+|fp|lr|w?sp)$/.test(name) ? 1 << number : 0
    registers.set(id, bit)
  }
  return bit
}

/**
 * Instructions by what they do, as Capstone prints them at address 0; `arm64.test.ts` holds it to that. Most were taken
 * from the runtime of a go1.27 binary.
 */
export const encodings = {
  'mov x1, #1': 0xb24003e1,
  'mov x1, #2': 0xb27f03e1,
  'mov x2, #4': 0xb27e03e2,
  'mov x1, xzr': 0xaa1f03e1,
  'mov w1, w2': 0x2a0203e1,
  'mov x1, x2': 0xaa0203e1,
  'mov x10, #2': 0xb27f03ea,
  'mov x11, #4': 0xb27e03eb,
  'mov x10, #0x26': 0xd28004ca,
  'mov x1, #-0x522': 0x9280a421,
  'mov x1, #0x12340000': 0xd2a24681,
  'movk x1, #0x5678': 0xf28acf01,
  'sxtw x27, w10': 0x93407d5b,
  'ldr x1, [sp, #0x20]': 0xf94013e1,
  'str x1, [sp, #0x20]': 0xf90013e1,
  'stp x2, x1, [sp, #0x20]': 0xa90207e2,
  'ldr x1, [x0]': 0xf9400001,
  'ldr x1, [x2, #0x98]': 0xf9404c41,
  'ldr x2, [x28, #0x30]': 0xf9401b82,
  'str x3, [x0, #0x98]': 0xf9004c03,
  'str x3, [x1, #0x98]': 0xf9004c23,
  'stp x8, x9, [x0, #0x90]': 0xa9092408,
  'str w2, [x0, #0x98]': 0xb9009802,
  'strb wzr, [x0, #0xb1]': 0x3902c41f,
  'str x0, [sp, #8]': 0xf90007e0,
  'str w0, [sp, #8]': 0xb9000be0,
  'add x0, x3, #0x38': 0x9100e060,
  'mov x0, x3': 0xaa0303e0,
  'mov x3, x0': 0xaa0003e3,
  'sub sp, sp, #0x10': 0xd10043ff,
  'add sp, sp, x27': 0x8b3b63ff,
  'add x9, x0, #0x90': 0x91024009,
  'ldrb w10, [x27, #0xc4d]': 0x3971376a,
  'tbz w10, #0, #0x1c': 0x360000ea,
  'casal w27, w11, [x9]': 0x88fbfd2b,
  'cmp w27, w10': 0x6b0a037f,
  'cset x12, eq': 0x9a9f17ec,
  'cset x9, eq': 0x9a9f17e9,
  'eor x12, x12, #1': 0xd240018c,
  'b #0x1c': 0x14000007,
  'ldaxr w27, [x9]': 0x885ffd3b,
  'b.ne #0xc': 0x54000061,
  'stlxr w27, w11, [x9]': 0x881bfd2b,
  'cbnz x27, #0xfffffffffffffff0': 0xb5ffff9b,
  'tbnz w12, #0, #8': 0x3700004c,
  'tbnz w13, #0, #8': 0x3700004d,
  'cbnz x12, #8': 0xb500004c,
  'b.eq #8': 0x54000040,
  'b.eq #0x10': 0x54000080,
  'cbz x0, #8': 0xb4000040,
  'cbz x4, #8': 0xb4000044,
  'cbnz x0, #0xfffffffffffffffc': 0xb5ffffe0,
  'b #8': 0x14000002,
  'bl #0': 0x94000000,
  'bl #0x100': 0x94000040,
  'blr x2': 0xd63f0040,
  'br x2': 0xd61f0040,
  nop: 0xd503201f,
  ret: 0xd65f03c0,
  'adrp x27, #0x1000': 0xb000001b,
  'adrp x0, #0x1000': 0xb0000000,
  'adr x0, #0x100': 0x10000800,
  'add x0, x0, #0x888': 0x91222000,
  'add x27, x27, #0x888': 0x9122237b,
  'ldr x1, [x27, #0xf20]': 0xf9479361,
  'ldr x1, [x27]': 0xf9400361,
  'str x1, [x27, #0xf20]': 0xf9079361,
  'ldar x1, [x0]': 0xc8dffc01,
  'ptrue p0.b': 0x2518e3e0,
} as const

export type Instruction = keyof typeof encodings

export const ENTRY = 0x10000

/** A function of those instructions at address 0x10000; each call of address 0x10000 + `barrier` is of the write barrier. */
export function program(instructions: Instruction[], barrier = -1): Code {
  return codeOf(
    instructions.map(i => encodings[i]),
    barrier,
  )
}

export function codeOf(words: number[], barrier = -1): Code {
  return new Code(bytesOf(words), ENTRY, address => address === ENTRY + barrier)
}

function bytesOf(words: number[]): Buffer {
  const bytes = Buffer.alloc(words.length * 4)
  for (const [i, word] of words.entries()) bytes.writeUInt32LE(word >>> 0, i * 4)
  return bytes
}
