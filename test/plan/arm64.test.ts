import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ALL, writtenRegisters } from '../../lib/binary/arm64/registers.js'
import type { CompareAndSwap } from '../../lib/binary/machine.js'
import { codeOf, disassembled, ENTRY, encodings, type Instruction, program } from './a64.js'

test('the instructions of these tests are what Capstone reads', () => {
  for (const [text, word] of Object.entries(encodings)) assert.equal(disassembled(word)?.text, text)
})

/** The constant in R1 before the last instruction. */
const constant = (...instructions: Instruction[]) => {
  const code = program(instructions)
  return code.constantBefore(code.count - 1, 1)
}

test('a register is a constant only if every way to the call sets it to the same', () => {
  assert.equal(constant('mov x1, #2', 'bl #0'), 2)
  assert.equal(constant('mov x1, xzr', 'bl #0'), 0)
  assert.equal(constant('mov x1, #-0x522', 'bl #0'), -0x522)
  assert.equal(constant('mov x1, #0x12340000', 'movk x1, #0x5678', 'bl #0'), 0x12345678)
  assert.equal(constant('mov x2, #4', 'mov w1, w2', 'nop', 'bl #0'), 4)
  assert.equal(constant('mov x1, #2', 'ldr x1, [x0]', 'bl #0'), undefined)
  assert.equal(constant('mov x1, #2', 'bl #0', 'bl #0'), undefined)
  assert.equal(constant('mov x1, #2', 'blr x2', 'bl #0'), undefined)
  assert.equal(constant('mov x1, #2', 'ptrue p0.b', 'bl #0'), undefined)
  // Around one instruction, or not.
  assert.equal(constant('mov x1, #2', 'cbz x0, #8', 'mov x1, #2', 'bl #0'), 2)
  assert.equal(constant('mov x1, #2', 'cbz x0, #8', 'mov x1, #1', 'bl #0'), undefined)
  // A loop that leaves it, and one that comes back from behind.
  assert.equal(constant('mov x1, #2', 'nop', 'cbnz x0, #0xfffffffffffffffc', 'bl #0'), 2)
  assert.equal(constant('mov x1, #2', 'mov x1, #1', 'cbnz x0, #0xfffffffffffffffc', 'bl #0'), 1)
  // What was not set at all, and what a jump table may lead to.
  assert.equal(constant('nop', 'bl #0'), undefined)
  assert.equal(constant('mov x1, #2', 'bl #0', 'br x2', 'mov x1, #2', 'bl #0'), undefined)
})

test('a constant is followed through the stack, as unoptimised code keeps its variables', () => {
  const spilled: Instruction[] = ['mov x1, #2', 'str x1, [sp, #0x20]']
  assert.equal(constant(...spilled, 'bl #0', 'ldr x1, [sp, #0x20]', 'bl #0'), 2)
  assert.equal(
    constant(...spilled, 'mov x2, #4', 'stp x2, x1, [sp, #0x20]', 'ldr x1, [sp, #0x20]', 'bl #0'),
    4,
  )
  assert.equal(constant(...spilled, 'sub sp, sp, #0x10', 'ldr x1, [sp, #0x20]', 'bl #0'), undefined)
  assert.equal(constant(...spilled, 'add sp, sp, x27', 'ldr x1, [sp, #0x20]', 'bl #0'), undefined)
})

test('the write barrier keeps what other calls do not', () => {
  const around: Instruction[] = ['mov x1, #2', 'bl #0x100', 'bl #0']
  assert.equal(program(around).constantBefore(2, 1), undefined)
  assert.equal(program(around, 0x104).constantBefore(2, 1), 2)
  const code = program(['mov x1, #2', 'bl #0x100', 'bl #0'], 0x104)
  assert.equal(code.callTarget(1), ENTRY + 0x104)
  assert.equal(code.callTarget(0), -1)
})

