import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { clock, count, duration, percent } from '../../web/src/units.js'
import { ask, newDirectory, pageDirectory } from './browser.js'
import { StreamReader } from './reader.js'
import { FakeSession } from './session.js'

const guard = { timeout: 60_000 }

test('the page is served with a strict policy, and nothing else is', guard, async t => {
  const session = await FakeSession.start(t, { pageDirectory: pageDirectory(t) })
  const page = await ask(session, '/?token=ignored', { host: 'localhost:7070' })
  assert.equal(page.status, 200)
  assert.equal(page.headers['content-type'], 'text/html; charset=utf-8')
  assert.equal(page.headers['x-content-type-options'], 'nosniff')
  assert.equal(page.headers['cache-control'], 'no-store')
  const policy = String(page.headers['content-security-policy'])
  for (const rule of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self' ws://localhost:7070 wss://localhost:7070",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ]) {
    assert.ok(policy.split('; ').includes(rule), `${rule} in ${policy}`)
  }
  assert.equal((await ask(session, '/assets/index.js')).body, 'export {}')
  const head = await ask(session, '/assets/index.js', {}, 'HEAD')
  assert.deepEqual([head.status, head.body], [200, ''])

  for (const path of [
    '/../secret.js',
    '/assets/../../secret.js',
    '/..%2fsecret.js',
    '/%2e%2e/secret.js',
    '/assets/..\\..\\secret.js',
    '//secret.js',
    '/index.html',
    '/notes.txt',
    '/assets',
    '/assets/',
    '/constructor',
    '/favicon.ico',
    '/%00',
  ]) {
    const answer = await ask(session, path)
    assert.deepEqual([answer.status, answer.body], [404, 'There is no such page.\n'], path)
  }
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    const answer = await ask(session, '/', {}, method)
    assert.deepEqual([answer.status, answer.headers.allow], [405, 'GET, HEAD'], method)
  }
  const stream = await ask(session, '/stream')
  assert.equal(stream.status, 426)
  await assert.rejects(StreamReader.connect(`${session.url}elsewhere/`), /404: The stream is at \/stream/)
})

test('without a built page the address says how to build it, and the stream works', guard, async t => {
  const session = await FakeSession.start(t, { pageDirectory: join(tmpdir(), 'rqs-no-such-directory') })
  const page = await ask(session, '/')
  assert.equal(page.status, 200)
  assert.match(page.body, /npm run build:web/)
  const reader = await StreamReader.connect(session.url)
  await reader.next('hello')
})

test('the real page builds, is served whole and asks for nothing that its policy forbids', guard, async t => {
  const outDir = newDirectory(t)
  const root = fileURLToPath(new URL('../../../web', import.meta.url))
  await build({ root, logLevel: 'silent', build: { outDir } })
  const session = await FakeSession.start(t, { pageDirectory: outDir })
  const { body } = await ask(session, '/')
  const references = [...body.matchAll(/(?:src|href)="([^"]*)"/g)].map(match => match[1]!)
  assert.deepEqual(references.map(path => path.split('.').at(-1)).sort(), ['css', 'js', 'svg'])
  const types: Record<string, string> = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' }
  for (const reference of references) {
    const path = new URL(reference, session.url).pathname
    const file = await ask(session, path)
    assert.equal(file.status, 200, path)
    assert.equal(String(file.headers['content-type']).split(';')[0], types[path.split('.').at(-1)!])
    // Neither code made from strings nor WebAssembly, which `script-src 'self'` refuses.
    assert.doesNotMatch(file.body, /\beval\(|\bFunction\(|WebAssembly|innerHTML/, path)
  }
  assert.doesNotMatch(body, /<style|<script(?![^>]*\bsrc=)|\bon[a-z]+=|\bstyle=/)
})

test('times and counts are shown with the unit that fits', () => {
  const times: [number, string][] = [
    [0, '0 ns'],
    [0.4, '0 ns'],
    [1, '1.00 ns'],
    [999.4, '999 ns'],
    [999.6, '1.00 µs'],
    [1234, '1.23 µs'],
    [9_996, '10.0 µs'],
    [99_960, '100 µs'],
    [999_600, '1.00 ms'],
    [1.5e9, '1.50 s'],
    [99.9e9, '99.9 s'],
    [245e9, '4 min 05 s'],
    [11_220e9, '3 h 07 min'],
  ]
  for (const [ns, text] of times) assert.equal(duration(ns), text)
  assert.equal(clock(5.04e9), '5.0 s')
  assert.equal(count(1_234_567.4), '1,234,567')
  assert.deepEqual([percent(0.00412), percent(0.5), percent(0)], ['0.41 %', '50 %', '0.0 %'])
})
