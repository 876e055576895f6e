import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Debug } from '../../lib/plan/debug.js'
import { usedFields } from '../../lib/plan/evidence.js'
import { plan } from '../../lib/plan/index.js'
import { chooseLayout } from '../../lib/plan/layout.js'
import { type Layout, layouts } from '../../lib/plan/layouts.gen.js'
import type { Plan } from '../../lib/plan/plan.js'
import { parseGoVersion, standingOf } from '../../lib/plan/version.js'
import { minorOf, pieStripped, sample, stripped, versions } from './sample.js'

test('the texts that toolchains write are understood', () => {
  const parsed = (text: string) => {
    const { minor, patch, released } = parseGoVersion(text)
    return [minor, patch, released]
  }
  assert.deepEqual(parsed('go1.18'), [18, 0, true])
  assert.deepEqual(parsed('go1.26.8'), [26, 8, true])
  assert.deepEqual(parsed('go1.25.3 X:jsonv2'), [25, 3, true])
  assert.deepEqual(parsed('go1.26.2-X:jsonv2,simd'), [26, 2, true])
  assert.deepEqual(parsed('go1.22.5 (Red Hat 1.22.5-1.el9)'), [22, 5, true])
  assert.deepEqual(parsed('go1.27rc2'), [27, undefined, false])
  assert.deepEqual(parsed('devel go1.28-0a1b2c3d4e Tue Sep 1 10:11:12 2026 +0000'), [28, undefined, false])
  assert.deepEqual(parsed('go1.28-devel_0a1b2c3d4e Tue Sep 1 10:11:12 2026'), [28, undefined, false])
  // Since go1.21 the first release has a patch number; without one it is not a release.
  for (const text of ['go1.21', 'go1.26', '', 'unknown', 'go2.0.1', 'gccgo 12', 'go1.25.3.4', 'go1.x'])
    assert.throws(() => parseGoVersion(text), /not a released version/)
  assert.throws(() => parseGoVersion('go1.17.13'), /too old/)
  assert.throws(() => parseGoVersion('devel go1.28-0a1b2c X:staticlockranking'), /staticlockranking/)
})

test('a patch stands where the table has it, after it, or nowhere', () => {
  const standing = (text: string) => standingOf(parseGoVersion(text))
  const found = (text: string) => {
    const s = standing(text)
    return s.kind === 'unknown' ? `unknown: ${s.why}` : `${s.kind}: ${s.found}`
  }
  assert.equal(found('go1.18.5'), 'measured: table, go1.18 to go1.18.10')
  assert.equal(found('go1.23.11'), 'measured: table, go1.23.4 to go1.23.11')
  assert.equal(found('go1.23.12'), 'measured: table, go1.23.12')
  assert.equal(found('go1.25.99'), 'nearest: table, go1.25.14, newest known of this minor version')
  assert.equal(found('go1.99.1'), 'unknown: is newer than this runqscope')
  assert.equal(found('go1.26rc1'), 'unknown: is not a released version')
  const minorAlone = standingOf({ text: 'go1.23', minor: 23, patch: undefined, released: true, found: '' })
  assert.ok(minorAlone.kind === 'nearest')
  // What moved within go1.23 is not known of a binary that only tells the minor version.
  assert.equal(minorAlone.layout.m.alllink, undefined)
  assert.equal(minorAlone.layout.m.procid, 72)
  for (const [struct, fields] of Object.entries(usedFields))
    for (const field of fields) assert.ok(minorAlone.layout[struct as 'g' | 'm' | 'p'][field] !== undefined)
})

/** What DWARF would say of a binary with this layout. */
function witness(layout: Layout): Debug & { fields: Record<string, Record<string, number>> } {
  const { g, m, p, schedt, moduledata, waitReasons, statuses } = structuredClone(layout)
  const values = Object.fromEntries(statuses.map((name, value) => [name, value]))
  return { fields: { g, m, p, schedt, moduledata }, waitReasons, statuses: values }
}

const row = (minor: number) => layouts.findLast(l => l.minor === minor)!

test('table and DWARF check each other, field by field', () => {
  const version = parseGoVersion('go1.26.8')
  assert.deepEqual(
    chooseLayout(version, () => undefined),
    {
      layout: row(26),
      found: 'table, go1.26.0 to go1.26.11',
      unproven: false,
    },
  )
  const agreed = chooseLayout(version, () => witness(row(26)))
  assert.equal(agreed.found, "table, go1.26.0 to go1.26.11; the target's DWARF agrees")
  for (const [struct, fields] of Object.entries(usedFields)) {
    for (const field of fields) {
      // A modified toolchain that says everything is believed, and the plan says so.
      const moved = witness(row(26))
      moved.fields[struct]![field]! += 8
      const choice = chooseLayout(version, () => moved)
      assert.equal(choice.layout[struct as 'g'][field], row(26)[struct as 'g'][field]! + 8)
      assert.equal(choice.unproven, true)
      assert.match(choice.found, new RegExp(`target's DWARF, against the table: ${struct}\\.${field} is at`))
      // One that leaves anything open is not.
      delete moved.fields.schedt!.lock
      assert.throws(() => chooseLayout(version, () => moved), /does not tell schedt\.lock/)
    }
  }
})

