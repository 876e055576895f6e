import assert from 'node:assert/strict'
import { test } from 'node:test'
import { printable } from '../../lib/probe/printable.js'
import { build } from './build.js'
import { killAll, Program, ran } from './program.js'

test('what a terminal would obey is written out, line breaks are spaces, all else stays', () => {
  assert.equal(printable('\x1b]0;owned\x07 \x9b31m'), '\\x1b]0;owned\\x07 \\x9b31m')
  assert.equal(printable('safe\u202e)(nur'), 'safe\\u202e)(nur')
  assert.equal(printable('a\nb\r\n\tc\u2028d'), 'a b   c d')
  assert.equal(
    printable('naïve (*T[go.shape.int]).run·func1 — 日本'),
    'naïve (*T[go.shape.int]).run·func1 — 日本',
  )
})

test('a command line cannot write to the terminal of whoever lists it', async () => {
  const target = Program.start(build('pingpong'), ['-wait', '\x1b[31mred\x1b[0m\nrunqscope: all is well'])
  try {
    await target.says(/^pid/)
    const { stdout } = await ran(['list'])
    const line = stdout
      .split('\n')
      .find(each => each.includes(` ${target.pid} `) || each.trimStart().startsWith(`${target.pid} `))
    assert.ok(line, stdout)
    assert.ok(!stdout.includes('\x1b'))
    assert.match(stdout, /\\x1b\[31mred\\x1b\[0m runqscope: all is well/)
  } finally {
    killAll()
  }
})
