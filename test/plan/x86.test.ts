import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { Code } from '../../lib/binary/amd64/code.js'
import { Reg } from '../../lib/binary/amd64/instruction.js'
import { Elf } from '../../lib/binary/elf.js'
import { FunctionTable } from '../../lib/binary/functions.js'
import { readModule } from '../../lib/binary/module.js'
import { FileSource } from '../../lib/binary/source.js'
import { parseGoVersion, standingOf } from '../../lib/plan/version.js'
import { sample } from './sample.js'

test('instructions begin where GNU objdump says, in every function of package runtime', () => {
  const path = sample({ version: '1.26.8' })
  let compared = 0
  const undecoded: string[] = []
  FileSource.open(path, source => {
    const elf = new Elf(source)
    const standing = standingOf(parseGoVersion('go1.26.8'))
    assert.ok(standing.kind === 'measured')
    const table = new FunctionTable(elf, readModule(elf), standing.layout.moduledata.gofunc)
    const all = Array.from({ length: table.count }, (_, i) => i).filter(i =>
      table.name(i).startsWith('runtime.'),
    )
    const expected = boundaries(path, table.entry(all[0]!), table.end(all.at(-1)!))
    for (const i of all) {
      const entry = table.entry(i)
      const code = new Code(elf.read(entry, table.end(i) - entry, 'code'), entry)
      if (!code.whole) undecoded.push(table.name(i))
      for (const insn of code.instructions) {
        assert.ok(expected.has(insn.address), `${table.name(i)} ${insn.address.toString(16)}`)
        compared++
      }
    }
  })
  assert.ok(compared > 100_000, `${compared} instructions compared`)
  // Hand-written AVX-512 code is not decoded, and holds no site.
  assert.deepEqual(undecoded, ['runtime.asyncPreempt'])
})

function boundaries(path: string, begin: number, end: number): Set<number> {
  const range = [`--start-address=${begin}`, `--stop-address=${end}`]
  const args = ['-d', '--no-show-raw-insn', ...range, path]
  const text = execFileSync('objdump', args, { encoding: 'latin1', maxBuffer: 1 << 28 })
  const found = new Set<number>()
  for (const [, address] of text.matchAll(/^ +([0-9a-f]+):\t/gm)) found.add(Number.parseInt(address!, 16))
  return found
}

const constant = (bytes: string, register: number) => {
  const code = new Code(Buffer.from(bytes.replaceAll(' ', ''), 'hex'), 0x1000)
  assert.ok(code.whole)
  return code.constantBefore(code.instructions.length - 1, register)
}

test('a register is a constant only if every way to the call sets it to the same', () => {
  const call = 'e800000000'
  assert.equal(constant(`bb04000000 b901000000 ${call}`, Reg.BX), 4)
  assert.equal(constant(`bb04000000 b901000000 ${call}`, Reg.CX), 1)
  assert.equal(constant(`31db ${call}`, Reg.BX), 0)
  // MOVL $6, DX; MOVL DX, BX
  assert.equal(constant(`ba06000000 89d3 ${call}`, Reg.BX), 6)
  // MOVQ 8(SP), BX
  assert.equal(constant(`488b5c2408 ${call}`, Reg.BX), undefined)
  // A call in between may have changed it.
  assert.equal(constant(`bb04000000 ${call} ${call}`, Reg.BX), undefined)
  // MOVL $1, BX; JE over; MOVL $1 or $2, BX; over: CALL
  assert.equal(constant(`bb01000000 7405 bb01000000 ${call}`, Reg.BX), 1)
  assert.equal(constant(`bb01000000 7405 bb02000000 ${call}`, Reg.BX), undefined)
  // MOVL $3, BX; loop: NOP; JNE loop; CALL
  assert.equal(constant(`bb03000000 90 75fd ${call}`, Reg.BX), 3)
  // Not set at all before the function's entry.
  assert.equal(constant(`90 ${call}`, Reg.BX), undefined)
})

const swaps = (bytes: string) => {
  const code = new Code(Buffer.from(bytes.replaceAll(' ', ''), 'hex'), 0x1000)
  assert.ok(code.whole)
  return code.compareAndSwaps(0x90)
}
// MOVL $1, AX; MOVL $2, DX; LOCK CMPXCHGL DX, 0x90(CX)
const swap = 'b801000000 ba02000000 f00fb19190000000'
const found = {
  address: 0x100a,
  jump: 5,
  base: { register: Reg.CX, delta: 0 },
  success: { in: 'zero flag', value: 0 },
  old: 1,
  new: 2,
  newRegister: Reg.DX,
}

