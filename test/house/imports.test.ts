import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importsOf, violations } from '../../scripts/check-imports.js'

test('every way to import is seen, and what only looks like one is not', () => {
  const text = `
    import type { A } from './a.js'
    import { type B } from './b.js'
    import { type C, c } from './c.js'
    import './d.js'
    import e = require('./e.js')
    export * from './f.js'
    export type { G } from './g.js'
    type H = import('./h.js').H
    const i = await import('./i.js')
    const j = require('./j.cjs')
    // import x from './comment.js'
    const text = "import x from './string.js'"
    export const own = { source: './property.js' }
  `
  assert.deepEqual(
    importsOf('lib/x.ts', text).map(({ specifier, typeOnly }) => `${specifier}${typeOnly ? ' type' : ''}`),
    [
      './a.js type',
      './b.js type',
      './c.js',
      './d.js',
      './e.js',
      './f.js',
      './g.js type',
      './h.js type',
      './i.js',
      './j.cjs',
    ],
  )
})

test('an import whose module is computed is refused: nothing can be said of it', () => {
  assert.throws(() => importsOf('lib/x.ts', "await import('./' + name)"), /computed/)
})

const refused: [path: string, text: string, why: RegExp][] = [
  [
    'lib/binary/elf.ts',
    "import { plan } from '../plan/index.js'",
    /lib\/binary may not import lib\/plan\/index\.ts/,
  ],
  ['lib/plan/sites.ts', "import type { Probe } from '../probe/probe.js'", /may not import lib\/probe/],
  ['lib/plan/sites.ts', "import { openSync } from 'node:fs'", /may not import node:fs/],
  ['lib/plan/sites.ts', "import { openSync } from 'fs'", /may not import fs/],
  ['lib/model/model.ts', "import { Kind } from '../plan/plan.js'", /more than types/],
  ['lib/model/model.ts', "export * from '../latency/latency.js'", /may not import lib\/latency/],
  ['lib/stream/server.ts', "import { duration } from '../console/units.js'", /may not import lib\/console/],
  ['lib/console/table.ts', "type Frame = import('../stream/frames.js').Frame", /may not import lib\/stream/],
  ['lib/agent.ts', "import { serveAgent } from './serve.js'", /may not import lib\/serve\.ts/],
  ['lib/errors.ts', "import { version } from './version.js'", /may not import lib\/version\.ts/],
  [
    'lib/latency/histogram.ts',
    "import { observe } from '../../test/model/observe.js'",
    /may not import test/,
  ],
  ['lib/cli/main.ts', "import yargs from 'yargs'", /may not import the package yargs/],
  ['lib/stream/page.ts', "import parse from '@scope/parse/deep.js'", /the package @scope\/parse$/],
  [
    'web/src/main.ts',
    "import { StreamServer } from '../../lib/stream/server.js'",
    /may not import lib\/stream\/server/,
  ],
  ['lib/newroom/x.ts', '', /is in no room/],
]

for (const [path, text, why] of refused)
  test(`refused: ${path}: ${text || 'a room that is not in the table'}`, () => {
    const found = violations(path, text)
    assert.equal(found.length, 1, found.join('\n'))
    assert.match(found[0]!, why)
  })

const allowed: [path: string, text: string][] = [
  ['lib/plan/sites.ts', "import { Elf } from '../binary/elf.js'"],
  ['lib/plan/sites.ts', "import { roles } from './roles.js'"],
  ['lib/model/model.ts', "import type { Site } from '../plan/plan.js'"],
  ['lib/model/model.ts', "import { Kind } from '../contract.gen.js'"],
  ['lib/stream/server.ts', "import { WebSocketServer } from 'ws'"],
  ['lib/cli/main.ts', "import { parseArgs } from 'node:util'"],
  ['web/src/main.ts', "import { decode } from '../../lib/stream/wire.js'"],
]

for (const [path, text] of allowed)
  test(`allowed: ${path}: ${text}`, () => assert.deepEqual(violations(path, text), []))
