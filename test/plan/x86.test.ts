import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Code } from '../../lib/binary/code.js'
import { Elf } from '../../lib/binary/elf.js'
import { FunctionTable } from '../../lib/binary/functions.js'
import { readModule } from '../../lib/binary/module.js'
import { FileSource } from '../../lib/binary/source.js'
import { Reg } from '../../lib/binary/x86.js'
import { layoutOf, parseGoVersion } from '../../lib/plan/version.js'
import { go, sample } from './sample.js'

test('instructions of package runtime begin where Go’s disassembler says, in every function that it compiled', () => {
  const path = sample({ version: '1.26.8' })
  const text = go('1.26.8', ['tool', 'objdump', '-s', '^runtime\\.', path])
  const expected = new Map<string, number[]>()
  let current: number[] = []
  for (const line of text.split('\n')) {
    const title = /^TEXT (\S+?)(\.abi0)?\(SB\)/.exec(line)
    if (title) {
      current = []
      expected.set(title[1]!, current)
    }
    const insn = /^ +\S+:-?\d+\t+0x([0-9a-f]+)\t/.exec(line)
    if (insn) current.push(Number.parseInt(insn[1]!, 16))
  }
  let compared = 0
  const undecoded: string[] = []
  FileSource.open(path, source => {
    const elf = new Elf(source)
    const { layout } = layoutOf(parseGoVersion('go1.26.8'))
    const table = new FunctionTable(elf, readModule(elf, layout.moduledata.gofunc!))
    for (let i = 0; i < table.count; i++) {
      const addresses = expected.get(table.name(i))
      const entry = table.entry(i)
      if (!addresses || addresses[0] !== entry) continue
      const code = new Code(elf.read(entry, table.end(i) - entry, 'code'), entry)
      if (!code.whole) undecoded.push(table.name(i))
      else
        assert.deepEqual(
          code.instructions.slice(0, addresses.length).map(insn => insn.address),
          addresses,
          table.name(i),
        )
      compared += addresses.length
    }
  })
  assert.ok(compared > 50_000, `${compared} instructions compared`)
  // Hand-written AVX-512 code is not decoded, and holds no site.
  assert.deepEqual(undecoded, ['runtime.asyncPreempt'])
})

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
