import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { Code } from '../../lib/binary/code.js'
import { Elf } from '../../lib/binary/elf.js'
import { FunctionTable } from '../../lib/binary/functions.js'
import { readModule } from '../../lib/binary/module.js'
import { FileSource } from '../../lib/binary/source.js'
import { Reg } from '../../lib/binary/x86.js'
import { layoutOf, parseGoVersion } from '../../lib/plan/version.js'
import { sample } from './sample.js'

test('instructions begin where GNU objdump says, in every function of package runtime', () => {
  const path = sample({ version: '1.26.8' })
  let compared = 0
  const undecoded: string[] = []
  FileSource.open(path, source => {
    const elf = new Elf(source)
    const { layout } = layoutOf(parseGoVersion('go1.26.8'))
    const table = new FunctionTable(elf, readModule(elf, layout.moduledata.gofunc!))
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
