import assert from 'node:assert/strict'
import { test } from 'node:test'
import { violations } from '../../scripts/check-house.js'

const refused: [path: string, text: string, why: RegExp][] = [
  ['lib/long.ts', 'x\n'.repeat(401), /401 lines/],
  ['lib/utils/math.ts', '', /called utils/],
  ['docs/bench.md', 'built in /work/place\n', /:1: a path of one machine/],
  ['test/x.test.ts', "open('/tmp/x')", /a path of one machine/],
  ['lib/x.ts', 'a\n// TODO: b', /:2: a note to do it later/],
  ['package-lock.json', '"resolved": "https://mirror/x.tgz"', /the host of a registry/],
  ['.npmrc', 'registry=https://registry.npmjs.org/', /the host of a registry/],
]

for (const [path, text, why] of refused)
  test(`refused: ${path} with ${JSON.stringify(text.slice(0, 40))}`, () => {
    const found = violations(path, text)
    assert.equal(found.length, 1, found.join('\n'))
    assert.match(found[0]!, why)
  })

test('allowed: a file of 400 lines, a generated one of any length, a path below a variable', () => {
  assert.deepEqual(violations('lib/x.ts', 'x\n'.repeat(400)), [])
  assert.deepEqual(violations('lib/x.gen.ts', 'x\n'.repeat(4000)), [])
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a script
  assert.deepEqual(violations('scripts/x', 'cd "${base}/work/x" && ls ./tmp/y /proc/1/root/z'), [])
})
