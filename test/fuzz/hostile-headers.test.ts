import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Elf } from '../../lib/binary/elf.js'
import { findModule } from '../../lib/binary/module.js'
import { bufferSource } from '../../lib/binary/source.js'
import { type ErrorCode, RunqscopeError } from '../../lib/errors.js'
import { plan } from '../../lib/plan/index.js'
import { bytesOf, specimens } from './specimen.js'

/** Offsets in the ELF header and in a program header. Source: System V ABI, chapters 4 and 5. */
const E_PHOFF = 32
const E_SHOFF = 40
const E_PHENTSIZE = 54
const E_PHNUM = 56
const E_SHENTSIZE = 58
const E_SHNUM = 60
const E_SHSTRNDX = 62
const P_OFFSET = 8
const P_VADDR = 16
const P_FILESZ = 32
const P_MEMSZ = 40
const PH_SIZE = 56
const PT_LOAD = 1

const ALL_ONES = 0xffffffffffffffffn
/** A hang is a failure; an honest refusal takes a thousandth of this. */
const GUARD_US = 5_000_000

let whole: Buffer
before(() => {
  whole = bytesOf(specimens[0]!)
})

/** What becomes of a copy of the binary after an edit. */
function after(edit: (bytes: Buffer) => void): RunqscopeError | 'planned' {
  const copy = Buffer.from(whole)
  edit(copy)
  const begin = process.cpuUsage()
  try {
    plan(copy)
    return 'planned'
  } catch (error) {
    if (!(error instanceof RunqscopeError)) throw error
    assert.ok(error.message.length < 500, 'the refusal is a sentence')
    return error
  } finally {
    const { user, system } = process.cpuUsage(begin)
    assert.ok(user + system < GUARD_US, `${user + system} µs`)
  }
}

function refused(edit: (bytes: Buffer) => void, ...codes: ErrorCode[]): void {
  const result = after(edit)
  assert.ok(result !== 'planned', 'it was planned')
  assert.ok(codes.includes(result.code), `${result.code}: ${result.message}`)
}

/** File offsets of the headers of the loadable segments. */
function loads(bytes: Buffer): number[] {
  const start = Number(bytes.readBigUInt64LE(E_PHOFF))
  return Array.from({ length: bytes.readUInt16LE(E_PHNUM) }, (_, i) => start + i * PH_SIZE).filter(
    at => bytes.readUInt32LE(at) === PT_LOAD,
  )
}

test('the undamaged binary is planned', () => {
  assert.equal(
    after(() => {}),
    'planned',
  )
})

test('header tables outside the file, or without room for an entry, are refused', () => {
  for (const value of [ALL_ONES, 1n << 63n, 1n << 53n, BigInt(whole.length), BigInt(whole.length - 8)])
    refused(bytes => bytes.writeBigUInt64LE(value, E_PHOFF), 'bad-binary')
  for (const value of [ALL_ONES, 1n << 63n, BigInt(whole.length - 8)])
    refused(bytes => bytes.writeBigUInt64LE(value, E_SHOFF), 'bad-binary')
  for (const size of [0, 1, 55]) refused(bytes => bytes.writeUInt16LE(size, E_PHENTSIZE), 'bad-binary')
  for (const size of [0, 1, 63]) refused(bytes => bytes.writeUInt16LE(size, E_SHENTSIZE), 'bad-binary')
  refused(bytes => bytes.writeUInt16LE(0, E_PHNUM), 'bad-binary')
  refused(bytes => bytes.writeUInt16LE(0xffff, E_PHNUM), 'bad-binary')
  refused(bytes => bytes.writeUInt16LE(0xffff, E_SHNUM), 'bad-binary')
})

test('a program header table that lies over the ELF header is read as it lies', () => {
  refused(bytes => bytes.writeBigUInt64LE(0n, E_PHOFF), 'bad-binary')
  // One entry earlier: the first is no segment, the last real one is left out. The kernel would see the same.
  assert.equal(
    after(bytes => bytes.writeBigUInt64LE(8n, E_PHOFF)),
    'planned',
  )
})

