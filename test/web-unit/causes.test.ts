import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lossCauses } from '../../lib/model/losscauses.js'
import { causes, explained } from '../../web/src/frame/causes.js'

test('causes are told where there are any, and every one that there is has a text', () => {
  assert.equal(causes({ ring_full: 12, g_fault: 0, damaged_chunk: 3 }), 'ring_full 12, damaged_chunk 3')
  assert.equal(causes(undefined), '')
  const none = explained({ ring_full: 0 })
  for (const cause of lossCauses)
    assert.ok(explained({ [cause]: 1 }).startsWith(`${none}. ${cause}: `), cause)
  // Names come from a file: none of them is another's property.
  assert.equal(explained({ of_tomorrow: 1, constructor: 1 }), none)
})