/** LDAXR loop beside CAS, joined at one jump: go1.27's runtime.coroswitch_m, less what lies between. */
const both: Instruction[] = [
  'mov x11, #4',
  'mov x10, #2',
  'add x9, x0, #0x90',
  'tbz w10, #0, #0x1c',
  'nop',
  'sxtw x27, w10',
  'casal w27, w11, [x9]',
  'cmp w27, w10',
  'cset x12, eq',
  'b #0x1c',
  'ldaxr w27, [x9]',
  'cmp w27, w10',
  'b.ne #0xc',
  'stlxr w27, w11, [x9]',
  'cbnz x27, #0xfffffffffffffff0',
  'cset x12, eq',
  'tbnz w12, #0, #8',
  'nop',
  'ret',
]
const JUMP = both.indexOf('tbnz w12, #0, #8')

const swaps = (instructions: Instruction[], displacement = 0x90) =>
  program(instructions).compareAndSwaps(displacement)

/** The same with an instruction replaced, the `nth` of its kind. */
function changed(from: Instruction, to: Instruction, nth = 1): Instruction[] {
  let seen = 0
  const result = both.map(i => (i === from && ++seen === nth ? to : i))
  assert.ok(seen >= nth)
  return result
}

test('both ways of a compare-and-swap are one, with the jump behind them', () => {
  const expected: CompareAndSwap = {
    address: ENTRY + 4 * both.indexOf('casal w27, w11, [x9]'),
    jump: JUMP,
    base: { register: 9, delta: -0x90 },
    success: { in: 'bit 0', register: 12, value: 1 },
    old: 2,
    new: 4,
    newRegister: 11,
  }
  assert.deepEqual(swaps(both), [expected])
  assert.deepEqual(swaps(changed('tbnz w12, #0, #8', 'cbnz x12, #8')), [expected])
  assert.deepEqual(swaps(changed('tbnz w12, #0, #8', 'b.eq #8')), [
    { ...expected, success: { in: 'zero flag', value: 1 } },
  ])
  assert.deepEqual(swaps(both, 0x98), [])
  // Where the processor surely has CAS, only that is made.
  const alone = both.filter((_, i) => i < both.indexOf('b #0x1c') || i >= JUMP)
  assert.deepEqual(swaps(alone), [{ ...expected, jump: JUMP - 7 }])
})

test('the result of a compare-and-swap is followed through an inversion', () => {
  const inverted = changed('nop', 'eor x12, x12, #1', 2)
  inverted[JUMP] = 'eor x12, x12, #1'
  inverted[JUMP + 1] = 'tbnz w12, #0, #8'
  const [found] = swaps(inverted)
  assert.equal(found?.jump, JUMP + 1)
  assert.deepEqual(found?.success, { in: 'bit 0', register: 12, value: 0 })
})

test('a compare-and-swap whose jump does not show its result is given without one', () => {
  const unproven = (instructions: Instruction[]) => {
    const found = swaps(instructions)
    assert.ok(found.length > 0)
    for (const swap of found) assert.equal(swap.jump, -1)
  }
  // The jump asks for another register; one way leaves another register; the register with the address is lost.
  unproven(changed('tbnz w12, #0, #8', 'tbnz w13, #0, #8'))
  unproven(changed('cset x12, eq', 'nop', 2))
  unproven(changed('cset x12, eq', 'cset x9, eq', 1))
  // Somebody jumps between the swap and its jump.
  unproven([...both.slice(0, 4), 'b.eq #0x10', ...both.slice(5)])
  // A jump table may lead to anywhere in the function: then not even the word's address is known.
  assert.deepEqual(swaps([...both, 'br x2']), [])
  // The comparison is not of what was loaded.
  unproven(changed('cmp w27, w10', 'nop', 1))
})

test('constants that the two ways do not agree on are none', () => {
  const differing = changed('nop', 'mov x10, #0x26')
  assert.equal(swaps(differing)[0]?.old, undefined)
  assert.equal(swaps(differing)[0]?.new, 4)
})

