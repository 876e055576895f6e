import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { play } from './scenario.js'

// Tests run compiled, from dist/; their texts stay in the source tree.
const folder = join(import.meta.dirname, '../../../test/model/testdata')
const files = readdirSync(folder).filter(file => file.endsWith('.test'))

test('there are golden scenarios', () => {
  assert.ok(files.length >= 15)
})

for (const file of files) {
  test(file, () => {
    const { expected, actual } = play(readFileSync(join(folder, file), 'utf8'))
    assert.deepEqual(actual, expected)
  })
}
