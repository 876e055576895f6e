import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Elf } from '../../lib/binary/elf.js'
import { FunctionTable } from '../../lib/binary/functions.js'
import { readModule } from '../../lib/binary/module.js'
import { FileSource } from '../../lib/binary/source.js'
import { proveFields, usedFields } from '../../lib/plan/evidence.js'
import type { Layout } from '../../lib/plan/layouts.gen.js'
import { machineOf } from '../../lib/plan/machines.js'
import { RuntimeCode } from '../../lib/plan/runtime.js'
import { parseGoVersion, standingOf } from '../../lib/plan/version.js'
import { hotProfile } from './hot.js'
import { type Build, pieStripped, sample, stripped, versions } from './sample.js'

const used = Object.entries(usedFields).flatMap(([struct, fields]) =>
  fields.map(field => ({ struct: struct as keyof typeof usedFields, field })),
)

/** Reads a build's runtime, with the layout that the table has for it. */
function withRuntime(build: Build, use: (runtime: RuntimeCode, layout: Layout) => void): void {
  const standing = standingOf(parseGoVersion(`go${build.version}`))
  assert.ok(standing.kind === 'measured')
  const { layout } = standing
  FileSource.open(sample(build), source => {
    const elf = new Elf(source)
    const table = new FunctionTable(elf, readModule(elf), layout.moduledata.gofunc)
    use(new RuntimeCode(elf, table, machineOf(elf.arch)), layout)
  })
}

function agrees(build: Build): void {
  withRuntime(build, (runtime, layout) => {
    const proven = proveFields(runtime, layout).map(({ struct, field, offset }) => ({
      struct,
      field,
      offset,
    }))
    const expected = used.map(({ struct, field }) => ({ struct, field, offset: layout[struct][field] }))
    const byName = (a: { struct: string; field: string }, b: typeof a) =>
      `${a.struct}.${a.field}`.localeCompare(`${b.struct}.${b.field}`)
    assert.deepEqual(proven.sort(byName), expected.sort(byName), JSON.stringify(build))
  })
}

for (const version of versions) {
  test(`go${version}: the code itself proves every field that is used, and they are those of the table`, () => {
    agrees({ version, args: stripped })
    agrees({ version, args: pieStripped })
  })
}

test('so it does in a profile-guided build and in one with the race detector', () => {
  for (const version of ['1.21.13', '1.27.4']) {
    agrees({ version, args: [`-pgo=${hotProfile(version)}`] })
    agrees({ version, args: ['-race'], env: { CGO_ENABLED: '1' } })
  }
})

test('a field that the table has wrong is not proven, and no other proof is lost', () => {
  for (const version of ['1.18.10', '1.23.12', '1.27.4']) {
    withRuntime({ version, args: stripped }, (runtime, layout) => {
      for (const wrong of used) {
        for (const shift of [-8, 4, 8]) {
          const offset = layout[wrong.struct][wrong.field]! + shift
          const corrupted = { ...layout, [wrong.struct]: { ...layout[wrong.struct], [wrong.field]: offset } }
          const proven = proveFields(runtime, corrupted).map(proof => `${proof.struct}.${proof.field}`)
          const kept = used.filter(each => each !== wrong).map(each => `${each.struct}.${each.field}`)
          assert.deepEqual(proven.sort(), kept.sort(), `go${version} ${wrong.struct}.${wrong.field}`)
        }
      }
    })
  }
})