test('the branch after a call has a register with its result, and does not lie in an exclusive loop', () => {
  const after = (...rest: Instruction[]) => program(['bl #0', ...rest, 'ret']).branchAfter(0, 0)
  assert.deepEqual(after('nop', 'cbz x4, #8'), { index: 2, register: 0 })
  assert.deepEqual(after('mov x3, x0', 'ldr x1, [x0]', 'bl #0x100'), { index: 3, register: 0 })
  assert.deepEqual(after('mov x3, x0', 'add x0, x3, #0x38', 'b #8'), { index: 3, register: 3 })
  assert.equal(after('add x0, x3, #0x38', 'cbz x4, #8'), undefined)
  assert.equal(after('nop'), undefined)
  assert.equal(after('ldaxr w27, [x9]', 'cmp w27, w10', 'b.ne #0xc', 'stlxr w27, w11, [x9]'), undefined)
  // It is passed once for each return only before ways meet.
  assert.equal(after('nop', 'nop', 'cbz x4, #8', 'cbnz x0, #0xfffffffffffffffc'), undefined)
  assert.equal(program(['bl #0', 'nop', 'cbnz x0, #0xfffffffffffffffc']).branchAfter(0, 0), undefined)
})

test('the first stack argument is the register stored above the stack pointer', () => {
  const argument = (...instructions: Instruction[]) =>
    program([...instructions, 'bl #0']).stackArgument(instructions.length)
  assert.equal(argument('add x0, x3, #0x38', 'str x0, [sp, #8]'), 0)
  assert.equal(argument('str x0, [sp, #8]', 'nop'), 0)
  assert.equal(argument('str x0, [sp, #8]', 'add x0, x3, #0x38'), undefined)
  assert.equal(argument('str x0, [sp, #8]', 'str w0, [sp, #8]'), undefined)
  assert.equal(argument('str x1, [sp, #0x20]'), undefined)
  assert.equal(argument('str x0, [sp, #8]', 'bl #0x100'), undefined)
})

test('a store into the structure that is passed is found, through copies and the stack', () => {
  const stored = (...instructions: Instruction[]) =>
    program([...instructions, 'bl #0']).storedBefore(instructions.length, 0, 0x98)
  assert.ok(stored('nop', 'str x3, [x0, #0x98]', 'mov x1, #2'))
  assert.ok(stored('nop', 'stp x8, x9, [x0, #0x90]'))
  assert.ok(stored('nop', 'mov x3, x0', 'str x3, [x0, #0x98]', 'mov x0, x3'))
  assert.ok(stored('nop', 'ldr x1, [sp, #0x20]', 'str x3, [x1, #0x98]', 'mov x2, #4', 'nop') === false)
  assert.equal(stored('nop', 'str w2, [x0, #0x98]'), false)
  assert.equal(stored('nop', 'str x3, [x1, #0x98]'), false)
  assert.equal(stored('nop', 'str x3, [x0, #0x98]', 'add x0, x3, #0x38'), false)
  // On one of two ways only.
  assert.equal(stored('nop', 'cbz x4, #8', 'str x3, [x0, #0x98]'), false)
})

test('variables are named by ADRP with ADD, a load or a store', () => {
  const page = ENTRY + 0x1000
  const named = (...instructions: Instruction[]) =>
    program(instructions)
      .variables(() => true)
      .map(v => [v.address - page, v.how, v.index])
  assert.deepEqual(named('adrp x27, #0x1000', 'ldr x1, [x27, #0xf20]'), [[0xf20, 'load', 1]])
  assert.deepEqual(named('adrp x27, #0x1000', 'str x1, [x27, #0xf20]'), [[0xf20, 'other', 1]])
  assert.deepEqual(named('adrp x0, #0x1000', 'nop', 'add x0, x0, #0x888', 'bl #0'), [[0x888, 'address', 2]])
  assert.deepEqual(named('adrp x27, #0x1000', 'add x27, x27, #0x888', 'ldr x1, [x27]'), [[0x888, 'load', 1]])
  assert.deepEqual(named('adrp x0, #0x1000', 'add x0, x0, #0x888', 'ldar x1, [x0]'), [[0x888, 'load', 1]])
  assert.deepEqual(named('adr x0, #0x100'), [[0x100 - 0x1000, 'address', 0]])
  // Not over a call, a change of the register, or a place that is jumped to.
  assert.deepEqual(named('adrp x27, #0x1000', 'bl #0', 'ldr x1, [x27, #0xf20]'), [])
  assert.deepEqual(named('adrp x0, #0x1000', 'mov x0, x3', 'add x0, x0, #0x888'), [])
  assert.deepEqual(named('cbz x0, #8', 'adrp x27, #0x1000', 'ldr x1, [x27, #0xf20]'), [])
  assert.deepEqual(
    program(['adrp x27, #0x1000', 'ldr x1, [x27, #0xf20]']).variables(() => false),
    [],
  )
})

