import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { RunqscopeError } from '../../lib/errors.js'
import { parseListen } from '../../lib/stream/address.js'
import { ask, pageDirectory } from './browser.js'
import { StreamReader } from './reader.js'
import { FakeSession } from './session.js'

const guard = { timeout: 20_000 }

/** The status of an attempt to open the stream; 101 if it opened. */
async function open(session: FakeSession, headers: Record<string, string>, query = ''): Promise<number> {
  try {
    const reader = await StreamReader.connect(`${session.url}${query}`, [], { headers })
    await reader.next('hello')
    await reader.close()
    return 101
  } catch (error) {
    return Number(/^(\d+):/.exec((error as Error).message)?.[1])
  }
}

// Host, Origin → served without a token on a loopback address?
const rules: [string, string | undefined, number][] = [
  ['localhost:7070', undefined, 200],
  ['LOCALHOST', undefined, 200],
  ['127.0.0.1:7070', undefined, 200],
  ['127.8.9.1:1', undefined, 200],
  ['[::1]:7070', undefined, 200],
  // A forwarded port: the browser names its own end.
  ['localhost:9999', 'http://localhost:9999', 200],
  ['127.0.0.1:9999', 'http://localhost:1234', 200],
  ['localhost:9999', 'https://[::1]:8443', 200],
  // DNS rebinding: the page's own name resolves to 127.0.0.1.
  ['attacker.example:7070', 'http://attacker.example:7070', 403],
  ['attacker.example:7070', undefined, 403],
  ['localhost.attacker.example', undefined, 403],
  ['127.0.0.1.attacker.example', undefined, 403],
  ['localhost.', undefined, 403],
  ['192.168.1.10:7070', undefined, 403],
  ['0.0.0.0:7070', undefined, 403],
  ['[::]:7070', undefined, 403],
  // A page from elsewhere that opens a socket to localhost.
  ['localhost:7070', 'http://attacker.example', 403],
  ['localhost:7070', 'https://localhost.attacker.example', 403],
  ['localhost:7070', 'http://localhost@attacker.example', 403],
  ['localhost:7070', 'http://attacker.example/localhost', 403],
  ['localhost:7070', 'null', 403],
  ['localhost:7070', 'file://', 403],
  ['localhost:7070', 'ftp://localhost', 403],
  ['localhost:7070', 'chrome-extension://localhost', 403],
  ["localhost; script-src 'unsafe-inline'", undefined, 400],
  ['user@localhost', undefined, 400],
]

test('only loopback names are served, on any port', guard, async t => {
  const session = await FakeSession.start(t, { pageDirectory: pageDirectory(t) })
  for (const [host, origin, status] of rules) {
    const headers = { host, ...(origin === undefined ? {} : { origin }) }
    const page = await ask(session, '/', headers)
    assert.equal(page.status, status, `page for Host '${host}', Origin '${origin}': ${page.body}`)
    if (status !== 200) assert.match(page.body, /^[A-Z].*\.\n$/)
    const stream = await open(session, headers)
    assert.equal(stream, status === 200 ? 101 : status, `stream for Host '${host}', Origin '${origin}'`)
  }
})

// With a token: Host, Origin, what is shown, status.
const tokens: [string, string | undefined, { bearer?: string; query?: string }, number][] = [
  ['localhost', undefined, {}, 401],
  ['localhost', undefined, { bearer: 'wrong' }, 401],
  ['localhost', undefined, { bearer: 'sesame-open' }, 401],
  ['localhost', undefined, { query: 'open-sesam' }, 401],
  ['localhost', undefined, { query: '' }, 401],
  ['localhost', undefined, { bearer: 'open-sesame' }, 200],
  ['localhost', undefined, { query: 'open-sesame' }, 200],
  ['localhost:9', 'http://127.0.0.1:9', { query: 'open-sesame' }, 200],
  ['localhost', 'http://attacker.example', { query: 'open-sesame' }, 403],
  ['box.lan:7070', undefined, { query: 'open-sesame' }, 200],
  ['box.lan:7070', undefined, {}, 401],
  ['box.lan:7070', 'http://box.lan:7070', { query: 'open-sesame' }, 200],
  ['box.lan:7070', 'https://BOX.lan:7070', { bearer: 'open-sesame' }, 200],
  ['box.lan:7070', 'http://box.lan:8080', { query: 'open-sesame' }, 403],
  ['box.lan:7070', 'http://attacker.example', { query: 'open-sesame' }, 403],
  ['box.lan:7070', 'http://localhost', { query: 'open-sesame' }, 403],
  ['192.168.1.10', 'http://192.168.1.10', { query: 'open-sesame' }, 200],
]

