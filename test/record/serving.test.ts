import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { open } from '../../lib/open.js'
import { serve } from '../../lib/serve.js'
import type { Session } from '../../lib/session.js'
import { SampleSource } from '../../lib/source/sample.js'
import type { WireAnswer, WireQuery } from '../../lib/stream/wire.js'
import type { Summary } from '../../lib/summary.js'
import { StreamReader } from '../stream/reader.js'
import { comparable, recorded, scratch } from './scratch.js'

const guard = { timeout: 60_000 }
const root = fileURLToPath(new URL('../../../', import.meta.url))
const sample = `${root}targets/sample/service.rqsample`
const everything = { first_ns: 0, last_ns: Infinity }

async function served(t: TestContext, session: Session): Promise<StreamReader> {
  const { url, server } = await serve(session, { listen: '127.0.0.1:0' })
  t.after(() => server.close())
  session.start()
  await session.ended
  return StreamReader.connect(url)
}

async function ask(reader: StreamReader, id: number, question: Omit<WireQuery, 'id'>): Promise<WireAnswer> {
  reader.send({ query: { id, ...question } })
  return reader.next('answer')
}

test('the page gets of a recording what it got of the session', guard, async t => {
  const path = join(scratch(t), 'a.rqs')
  await recorded(path, new SampleSource(sample))
  const readers = [await served(t, open(sample)), await served(t, open(path))]
  const [before, after] = await Promise.all(readers.map(reader => reader.next('hello')))
  assert.equal(after!.recording, true)
  for (const field of ['pid', 'command', 'go_version', 'wait_reasons', 'base_monotonic_ns'] as const)
    assert.deepEqual(after![field], before![field])
  const [ended] = await Promise.all([readers[1]!.next('end'), readers[0]!.next('end')])
  assert.equal(ended.reason, 'recording ended')

  const questions: Omit<WireQuery, 'id'>[] = [
    { ...everything, stats: { sites: 100 } },
    { ...everything, stats: {}, filter: { system: true } },
    { ...everything, heat: { stages: [1], column_ns: 1e8, columns: 60, quantiles: [0.5, 0.99] } },
    { ...everything, worst: { stages: [1], max_ns: Infinity, limit: 5 } },
    { ...everything, transitions: { skip: 100, limit: 500 } },
    { ...everything, goroutines: { limit: 100 } },
  ]
  for (const [id, question] of questions.entries()) {
    const [first, second] = await Promise.all(readers.map(reader => ask(reader, id + 1, question)))
    assert.equal(first!.refused, '')
    assert.deepEqual(second, first, JSON.stringify(question))
  }
  await Promise.all(readers.map(reader => reader.close()))
})

test('neither the tables nor the page need the addon', guard, async t => {
  const path = join(scratch(t), 'a.rqs')
  const summary = await recorded(path, new SampleSource(sample))
  // Loading any addon fails.
  const args = ['--no-addons', `${root}dist/lib/cli/main.js`]
  const lines = execFileSync(process.execPath, [...args, 'attach', path, '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const told = JSON.parse(lines.trimEnd().split('\n').at(-1)!) as Summary
  assert.deepEqual(comparable(told), comparable(summary))

  const child = spawn(process.execPath, [...args, 'serve', path, '--listen', '127.0.0.1:0', '--json'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  t.after(() => child.kill('SIGKILL'))
  let said = ''
  for await (const text of child.stderr.setEncoding('utf8')) {
    said += text
    if (/goes on being shown/.test(said)) break
  }
  const [, url] = said.match(/shown at (http:\S+)/)!
  const reader = await StreamReader.connect(url!)
  assert.equal((await reader.next('hello')).recording, true)
  const { stats } = await ask(reader, 1, { ...everything, stats: {}, filter: { system: true } })
  assert.equal(stats!.created, summary.goroutines.created)
  await reader.close()
})
