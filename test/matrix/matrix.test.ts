import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cell } from './cells.js'
import { verify } from './verify.js'

/** A cut through the matrix: old and new, both machines, stripped, moved, profiled, nameless. `scripts/compatibility` has all. */
const slice: Cell[] = [
  { version: '1.18.10', arch: 'amd64', form: 'plain' },
  { version: '1.21.13', arch: 'amd64', form: 'PIE -s -w' },
  { version: '1.24.13', arch: 'amd64', form: 'profile-guided, every call hot' },
  { version: '1.24.13', arch: 'amd64', form: 'no build info' },
  { version: '1.27.4', arch: 'arm64', form: '-s -w' },
]

for (const cell of slice) {
  test(`go${cell.version} ${cell.arch} ${cell.form} is planned, and every check agrees with the plan`, () => {
    const outcome = verify(cell)
    assert.equal(outcome.is, 'planned', 'message' in outcome ? outcome.message : '')
    assert.deepEqual('problems' in outcome && outcome.problems, [])
    assert.deepEqual('remarks' in outcome && outcome.remarks, [])
  })
}