test('a version that is not in the table needs DWARF that answers everything', () => {
  const version = parseGoVersion('go1.28.1')
  assert.throws(() => chooseLayout(version, () => undefined), /newer than this runqscope.*no DWARF/)
  assert.throws(
    () => chooseLayout(version, () => 'it is unreadable'),
    /newer than this runqscope, and it is unreadable/,
  )
  const whole = chooseLayout(version, () => witness(row(27)))
  assert.equal(whole.layout.minor, 28)
  assert.match(whole.found, /target's DWARF/)
  for (const [struct, fields] of Object.entries(usedFields)) {
    for (const field of fields) {
      const partial = witness(row(27))
      delete partial.fields[struct]![field]
      assert.throws(
        () => chooseLayout(version, () => partial),
        new RegExp(`does not tell ${struct}\\.${field}`),
      )
    }
  }
  const renumbered = witness(row(27))
  renumbered.statuses!.Gwaiting = 5
  assert.throws(() => chooseLayout(version, () => renumbered), /Gwaiting/)
  const silent = witness(row(27))
  delete silent.waitReasons
  assert.throws(() => chooseLayout(version, () => silent), /wait reasons/)
})

test('a newer patch and a bare minor version are believed if DWARF tells all, else they must be proven', () => {
  const newer = parseGoVersion('go1.25.99')
  assert.equal(chooseLayout(newer, () => undefined).unproven, true)
  assert.equal(chooseLayout(newer, () => witness(row(25))).unproven, false)
  const partial = witness(row(25))
  delete partial.fields.g!.goid
  assert.equal(chooseLayout(newer, () => partial).unproven, true)
  partial.fields.m!.curg! += 8
  assert.throws(() => chooseLayout(newer, () => partial), /m\.curg is at.*does not tell g\.goid/)
})

/** A copy with every occurrence of a text replaced by another of the same length. */
function edited(bytes: Buffer, from: string, to: string): Buffer {
  assert.equal(from.length, to.length)
  const copy = Buffer.from(bytes)
  let at = copy.indexOf(from, 0, 'latin1')
  assert.ok(at >= 0)
  for (; at >= 0; at = copy.indexOf(from, at + 1, 'latin1')) copy.write(to, at, 'latin1')
  return copy
}

const MAGIC = '\xff Go buildinf:'
const withoutInfo = (bytes: Buffer) => edited(bytes, MAGIC, '\xff No buildinf:')

function facts(p: Plan): unknown {
  return { sites: p.sites, globals: p.globals, waitReasons: p.waitReasons, pie: p.pie }
}

function used(p: Plan): Plan['offsets'] {
  return p.offsets.filter(o => (usedFields as Record<string, readonly string[]>)[o.struct]?.includes(o.field))
}

for (const version of versions) {
  test(`go${version}: without build info, without any version and as a newer patch the plan is the same`, () => {
    for (const args of [stripped, pieStripped]) {
      const bytes = readFileSync(sample({ version, args }))
      const whole = plan(bytes)
      const silent = withoutInfo(bytes)
      const bare = plan(silent)
      assert.deepEqual(
        [bare.goVersion, bare.goVersionFound],
        [`go${version}`, 'runtime.buildVersion, which runtime.schedinit names'],
      )
      assert.deepEqual(facts(bare), facts(whole))
      assert.deepEqual(bare.offsets, whole.offsets)

      const text = `go${version}`
      const shape = plan(edited(silent, text, 'x'.repeat(text.length)))
      assert.deepEqual(
        [shape.goVersion, shape.goVersionFound],
        [`go1.${minorOf(version)}`, 'functions that its runtime has'],
      )
      const newerText = `go1.${minorOf(version)}.${'9'.repeat(version.split('.')[2]!.length)}`
      const newer = plan(edited(bytes, text, newerText))
      assert.equal(newer.goVersion, newerText)
      // Of go1.26.8 a text of the same length names no patch that is newer than the table.
      const measured = standingOf(parseGoVersion(newerText)).kind === 'measured'
      assert.equal(measured, version === '1.26.8')
      for (const p of measured ? [shape] : [shape, newer]) {
        assert.deepEqual(facts(p), facts(whole))
        assert.deepEqual(
          used(p).map(o => o.offset),
          used(whole).map(o => o.offset),
        )
        for (const { found } of used(p)) assert.match(found, /; proven: /)
      }
    }
  })
}

test('a runtime that has what none had together is of no version', () => {
  const bytes = readFileSync(sample({ version: '1.24.13', args: stripped }))
  const silent = edited(withoutInfo(bytes), 'go1.24.13', 'xxxxxxxxx')
  assert.throws(
    () => plan(edited(silent, 'runtime.postMallocgcDebug\0', 'runtime.postMallocgcDebuh\0')),
    /does not tell its Go version/,
  )
})

test('a library for programs of other languages is planned like a program, and says so', () => {
  for (const version of ['1.18.10', '1.24.13', '1.27.4']) {
    const library = plan(sample({ version, args: ['-buildmode=c-shared'], env: { CGO_ENABLED: '1' } }))
    const program = plan(sample({ version, args: stripped }))
    assert.equal(library.library, true)
    assert.equal(library.pie, true)
    assert.equal(program.library, false)
    const names = (p: Plan) => p.sites.map(s => `${s.kind} ${s.logical} ${s.from} ${s.to}`).sort()
    assert.deepEqual(names(library), names(program))
  }
})
