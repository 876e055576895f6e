/** Numbers of the general registers, as encoded. */
export const Reg = { AX: 0, CX: 1, DX: 2, BX: 3, SP: 4, BP: 5, SI: 6, DI: 7 } as const

/** A decoded amd64 instruction, as far as planning needs it. Addresses are link-time. */
export interface Instruction {
  address: number
  length: number
  /** One byte, or 0x0f00 | second byte, 0x0f3800 | third, 0x0f3a00 | third. */
  opcode: number
  /** REX.W: 64-bit operand. */
  wide: boolean
  /** The operand-size prefix: 16 bits, for opcodes that are not of bytes. */
  narrow: boolean
  locked: boolean
  /** −1 if the instruction has no ModRM byte; 3 if its operand is a register. */
  mod: number
  /** ModRM.reg with REX: a register, or an opcode extension (then look at `reg & 7`). */
  reg: number
  /** The register of a mod 3 operand, or of the opcode byte (push, pop, mov imm). */
  rm: number
  /** Base register of a memory operand; −1 if none or RIP. */
  base: number
  /** True if the memory operand has an index register. */
  indexed: boolean
  displacement: number
  /** Address of a RIP-relative operand or of a branch's destination, −1 if neither. */
  target: number
  immediate: number
  /** True for a CALL of the write barrier, which changes R11 alone. Set by `Code`. */
  barrier: boolean
}

const IMM8 = 1
const IMM32 = 2 /* 16 bits with the operand-size prefix */
const REL8 = 3
const REL32 = 4
const MODRM = 8

/** What follows each one-byte opcode; undefined = not valid in 64-bit mode or not made by Go. Source: Intel SDM 2D, A-2. */
const oneByte = new Int8Array(256).fill(-1)
/** The same for two-byte opcodes (0F xx). Source: Intel SDM 2D, A-3. */
const twoByte = new Int8Array(256).fill(MODRM)

for (let row = 0; row < 0x40; row += 8) {
  for (let i = 0; i < 4; i++) oneByte[row + i] = MODRM
  oneByte[row + 4] = IMM8
  oneByte[row + 5] = IMM32
}
oneByte.fill(0, 0x50, 0x60)
oneByte[0x63] = MODRM
oneByte[0x68] = IMM32
oneByte[0x69] = MODRM | IMM32
oneByte[0x6a] = IMM8
oneByte[0x6b] = MODRM | IMM8
oneByte.fill(REL8, 0x70, 0x80)
oneByte[0x80] = MODRM | IMM8
oneByte[0x81] = MODRM | IMM32
oneByte[0x83] = MODRM | IMM8
oneByte.fill(MODRM, 0x84, 0x90)
oneByte.fill(0, 0x90, 0x9a)
oneByte.fill(0, 0x9b, 0xa0)
oneByte.fill(0, 0xa4, 0xb0)
oneByte[0xa8] = IMM8
oneByte[0xa9] = IMM32
oneByte.fill(IMM8, 0xb0, 0xb8)
oneByte.fill(IMM32, 0xb8, 0xc0)
oneByte[0xc0] = MODRM | IMM8
oneByte[0xc1] = MODRM | IMM8
oneByte[0xc3] = 0
oneByte[0xc6] = MODRM | IMM8
oneByte[0xc7] = MODRM | IMM32
oneByte[0xc9] = 0
oneByte[0xcc] = 0
oneByte[0xcd] = IMM8
oneByte.fill(MODRM, 0xd0, 0xd4)
oneByte.fill(MODRM, 0xd8, 0xe0)
oneByte[0xe3] = REL8
oneByte[0xe8] = REL32
oneByte[0xe9] = REL32
oneByte[0xeb] = REL8
oneByte[0xf4] = 0
oneByte[0xf6] = MODRM
oneByte[0xf7] = MODRM
oneByte.fill(0, 0xf8, 0xfe)
oneByte[0xfe] = MODRM
oneByte[0xff] = MODRM

for (const op of [0x05, 0x06, 0x08, 0x09, 0x0b, 0x0e, 0x77, 0xa0, 0xa1, 0xa2, 0xa8, 0xa9, 0xaa])
  twoByte[op] = 0
twoByte.fill(0, 0x30, 0x38)
twoByte.fill(REL32, 0x80, 0x90)
twoByte.fill(0, 0xc8, 0xd0)
for (const op of [0x70, 0x71, 0x72, 0x73, 0xa4, 0xac, 0xba, 0xc2, 0xc4, 0xc5, 0xc6])
  twoByte[op] = MODRM | IMM8

/**
 * Decodes the instruction at `at` in `code`, whose first byte lies at link-time address `origin`. Returns undefined
 * if it is cut off or none that Go's compiler makes.
 */