test('with a token, other names are served to who shows it', guard, async t => {
  const session = await FakeSession.start(t, {
    listen: '0.0.0.0:0',
    token: 'open-sesame',
    pageDirectory: pageDirectory(t),
  })
  for (const [host, origin, { bearer, query }, status] of tokens) {
    const headers = {
      host,
      ...(origin === undefined ? {} : { origin }),
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    }
    const search = query === undefined ? '' : `?token=${query}`
    const what = `Host '${host}', Origin '${origin}', ${bearer ?? query}`
    assert.equal((await ask(session, `/${search}`, headers)).status, status, what)
    assert.equal(await open(session, headers, search), status === 200 ? 101 : status, what)
  }
  // The page's scripts hold nothing of the target, and a browser asks for them without the token.
  assert.equal((await ask(session, '/assets/index.js', { host: 'box.lan' })).status, 200)
})

test('an address that others can reach needs a token', guard, async () => {
  for (const listen of ['0.0.0.0:0', '[::]:0', ':0', '192.0.2.1:0', 'example.com:0']) {
    await assert.rejects(new FakeSession({ listen }).server.start(), (error: RunqscopeError) => {
      assert.ok(error instanceof RunqscopeError)
      assert.equal(error.exitCode, 2)
      assert.match(error.message, /can be reached from other machines.*; give a token/)
      return true
    })
  }
  await assert.rejects(new FakeSession({ token: '' }).server.start(), /the token is empty/)
})

test('addresses to listen on', () => {
  const table: [string, string, number, boolean][] = [
    ['127.0.0.1:7070', '127.0.0.1', 7070, true],
    ['[::1]:0', '::1', 0, true],
    ['localhost:80', 'localhost', 80, true],
    ['7070', '127.0.0.1', 7070, true],
    [':7070', '::', 7070, false],
    ['[::ffff:127.0.0.1]:1', '::ffff:127.0.0.1', 1, true],
    ['10.0.0.1:65535', '10.0.0.1', 65535, false],
  ]
  for (const [text, host, port, loopback] of table)
    assert.deepEqual(parseListen(text), { host, port, loopback })
  for (const text of [
    '',
    'localhost',
    '127.0.0.1',
    '::1:80',
    '[localhost]:80',
    '127.0.0.1:65536',
    'a:b',
    '1:-1',
  ]) {
    assert.throws(() => parseListen(text), /is not an address; give HOST:PORT/, text)
  }
})

test('a port in use is one sentence with its remedy', guard, async t => {
  const session = await FakeSession.start(t)
  const second = new FakeSession({ listen: `127.0.0.1:${session.port}` })
  await assert.rejects(second.server.start(), (error: RunqscopeError) => {
    assert.equal(error.code, 'io')
    assert.equal(
      error.message,
      `127.0.0.1:${session.port} is in use by another program; give another --listen HOST:PORT (port 0 takes a free one)`,
    )
    return true
  })
  await second.server.close()
  await StreamReader.connect(session.url)
})

test('IPv6 loopback works end to end', guard, async t => {
  const session = await FakeSession.start(t, { listen: '[::1]:0', pageDirectory: pageDirectory(t) })
  assert.match(session.url, /^http:\/\/\[::1\]:\d+\/$/)
  assert.equal((await ask(session, '/')).status, 200)
  const reader = await StreamReader.connect(session.url)
  await reader.next('hello')
})

test('a request without a Host is refused', guard, async t => {
  const session = await FakeSession.start(t)
  for (const request of ['GET / HTTP/1.0\r\n\r\n', 'GET / HTTP/1.1\r\nHost:\r\n\r\n']) {
    const socket = connect(session.port, '127.0.0.1')
    let answer = ''
    socket.setEncoding('utf8').on('data', part => {
      answer += part
    })
    socket.end(request)
    await new Promise(resolve => socket.once('close', resolve))
    assert.match(answer, /^HTTP\/1\.1 400 /)
  }
})
