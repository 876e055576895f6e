/** A program of the close test: serves a session, and closes it when told to. It must then exit by itself. */
import { FakeSession } from './session.js'

const session = new FakeSession()
const { url } = await session.server.start()
process.stdout.write(`${url}\n`)
process.stdin.once('data', async () => {
  process.stdin.pause()
  process.stdin.unref()
  await session.server.close()
})
