import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { build } from 'vite'
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
  assert.equal(page.headers['cross-origin-opener-policy'], 'same-origin')
  assert.equal(page.headers['cross-origin-embedder-policy'], 'require-corp')
  const policy = String(page.headers['content-security-policy'])
  for (const rule of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "worker-src 'self'",
    "connect-src 'self' ws://localhost:7070 wss://localhost:7070",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types runqscope',
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
    '/notes.log',
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

test('files come packed to those who take gzip, and are the same', guard, async t => {
  const directory = pageDirectory(t)
  const script = 'export const answer = 42\n'.repeat(500)
  writeFileSync(join(directory, 'assets', 'long.js'), script)
  const session = await FakeSession.start(t, { pageDirectory: directory })
  const accepts: [string, boolean][] = [
    ['gzip, deflate, br', true],
    ['br;q=1.0, GZIP;q=0.5', true],
    ['*', false],
    ['gzip;q=0', false],
    ['gzip;q=0.000, identity', false],
    ['x-gzipped', false],
    ['', false],
  ]
  for (const [accept, packed] of accepts) {
    const headers = { 'accept-encoding': accept }
    const { status, bytes, body, headers: got } = await ask(session, '/assets/long.js', headers)
    assert.deepEqual([status, got['content-encoding']], [200, packed ? 'gzip' : undefined], accept)
    assert.equal(got.vary, 'Accept-Encoding')
    assert.equal(Number(got['content-length']), bytes.length)
    assert.equal(packed ? gunzipSync(bytes).toString() : body, script)
    if (packed) assert.ok(bytes.length < script.length / 10)
  }
  // What would not get shorter stays as it is.
  const short = await ask(session, '/assets/index.js', { 'accept-encoding': 'gzip' })
  assert.equal(short.body, 'export {}')
})

test('a browser without the token gets a page that says what is needed, and runs nothing', guard, async t => {
  const session = await FakeSession.start(t, { token: 'open-sesame', pageDirectory: pageDirectory(t) })
  const accept = 'text/html,application/xhtml+xml,*/*;q=0.8'
  const missing = await ask(session, '/', { accept })
  assert.equal(missing.status, 401)
  assert.equal(missing.headers['content-type'], 'text/html; charset=utf-8')
  assert.match(missing.body, /This server needs a token: add &#39;\?token=…&#39; to the address/)
  assert.match((await ask(session, '/?token=guess', { accept })).body, /The token is wrong\./)
  assert.equal(missing.headers['content-security-policy'], "default-src 'none'; frame-ancestors 'none'")
  assert.doesNotMatch(missing.body, /<script|<style|<link|src=|href=|\bon[a-z]+=|\bstyle=/)
  // Whatever comes from the request is text.
  const host = { accept, host: 'localhost', origin: 'http://<img src=x onerror=alert(1)>' }
  const foreign = await ask(session, '/?token=open-sesame', host)
  assert.equal(foreign.status, 403)
  assert.match(foreign.body, /http:\/\/&#60;img src=x onerror=alert\(1\)&#62;/)
  assert.doesNotMatch(foreign.body, /<img/)
  const plain = await ask(session, '/')
  assert.match(plain.body, /^This server needs a token: add '\?token=…'/)
  assert.equal((await ask(session, '/?token=open-sesame', { accept })).status, 200)
})

test('without a built page the address says how to build it, and the stream works', guard, async t => {
  const session = await FakeSession.start(t, { pageDirectory: join(tmpdir(), 'rqs-no-such-directory') })
  const page = await ask(session, '/')
  assert.equal(page.status, 200)
  assert.match(page.body, /npm run build:web/)
  const reader = await StreamReader.connect(session.url)
  await reader.next('hello')
})

test('the real page builds, is served whole and asks for nothing that its policy forbids', {
  timeout: 180_000,
}, async t => {
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
    const refused = /\beval\(|\bFunction\(|WebAssembly/.exec(file.body)
    assert.equal(refused, null, `${path} has ${refused}`)
  }
  // Of what Trusted Types refuse the page has what its library would use if it were asked to, and does not ask it.
  for (const path of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(path)) continue
    const refused = /innerHTML|outerHTML|insertAdjacentHTML|document\.write/i.exec(
      readFileSync(join(root, 'src', path), 'utf8'),
    )
    assert.equal(refused, null, `${path} has ${refused}`)
  }
  assert.doesNotMatch(body, /<style|<script(?![^>]*\bsrc=)|\bon[a-z]+=|\bstyle=/)
})
