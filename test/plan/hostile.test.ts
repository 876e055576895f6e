import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Elf } from '../../lib/binary/elf.js'
import { bufferSource } from '../../lib/binary/source.js'
import { RunqscopeError } from '../../lib/errors.js'
import { plan } from '../../lib/plan/index.js'
import type { Plan } from '../../lib/plan/plan.js'
import { pieStripped, sample, stripped } from './sample.js'

/** Of CPU time, as others share the machine. The slowest honest answer here takes a fiftieth of this. */
const GUARD_US = 5e6

/** Plans damaged bytes: the outcome is a plan or a refusal, never another error and never a hang. */
function outcome(bytes: Buffer): Plan | RunqscopeError {
  const begin = process.cpuUsage()
  try {
    return plan(bytes)
  } catch (error) {
    if (!(error instanceof RunqscopeError)) throw error
    return error
  } finally {
    const { user, system } = process.cpuUsage(begin)
    assert.ok(user + system < GUARD_US, `${user + system} µs`)
  }
}

/** mulberry32: the same damage in every run. */
function randomNumbers(seed: number): (below: number) => number {
  return below => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

const builds = [
  { version: '1.26.8', args: stripped },
  { version: '1.24.13', args: pieStripped },
]

test('a truncated binary is refused at every length', () => {
  for (const build of builds) {
    const bytes = readFileSync(sample(build))
    const random = randomNumbers(1)
    const lengths = [0, 1, 3, 4, 63, 64, 65, 200, 400, 4095, 4096, bytes.length - 1]
    for (let i = 0; i < 150; i++) lengths.push(random(i % 2 ? bytes.length : 8192))
    for (const length of lengths) {
      const result = outcome(bytes.subarray(0, length))
      assert.ok(result instanceof RunqscopeError, `${length} bytes were planned`)
      assert.match(result.code, /^(not-elf|bad-binary)$/)
    }
  }
})

test('damage in headers and tables ends in a refusal or a plan, in bounded time', () => {
  const codes = new Set<string>()
  for (const [seed, build] of builds.entries()) {
    const bytes = readFileSync(sample(build))
    const { sections } = new Elf(bufferSource(bytes))
    const ranges = sections
      .filter(s => s.inFile && /pclntab|buildinfo|\.module|rela|dynamic/.test(s.name))
      .map(s => ({ offset: s.offset, size: s.size }))
    const table = sections.find(s => s.name.endsWith('.gopclntab'))!
    ranges.push({ offset: table.offset, size: 72 }, { offset: 0, size: 64 }, { offset: 64, size: 56 * 12 })
    ranges.push({ offset: Number(bytes.readBigUInt64LE(40)), size: 64 * sections.length })
    const random = randomNumbers(seed + 1)
    const extremes = [
      0n,
      1n,
      0x10000n,
      0xffffffffn,
      0x80000000n,
      1n << 53n,
      0x7fffffffffffffffn,
      0xffffffffffffffffn,
    ]
    for (let round = 0; round < 300; round++) {
      const copy = Buffer.from(bytes)
      const { offset, size } = ranges[random(ranges.length)]!
      for (let edits = 1 + random(5); edits > 0; edits--) {
        const at = Math.min(offset + random(size), copy.length - 8)
        if (round % 3 === 0) copy[at]! ^= 1 << random(8)
        else if (round % 3 === 1)
          copy.writeUInt32LE(Number(extremes[random(extremes.length)]! & 0xffffffffn), at & ~3)
        else copy.writeBigUInt64LE(extremes[random(extremes.length)]!, at & ~7)
      }
      const result = outcome(copy)
      codes.add(result instanceof RunqscopeError ? result.code : 'planned')
    }
  }
  // Both ends are reached: the damage is neither harmless nor always in the first check.
  for (const code of ['planned', 'bad-binary', 'not-elf', 'unsupported-arch'])
    assert.ok(codes.has(code), code)
})

test('files made to keep the search busy are refused soon', () => {
  const bytes = readFileSync(sample(builds[0]!))
  const elf = new Elf(bufferSource(bytes))

  const magics = Buffer.from(bytes)
  const table = elf.section('.gopclntab')!
  const headers = Buffer.alloc(table.size, Buffer.from('f1ffffff00000108', 'hex'))
  headers.copy(magics, table.offset)
  assert.equal((outcome(magics) as RunqscopeError).code, 'bad-binary')

  const pointers = Buffer.from(bytes)
  const data = elf.section('.noptrdata')!
  const word = Buffer.alloc(8)
  word.writeBigUInt64LE(BigInt(table.address))
  Buffer.alloc(data.size, word).copy(pointers, data.offset)
  pointers.writeUInt32LE(0, elf.section('.go.module')!.offset)
  assert.equal((outcome(pointers) as RunqscopeError).code, 'bad-binary')

  const segments = Buffer.from(bytes)
  segments.writeUInt16LE(65535, 56)
  assert.equal((outcome(segments) as RunqscopeError).code, 'bad-binary')
})

test('names asked of a damaged table are missing, not an error', () => {
  const bytes = readFileSync(sample(builds[0]!))
  const good = plan(Buffer.from(bytes))
  const { sections } = new Elf(bufferSource(bytes))
  const table = sections.find(s => s.name === '.gopclntab')!
  // The pc tables lie between the file names and the functions: damage them after planning, as the view is shared.
  const damaged = plan(bytes)
  const pctab = Number(bytes.readBigUInt64LE(table.offset + 56))
  const functions = Number(bytes.readBigUInt64LE(table.offset + 64))
  bytes.fill(0xff, table.offset + pctab, table.offset + functions)
  const pc = good.sites[0]!.address
  assert.ok(good.pcs.lookup(pc))
  assert.equal(damaged.pcs.lookup(pc), undefined)
  assert.equal(damaged.pcs.functionAt(pc)?.name, undefined)
})