test('accesses name the field, and a value its source', () => {
  const code = program([
    'ldr x2, [x28, #0x30]',
    'str w2, [x0, #0x98]',
    'strb wzr, [x0, #0xb1]',
    'add x0, x3, #0x38',
    'ldar x1, [x0]',
    'stp x8, x9, [x0, #0x90]',
    'bl #0',
    'ret',
  ])
  const access = { how: 'load', base: 28, displacement: 0x30, width: 8, register: 2, index: 0 }
  assert.deepEqual(code.accesses(), [
    access,
    { how: 'store', base: 0, displacement: 0x98, width: 4, register: 2, index: 1 },
    { how: 'store', base: 0, displacement: 0xb1, width: 1, register: -1, index: 2 },
    { how: 'load', base: 3, displacement: 0x38, width: 8, register: 1, index: 4 },
    { how: 'store', base: 3, displacement: 0xc8, width: 8, register: 8, index: 5 },
    { how: 'store', base: 3, displacement: 0xd0, width: 8, register: 9, index: 5 },
  ])
  assert.deepEqual(code.sourceOf(6, 2), { how: 'load', access })
  assert.deepEqual(code.sourceOf(1, 0), { how: 'argument', register: 0 })
  assert.equal(code.sourceOf(6, 0), undefined)
  assert.deepEqual(code.sourceOf(7, 0), { how: 'call', index: 6 })
  assert.deepEqual(code.sourceOf(7, 28), { how: 'argument', register: 28 })
})

test('bytes that are no whole instructions are told', () => {
  const code = program(['nop', 'ret'])
  assert.ok(code.whole)
  assert.equal(code.indexOf(ENTRY + 4), 1)
  assert.equal(code.indexOf(ENTRY + 2), undefined)
  assert.equal(code.indexOf(ENTRY + 8), undefined)
})

test('every instruction class: what Capstone says is written is in the set', () => {
  // Compares have no destination; Capstone counts their first operand. So it does for the index of ST1.
  const quirks = new Set(['cmp', 'cmn', 'tst', 'st1'])
  let state = 1
  let compared = 0
  for (let i = 0; i < 60_000; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const high = state & 0xffff0000
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const word = (high | (state >>> 16)) >>> 0
    const line = disassembled(word)
    if (!line || quirks.has(line.mnemonic)) continue
    const missed = line.written & ~writtenRegisters(word)
    assert.equal(missed, 0, `${word.toString(16)} ${line.text}`)
    compared++
  }
  assert.ok(compared > 20_000, `${compared} instructions compared`)
  assert.equal(writtenRegisters(encodings['bl #0']), ALL)
  assert.equal(writtenRegisters(encodings['casal w27, w11, [x9]']), 1 << 27)
})

test('no code makes a question throw or run on', () => {
  const ask = (code: ReturnType<typeof program>) => {
    for (let i = 0; i < code.count; i += 397) {
      code.constantBefore(i, 1)
      code.sourceOf(i, 1)
      code.stackArgument(i)
      code.branchAfter(i, 0)
      code.storedBefore(i, 0, 0x98)
    }
    code.compareAndSwaps(0x90)
    code.variables(() => true)
    code.accesses()
  }
  // Long straight code, a chain of copies, and of ways that part and meet.
  const long = (...unit: Instruction[]) =>
    program(Array.from({ length: 16_000 }, (_, i) => unit[i % unit.length]!))
  const chain: Instruction[] = ['cbz x0, #8', 'nop', 'mov x1, x2', 'mov x3, x0', 'mov x0, x3']
  for (const code of [long('nop'), long(...chain), long('cbz x4, #8'), long('movk x1, #0x5678')]) {
    assert.equal(code.constantBefore(code.count - 1, 1), undefined)
    ask(code)
  }
  let state = 7
  for (let round = 0; round < 200; round++) {
    const words = Array.from({ length: 200 }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state
    })
    ask(codeOf(words))
  }
})