export function decode(code: Uint8Array, at: number, origin: number): Instruction | undefined {
  const start = at
  let rex = 0
  let narrow = false
  let locked = false
  for (; ; at++) {
    const byte = code[at]
    if (byte === 0x66) narrow = true
    else if (byte === 0xf0) locked = true
    else if (byte !== 0xf2 && byte !== 0xf3 && byte !== 0x2e && byte !== 0x64 && byte !== 0x65) break
  }
  if (at - start > 4 && code[at] === undefined) return undefined
  let byte = code[at++]
  if (byte !== undefined && byte >= 0x40 && byte < 0x50) {
    rex = byte
    byte = code[at++]
  }
  if (byte === undefined) return undefined
  let opcode = byte
  let form = oneByte[byte]!
  if (byte === 0x0f) {
    const second = code[at++]
    if (second === undefined) return undefined
    opcode = 0x0f00 | second
    form = twoByte[second]!
    if (second === 0x38 || second === 0x3a) {
      opcode = 0x0f0000 | (second << 8) | (code[at++] ?? 0)
      form = second === 0x38 ? MODRM : MODRM | IMM8
    }
  } else if (byte === 0xc5 || byte === 0xc4) {
    // VEX: the compiler makes them for BMI and FMA, none touches a register that planning follows.
    const map = byte === 0xc5 ? 1 : (code[at++] ?? 0) & 0x1f
    at++
    const last = code[at++] ?? 0
    opcode = 0xc40000 | (map << 8) | last
    form = map === 1 ? twoByte[last]! & ~REL32 : map === 3 ? MODRM | IMM8 : MODRM
  }
  if (form < 0) return undefined

  const insn: Instruction = {
    address: origin + start,
    length: 0,
    opcode,
    wide: (rex & 8) !== 0,
    narrow,
    locked,
    mod: -1,
    reg: 0,
    rm: (opcode & 7) | ((rex & 1) << 3),
    base: -1,
    indexed: false,
    displacement: 0,
    target: -1,
    immediate: 0,
    barrier: false,
  }
  let ripRelative = false
  if (form & MODRM) {
    const modrm = code[at++] ?? 0
    insn.mod = modrm >> 6
    insn.reg = ((modrm >> 3) & 7) | ((rex & 4) << 1)
    insn.rm = (modrm & 7) | ((rex & 1) << 3)
    if (insn.mod !== 3) {
      insn.base = insn.rm
      let wideDisplacement = insn.mod === 2
      if ((modrm & 7) === 4) {
        const sib = code[at++] ?? 0
        insn.indexed = ((sib >> 3) & 7) !== 4 || (rex & 2) !== 0
        insn.base = (sib & 7) | ((rex & 1) << 3)
        if ((sib & 7) === 5 && insn.mod === 0) {
          insn.base = -1
          wideDisplacement = true
        }
      } else if ((modrm & 7) === 5 && insn.mod === 0) {
        insn.base = -1
        wideDisplacement = true
        ripRelative = true
      }
      if (insn.mod === 1) insn.displacement = signed(code, at++, 1)
      if (wideDisplacement) {
        insn.displacement = signed(code, at, 4)
        at += 4
      }
    }
    // TEST is the one member of its group that has an immediate.
    if ((opcode === 0xf6 || opcode === 0xf7) && (insn.reg & 7) < 2) form |= opcode === 0xf6 ? IMM8 : IMM32
  }
  const tail = form & 7
  const width =
    tail === 0
      ? 0
      : tail === IMM8 || tail === REL8
        ? 1
        : opcode >= 0xb8 && opcode < 0xc0 && insn.wide
          ? 8
          : tail === IMM32 && narrow
            ? 2
            : 4
  insn.immediate = signed(code, at, width === 8 ? 4 : width)
  if (width === 8 && signed(code, at + 4, 4) !== 0) insn.immediate = Number.NaN
  at += width
  if (at > code.length) return undefined
  insn.length = at - start
  if (ripRelative) insn.target = origin + at + insn.displacement
  if (tail === REL8 || tail === REL32) insn.target = origin + at + insn.immediate
  return insn
}

function signed(code: Uint8Array, at: number, width: number): number {
  let value = 0
  for (let i = 0; i < width; i++) value |= (code[at + i] ?? 0) << (8 * i)
  return width === 0 || width === 4 ? value : (value << (32 - 8 * width)) >> (32 - 8 * width)
}

/** True for Jcc with an 8- or 32-bit displacement: the conditional jumps that the kernel emulates. */
export function isConditionalJump(insn: Instruction): boolean {
  return (insn.opcode >= 0x70 && insn.opcode < 0x80) || (insn.opcode >= 0x0f80 && insn.opcode < 0x0f90)
}

/** True for JMP with an 8- or 32-bit displacement. */
export function isJump(insn: Instruction): boolean {
  return insn.opcode === 0xe9 || insn.opcode === 0xeb
}

/** True if control never goes on to the next instruction: JMP, RET, UD2, INT3. */
export function endsFlow(insn: Instruction): boolean {
  const { opcode } = insn
  if (opcode === 0xff) return (insn.reg & 7) === 4
  return opcode === 0xe9 || opcode === 0xeb || opcode === 0xc3 || opcode === 0x0f0b || opcode === 0xcc
}

/** True for NOP of any length: it aligns what follows. */
export function isPadding({ opcode }: Instruction): boolean {
  return opcode === 0x90 || opcode === 0x0f1f
}
