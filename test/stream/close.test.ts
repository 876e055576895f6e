import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { connect } from 'node:net'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { StreamReader } from './reader.js'
import { FakeSession, transitions } from './session.js'

const guard = { timeout: 30_000 }

test('closing delivers what was sent, tells clients and frees the port', guard, async () => {
  const session = new FakeSession()
  session.url = (await session.server.start()).url
  const reader = await StreamReader.connect(session.url)
  await reader.ask({ subscribe: { all: true } })
  session.server.onTransitions(transitions(0, 10))
  session.server.end('done')
  await Promise.all([session.server.close(), session.server.close()])
  assert.equal((await reader.next('transitions')).rows, 10)
  assert.equal((await reader.next('end')).reason, 'done')
  assert.deepEqual(await reader.closed, { code: 1001, reason: 'the session is closed' })
  const again = new FakeSession({ listen: `127.0.0.1:${session.port}` })
  await again.server.start()
  await again.server.close()
})

test('a server that never started can be closed', guard, async () => {
  await new FakeSession().server.close()
})

test('after close nothing keeps the process alive, whoever is connected', guard, async () => {
  const child = spawn(process.execPath, [fileURLToPath(new URL('exiting.js', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const url = String(await new Promise(resolve => child.stdout.once('data', resolve))).trim()
  const exited = new Promise(resolve => child.once('exit', (code, signal) => resolve(code ?? signal)))
  // One that reads, one that is stuck, one that never asked for anything, one in the middle of a request.
  await StreamReader.connect(url)
  const stuck = await StreamReader.connect(url)
  stuck.ws.pause()
  const { port } = new URL(url)
  const silent = [connect(Number(port), '127.0.0.1'), connect(Number(port), '127.0.0.1')]
  for (const socket of silent) {
    socket.on('error', () => undefined)
    await new Promise(resolve => socket.once('connect', resolve))
  }
  silent[1]!.write('GET / HTTP/1.1\r\nHost: local')
  child.stdin.write('close\n')
  assert.equal(await exited, 0)
  stuck.ws.terminate()
})
