import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { diagnose } from '../../lib/probe/doctor.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const readme = readFileSync(`${root}README.md`, 'utf8')

/** Lines of a process as they come. */
async function* linesOf(stream: NodeJS.ReadableStream): AsyncGenerator<string> {
  for await (const line of createInterface({ input: stream })) yield line
}

test("the README's library example prints what it says", { timeout: 120_000 }, async t => {
  const failed = (await diagnose()).find(check => check.needed && !check.ok)
  if (failed) return t.skip(`${failed.name}: ${failed.found}`)
  const [, example] = readme.match(/```js\n([\s\S]*?)```/) ?? []
  assert.ok(example, 'README.md has no example')
  const folder = `${root}build/readme`
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/example.mjs`, example)

  execFileSync('go', ['build', '-o', `${folder}/service`, '.'], {
    cwd: `${root}targets/service`,
    env: { ...process.env, CGO_ENABLED: '0' },
  })
  const service = spawn(`${folder}/service`, { stdio: ['ignore', 'pipe', 'inherit'] })
  t.after(() => service.kill())
  await once(service.stdout, 'data')

  const run = spawn(process.execPath, [`${folder}/example.mjs`, String(service.pid)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.after(() => run.kill('SIGKILL'))
  const said: string[] = []
  for await (const line of linesOf(run.stdout)) {
    said.push(line)
    if (said.length === 3) run.kill('SIGINT')
  }
  if (run.exitCode === null) await once(run, 'exit')
  assert.equal(run.exitCode, 0)
  // The service has a goroutine that ticks ten times a second, so there is something to tell in each.
  for (const line of said.slice(0, 3))
    assert.match(line, /^[1-9]\d* waits to run in the last second, p99 [\d.]+ µs$/)
  assert.match(said.at(-1)!, /^[1-9]\d* events, 0 lost$/)
})

test('the README names every verb of the command line, and no other', () => {
  const usage = execFileSync(process.execPath, [`${root}dist/lib/cli/main.js`, '--help'], {
    encoding: 'utf8',
  })
  const verbs = [...usage.matchAll(/^ {2}(\w+) +\w/gm)].map(([, verb]) => verb!)
  // One verb may have several rows.
  const named = [...new Set([...readme.matchAll(/^\| `(\w+)[^`]*` \|/gm)].map(([, verb]) => verb!))]
  assert.ok(verbs.length > 3, usage)
  assert.deepEqual(named.sort(), verbs.sort())
})
