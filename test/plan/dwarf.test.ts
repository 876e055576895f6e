import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as zlib from 'node:zlib'
import { Elf } from '../../lib/binary/elf.js'
import { bufferSource } from '../../lib/binary/source.js'
import { type Debug, readDebug } from '../../lib/plan/debug.js'
import { plan } from '../../lib/plan/index.js'
import { parseGoVersion, standingOf } from '../../lib/plan/version.js'
import { type Build, cached, fewVersions, pie, sample, stripped } from './sample.js'

const read = (bytes: Buffer, purpose: 'check' | 'answer') => readDebug(new Elf(bufferSource(bytes)), purpose)

/** What DWARF must say of a version, by the table, which scripts/gen-offsets made with Go's own reader of DWARF. */
function expected(version: string): Debug {
  const standing = standingOf(parseGoVersion(`go${version}`))
  assert.ok(standing.kind === 'measured')
  const { g, m, p, schedt, moduledata, waitReasons, statuses } = standing.layout
  const used = statuses.map((name, value) => [name, value] as const)
  return {
    fields: { g, m, p, schedt, moduledata },
    waitReasons,
    statuses: Object.fromEntries(used.filter(([name]) => name !== 'Gmoribund' && name !== 'Genqueue')),
  }
}

for (const version of fewVersions) {
  test(`go${version}: DWARF is read as Go reads it, whatever the linker and the architecture`, () => {
    const builds: Build[] = [
      { version },
      { version, args: pie },
      { version, env: { GOARCH: 'arm64' } },
      { version, args: ['-buildmode=pie', '-ldflags=-linkmode=external'], env: { CGO_ENABLED: '1' } },
    ]
    for (const build of builds) {
      const bytes = readFileSync(sample(build))
      assert.deepEqual(read(bytes, 'answer'), expected(version), JSON.stringify(build))
      const { fields } = expected(version)
      const { g, m, p, moduledata } = fields
      assert.deepEqual(read(bytes, 'check'), { fields: { g, m, p, moduledata } })
    }
    assert.equal(read(readFileSync(sample({ version, args: stripped })), 'answer'), undefined)
  })
}

/** The sample with its debug sections compressed in another way. */
function compressed(how: string): Buffer {
  const path = cached(`debug-${how}`)
  execFileSync('objcopy', [`--compress-debug-sections=${how}`, sample({ version: '1.26.8' }), path])
  return readFileSync(path)
}

test('every compression of debug sections is read, or the reason why not is told', () => {
  const section = (bytes: Buffer) =>
    new Elf(bufferSource(bytes)).sections.find(s => /^\.z?debug_info$/.test(s.name))!
  const plain = compressed('none')
  assert.deepEqual([section(plain).name, section(plain).compressed], ['.debug_info', false])
  assert.deepEqual(read(plain, 'answer'), expected('1.26.8'))
  const modern = compressed('zlib')
  assert.deepEqual([section(modern).name, section(modern).compressed], ['.debug_info', true])
  assert.deepEqual(read(modern, 'answer'), expected('1.26.8'))
  const old = compressed('zlib-gnu')
  assert.equal(section(old).name, '.zdebug_info')
  assert.deepEqual(read(old, 'answer'), expected('1.26.8'))

  const zstd = compressed('zstd')
  assert.equal(section(zstd).compressed, true)
  if ('zstdDecompressSync' in zlib) assert.deepEqual(read(zstd, 'answer'), expected('1.26.8'))
  else
    assert.match(
      String(read(zstd, 'answer')),
      /\.debug_info is compressed with zstd, which Node v\S+ cannot undo/,
    )
  // A known version does not need it.
  assert.deepEqual(plan(zstd).sites, plan(plain).sites)
})

test('a field that DWARF has elsewhere is not planned unless the code agrees', () => {
  const bytes = compressed('none')
  const info = new Elf(bufferSource(bytes)).section('.debug_info')!
  const offset = expected('1.26.8').fields.g!.goid!
  // The member's name and its offset, a ULEB128 of two bytes.
  const member = Buffer.from([...Buffer.from('goid\0'), (offset & 0x7f) | 0x80, offset >> 7])
  const location = bytes.indexOf(member, info.offset) + member.length - 2
  assert.ok(location > info.offset && location < info.offset + info.size)
  bytes[location]! += 8
  const said = read(bytes, 'check') as Debug
  assert.equal(said.fields.g!.goid, offset + 8)
  assert.throws(() => plan(bytes), /goid/)
})

/** Of CPU time, as others share the machine. The slowest honest answer here takes a fiftieth of this. */
const GUARD_US = 5e6

/** mulberry32: the same damage in every run. */
function randomNumbers(seed: number): (below: number) => number {
  return below => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

test('damaged debug information is an answer less, never an error or a hang', () => {
  const outcomes = new Set<string>()
  for (const [seed, how] of ['none', 'zlib', 'zlib-gnu'].entries()) {
    const bytes = compressed(how)
    const { sections } = new Elf(bufferSource(bytes))
    const targets = sections.filter(s => /debug_(info|abbrev)$/.test(s.name))
    const random = randomNumbers(seed + 1)
    for (let round = 0; round < 120; round++) {
      const { offset, size } = targets[round % targets.length]!
      const undo: [number, number][] = []
      for (let edits = 1 + random(6); edits > 0; edits--) {
        // Headers and the first rows are as likely as all the rest.
        const at = offset + random(random(2) ? Math.min(size, 64) : size)
        undo.unshift([at, bytes[at]!])
        bytes[at] = random(2) ? random(256) : bytes[at]! ^ (1 << random(8))
      }
      const begin = process.cpuUsage()
      const said = read(bytes, round % 2 ? 'check' : 'answer')
      const { user, system } = process.cpuUsage(begin)
      assert.ok(user + system < GUARD_US, `${user + system} µs`)
      if (typeof said === 'object') outcomes.add(said.fields.g?.goid === undefined ? 'silent' : 'heard')
      else outcomes.add(said === undefined ? 'none' : 'unreadable')
      for (const [at, value] of undo) bytes[at] = value
    }
  }
  for (const outcome of ['heard', 'silent', 'unreadable']) assert.ok(outcomes.has(outcome), outcome)
})

test('a section that unpacks to more than it says, or says more than it has, is read no further', () => {
  const bytes = compressed('zlib')
  const info = new Elf(bufferSource(bytes)).section('.debug_info')!
  // ch_size of Elf64_Chdr.
  for (const size of [0n, 1n, 1000n, 1n << 40n, (1n << 64n) - 1n]) {
    bytes.writeBigUInt64LE(size, info.offset + 8)
    const said = read(bytes, 'answer')
    if (size <= 1000n) assert.equal((said as Debug).fields.g!.goid, undefined)
    else assert.deepEqual(said, expected('1.26.8'))
  }
})
