import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Elf, type Section } from '../../lib/binary/elf.js'
import { bufferSource } from '../../lib/binary/source.js'
import { RunqscopeError } from '../../lib/errors.js'
import { plan } from '../../lib/plan/index.js'
import { bytesOf, specimens } from './specimen.js'

const GUARD_US = 5_000_000
/** More than any honest answer needs, less than what a lying size asks for. */
const HELD_MAX = 300e6

let loose: Buffer
let packed: Buffer
before(() => {
  const named = (name: string) => bytesOf(specimens.find(specimen => specimen.name === name)!)
  loose = named('go1.23 with DWARF')
  packed = named('go1.27 with compressed DWARF')
})

function section(bytes: Buffer, name: string): Section {
  const found = new Elf(bufferSource(bytes)).section(name)
  assert.ok(found?.inFile, name)
  return found
}

/** Planning a copy after an edit: a plan with the same offsets or a refusal, soon and in bounded memory. */
function bounded(whole: Buffer, edit: (bytes: Buffer) => void): 'planned' | 'refused' {
  const right = JSON.stringify(plan(whole).offsets.map(one => one.offset))
  const copy = Buffer.from(whole)
  edit(copy)
  const held = process.memoryUsage().arrayBuffers
  const begin = process.cpuUsage()
  try {
    const { offsets } = plan(copy)
    assert.equal(JSON.stringify(offsets.map(one => one.offset)), right)
    return 'planned'
  } catch (error) {
    if (!(error instanceof RunqscopeError)) throw error
    return 'refused'
  } finally {
    const { user, system } = process.cpuUsage(begin)
    assert.ok(user + system < GUARD_US, `${user + system} µs`)
    assert.ok(process.memoryUsage().arrayBuffers - held < HELD_MAX)
  }
}

test('both specimens have DWARF, and the plan has heard it', () => {
  for (const bytes of [loose, packed])
    assert.ok(plan(bytes).offsets.some(one => /DWARF agrees/.test(one.found)))
})

test('compressed sections that lie about their size or their kind change no offset', () => {
  for (const name of ['.debug_info', '.debug_abbrev']) {
    const { offset, size } = section(packed, name)
    // Elf64_Chdr: type, reserved, size, alignment. Source: System V ABI, chapter 4.
    for (const value of [0n, 1n, 1n << 32n, 1n << 40n, 1n << 63n, (1n << 64n) - 1n])
      bounded(packed, bytes => bytes.writeBigUInt64LE(value, offset + 8))
    for (const type of [0, 3, 0xffffffff]) bounded(packed, bytes => bytes.writeUInt32LE(type, offset))
    bounded(packed, bytes => bytes.fill(0xff, offset + 24, offset + size))
    bounded(packed, bytes => bytes.fill(0, offset + size - 64, offset + size))
  }
})

test('units and abbreviations that lie about lengths, offsets and numbers change no offset', () => {
  const info = section(loose, '.debug_info')
  const abbrev = section(loose, '.debug_abbrev')
  for (const value of [0, 1, 0x7fffffff, 0xfffffff0, 0xffffffff]) {
    bounded(loose, bytes => bytes.writeUInt32LE(value, info.offset))
    bounded(loose, bytes => bytes.writeUInt32LE(value, info.offset + 6))
  }
  for (const version of [0, 1, 6, 0xffff])
    bounded(loose, bytes => bytes.writeUInt16LE(version, info.offset + 4))
  for (const fill of [0x00, 0x01, 0x7f, 0x80, 0xff]) {
    bounded(loose, bytes => bytes.fill(fill, info.offset, info.offset + info.size))
    bounded(loose, bytes => bytes.fill(fill, info.offset + 11, info.offset + info.size))
    bounded(loose, bytes => bytes.fill(fill, abbrev.offset, abbrev.offset + abbrev.size))
  }
})

test('sections of DWARF that lie outside the file or over each other change no offset', () => {
  const headers = Number(loose.readBigUInt64LE(40))
  const count = loose.readUInt16LE(60)
  const { offset } = section(loose, '.debug_info')
  const header = Array.from({ length: count }, (_, i) => headers + 64 * i).find(
    at => Number(loose.readBigUInt64LE(at + 24)) === offset,
  )!
  for (const value of [0n, BigInt(loose.length), 1n << 53n, (1n << 64n) - 1n]) {
    bounded(loose, bytes => bytes.writeBigUInt64LE(value, header + 24))
    bounded(loose, bytes => bytes.writeBigUInt64LE(value, header + 32))
  }
  const other = section(loose, '.debug_abbrev')
  bounded(loose, bytes => bytes.writeBigUInt64LE(BigInt(other.offset), header + 24))
})