test('behind an inlined compare-and-swap the boolean is followed to the jump', () => {
  // SETE SI; TESTB SI, SI; JNE
  assert.deepEqual(swaps(`${swap} 400f94c6 4084f6 7500`), [found])
  assert.deepEqual(swaps(`${swap} 400f94c6 4084f6 0f8400000000`), [found])
  // SETE SI; XORL $1, SI; MOVQ BX, AX; TESTB SI, SI; JNE
  assert.deepEqual(swaps(`${swap} 400f94c6 83f601 4889d8 4084f6 7500`), [
    { ...found, jump: 7, success: { in: 'zero flag', value: 1 } },
  ])
  // JNE at once: the swap's own flag.
  assert.deepEqual(swaps(`${swap} 7500`), [{ ...found, jump: 3, success: { in: 'zero flag', value: 1 } }])
  // SETE DX loses the new value.
  assert.deepEqual(swaps(`${swap} 0f94c2 84d2 7500`), [{ ...found, newRegister: undefined }])
  // MOVQ CX, DI; then MOVQ BX, CX: the g is where it was copied.
  assert.deepEqual(swaps(`${swap} 4889cf 4889d9 400f94c6 4084f6 7500`), [
    { ...found, jump: 7, base: { register: Reg.DI, delta: 0 } },
  ])
})

test('a jump that does not surely tell the success of a swap is none', () => {
  const lost = { ...found, jump: -1, success: { in: 'zero flag', value: 1 }, newRegister: undefined }
  // The g is overwritten: MOVQ BX, CX.
  assert.deepEqual(swaps(`${swap} 4889d9 400f94c6 4084f6 7500`), [lost])
  // Another register is tested: TESTB BX, BX.
  assert.deepEqual(swaps(`${swap} 400f94c6 84db 7500`), [lost])
  // A call comes between; a jump that asks for more than zero, JL; another way leads between swap and jump.
  assert.deepEqual(swaps(`${swap} 400f94c6 e800000000 4084f6 7500`), [lost])
  assert.deepEqual(swaps(`${swap} 400f94c6 4084f6 7c00`), [lost])
  assert.deepEqual(swaps(`${swap} 400f94c6 4084f6 7500 ebf9`), [lost])
  // Not the field, not locked, 64 bits wide.
  assert.deepEqual(swaps('f00fb19198000000 7500'), [])
  assert.deepEqual(swaps('0fb19190000000 7500'), [])
  assert.deepEqual(swaps('f0480fb19190000000 7500'), [])
})

test('a field counts as stored only if every way to the call stores it into the same structure', () => {
  const stored = (bytes: string) => {
    const code = new Code(Buffer.from(bytes.replaceAll(' ', ''), 'hex'), 0x1000)
    assert.ok(code.whole)
    return code.storedBefore(code.count - 1, Reg.AX, 0x98)
  }
  const call = 'e800000000'
  // MOVQ DX, 0x98(CX); MOVQ CX, AX
  assert.equal(stored(`48899198000000 4889c8 ${call}`), true)
  assert.equal(stored(`48899190000000 4889c8 ${call}`), false)
  // ... of BX, not of CX
  assert.equal(stored(`48899398000000 4889c8 ${call}`), false)
  // JE over the store
  assert.equal(stored(`7407 48899198000000 4889c8 ${call}`), false)
  // MOVQ CX, 8(SP); store; MOVQ 8(SP), AX: through a stack slot, which another store may overwrite
  assert.equal(stored(`48894c2408 48899198000000 488b442408 ${call}`), true)
  assert.equal(stored(`48894c2408 48899198000000 48895c2408 488b442408 ${call}`), false)
  // CX changes between: MOVQ BX, CX
  assert.equal(stored(`48899198000000 4889d9 4889c8 ${call}`), false)
})

test('what put a value into a register is found through copies and stack slots, if every way agrees', () => {
  const source = (bytes: string, register: number) => {
    const code = new Code(Buffer.from(bytes.replaceAll(' ', ''), 'hex'), 0x1000)
    assert.ok(code.whole)
    return code.sourceOf(code.count - 1, register)
  }
  const access = { how: 'load', base: Reg.BX, displacement: 8, width: 8, register: Reg.CX, index: 0 }
  assert.deepEqual(source('90', Reg.BX), { how: 'argument', register: Reg.BX })
  // MOVQ 8(BX), CX; MOVQ CX, 16(SP); XORL CX, CX; MOVQ 16(SP), DX
  assert.deepEqual(source('488b4b08 48894c2410 31c9 488b542410 90', Reg.DX), { how: 'load', access })
  assert.deepEqual(source('e800000000 4889c3 90', Reg.BX), { how: 'call', index: 0 })
  // JE over MOVQ 8(BX), CX
  assert.equal(source('7404 488b4b08 90', Reg.CX), undefined)
  // The current g stays through calls; nothing else does.
  assert.deepEqual(source('e800000000 90', 14), { how: 'argument', register: 14 })
})
