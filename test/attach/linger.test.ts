import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { StreamReader } from '../stream/reader.js'
import { build } from './build.js'
import { blocked } from './kernel.js'
import { killAll, Program, runqscope, until } from './program.js'

afterEach(killAll)

const sample = fileURLToPath(new URL('../../../targets/sample/service.rqsample', import.meta.url))
const listen = ['--listen', '127.0.0.1:0']
const all = { first_ns: 0, last_ns: Infinity, stats: {}, filter: { system: true } }

async function pageOf(server: Program): Promise<string> {
  const said = () => /is shown at (http:\S+)/.exec(server.stderr)
  await until(() => said() !== null || !server.running, 'the address of the page')
  return said()![1]!
}

/** How many transitions a viewer that comes now finds in the past. */
async function transitionsOf(page: string): Promise<number> {
  const reader = await StreamReader.connect(page)
  await reader.next('end')
  reader.send({ query: { id: 1, ...all } })
  const { stats, refused } = await reader.next('answer')
  assert.equal(refused, '')
  await reader.close()
  return stats!.transitions!
}

test('after the end of the target its past is served until Ctrl-C', { skip: blocked }, async () => {
  const target = Program.start(build('pingpong'), ['-pairs', '1', '-wait', '-rounds', '1000'])
  await target.says(/^pid/)
  const server = runqscope(['serve', `${target.pid}`, ...listen, '--json', '--linger'])
  await server.says(/"type":"armed"/)
  const page = await pageOf(server)
  target.write('go\nend\n')
  target.endInput()
  assert.equal(await target.end(), 0)
  await server.says(/"type":"summary".*\n/)
  const { events, ended } = server.summary()
  assert.equal(ended, 'target exited')
  // An event is a transition here: the program has no coroutines.
  assert.equal(await transitionsOf(page), events)
  assert.equal(await transitionsOf(page), events)
  assert.equal(server.running, true)
  assert.match(server.stderr, /the past goes on being shown at http:\S+ until Ctrl-C/)
  server.kill('SIGINT')
  assert.equal(await server.end(), 0, server.stderr)
})

test('who ends the session with Ctrl-C does not wait for another one', { skip: blocked }, async () => {
  const target = Program.start(build('pingpong'), ['-pairs', '1'])
  await target.says(/^pid/)
  const server = runqscope(['serve', `${target.pid}`, ...listen, '--json', '--linger'])
  await server.says(/"type":"armed"/)
  server.kill('SIGINT')
  assert.equal(await server.end(), 0, server.stderr)
  assert.equal(server.summary().ended, 'requested')
  assert.doesNotMatch(server.stderr, /until Ctrl-C/)
})

test('without --linger the end of the target is the end', { skip: blocked }, async () => {
  const target = Program.start(build('pingpong'), ['-pairs', '1'])
  await target.says(/^pid/)
  const server = runqscope(['serve', `${target.pid}`, ...listen, '--json', '--history', '0'])
  await server.says(/"type":"armed"/)
  target.kill('SIGKILL')
  assert.equal(await server.end(), 0, server.stderr)
})

test('a recording is served until Ctrl-C, or for as long as it is said', async () => {
  const server = runqscope(['serve', sample, ...listen, '--json'])
  const page = await pageOf(server)
  await server.says(/"type":"summary".*\n/)
  assert.equal(server.summary().ended, 'sample ended')
  assert.equal(await transitionsOf(page), server.summary().events)
  server.kill('SIGTERM')
  assert.equal(await server.end(), 0, server.stderr)
  assert.match(server.stderr, /sample ended; recorded from \d+ after 5\.\d s, \d+ events, 0 lost/)

  const short = runqscope(['serve', sample, ...listen, '--duration', '300ms'])
  assert.equal(await short.end(), 0, short.stderr)
  assert.match(short.stdout, /· sample ·/)
})

test('a history that holds nothing, or is no size, is refused', async () => {
  for (const [size, why] of [
    ['1kB', /a history of 1024 bytes holds nothing/],
    ['much', /--history much is no size; write it like 16MB/],
  ] as const) {
    const server = runqscope(['serve', sample, ...listen, '--history', size])
    assert.equal(await server.end(), 2)
    assert.match(server.stderr, why)
  }
})