test('without section headers, or with lies in them, the tables are found by what they hold', () => {
  assert.equal(
    after(bytes => {
      bytes.writeBigUInt64LE(0n, E_SHOFF)
      bytes.writeUInt16LE(0, E_SHNUM)
      bytes.writeUInt16LE(0, E_SHSTRNDX)
    }),
    'planned',
  )
  assert.equal(
    after(bytes => bytes.writeUInt16LE(0xfff0, E_SHSTRNDX)),
    'planned',
  )
})

test('segments with absurd sizes are refused', () => {
  for (const [field, value] of [
    [P_OFFSET, ALL_ONES],
    [P_OFFSET, 1n << 53n],
    [P_OFFSET, BigInt(whole.length)],
    [P_VADDR, ALL_ONES],
    [P_FILESZ, ALL_ONES],
    [P_FILESZ, BigInt(whole.length) + 1n],
    [P_MEMSZ, 0n],
  ] as const)
    for (let segment = 0; segment < loads(whole).length; segment++)
      refused(bytes => bytes.writeBigUInt64LE(value, loads(bytes)[segment]! + field), 'bad-binary', 'not-go')
})

test('segments that overlap are refused or do not change what is planned', () => {
  const right = plan(whole)
    .sites.map(site => site.fileOffset)
    .join()
  const count = loads(whole).length
  for (let to = 0; to < count; to++)
    for (let from = 0; from < count; from++) {
      if (from === to) continue
      const copy = Buffer.from(whole)
      const [target, source] = [loads(copy)[to]!, loads(copy)[from]!]
      copy.copy(copy, target, source, source + PH_SIZE)
      try {
        const offsets = plan(copy).sites.map(site => site.fileOffset)
        assert.equal(offsets.join(), right)
      } catch (error) {
        if (!(error instanceof RunqscopeError)) throw error
      }
    }
})

test('a pclntab header that lies about its tables is refused', () => {
  const elf = new Elf(bufferSource(whole))
  const module = findModule(elf)!
  const header = elf.fileOffset(module.words[0]!)!
  for (let word = 8; word < 72; word += 8)
    // Word 16 counts files and 24 repeats the start of text: neither is used.
    for (const value of [ALL_ONES, 1n << 63n, 1n << 40n])
      if (word !== 16 && word !== 24)
        refused(bytes => bytes.writeBigUInt64LE(value, header + word), 'bad-binary', 'not-go')
})

test('a function table that goes round in circles or out of the file is refused', () => {
  const elf = new Elf(bufferSource(whole))
  const module = findModule(elf)!
  const table = elf.fileOffset(module.pclntable.address)!
  const rows = module.functionCount
  for (const value of [0, 0x7fffffff, 0xffffffff]) {
    // Every function begins at the same place; every record lies at the same place.
    refused(
      bytes => {
        for (let i = 0; i < rows; i++) bytes.writeUInt32LE(value, table + i * 8)
      },
      'bad-binary',
      'not-go',
      'incomplete-plan',
    )
    refused(
      bytes => {
        for (let i = 0; i < rows; i++) bytes.writeUInt32LE(value, table + i * 8 + 4)
      },
      'bad-binary',
      'not-go',
      'incomplete-plan',
    )
  }
  refused(
    bytes => {
      for (let i = 0; i < rows; i++) bytes.writeUInt32LE(bytes.readUInt32LE(table), table + (rows - i) * 8)
    },
    'bad-binary',
    'not-go',
    'incomplete-plan',
  )
})

test('pc tables of numbers that do not end are refused', () => {
  const elf = new Elf(bufferSource(whole))
  const module = findModule(elf)!
  const offset = elf.fileOffset(module.pctab.address)!
  for (const fill of [0x80, 0xff])
    refused(bytes => bytes.fill(fill, offset, offset + module.pctab.size), 'bad-binary', 'incomplete-plan')
})
