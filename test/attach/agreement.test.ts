import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { StreamReader } from '../stream/reader.js'
import { build, root } from './build.js'
import { blocked } from './kernel.js'
import { killAll, Program, until } from './program.js'

after(killAll)

/** Figures by the moment of the aggregate that they come from. */
function figures(text: string): Map<number, number> {
  return new Map(
    text
      .split('\n')
      .filter(line => /^[\d.]+ [\d.]+$/.test(line))
      .map(line => line.split(' ').map(Number) as [number, number]),
  )
}

test('a script of ten lines and a client of the stream tell the same p99, and hogs raise it', {
  skip: blocked,
}, async () => {
  const target = Program.start(build('hogs'), [], { env: { ...process.env, GOMAXPROCS: '1' } })
  await target.says(/pid \d+/)
  const script = Program.start(process.execPath, [`${root}test/attach/p99.mjs`, String(target.pid)])
  const [url] = await script.says(/http:\S+/)
  const reader = await StreamReader.connect(url)
  await reader.next('hello')

  const told = new Map<number, number>()
  /** The figures of so long. */
  const collect = async (ms: number) => {
    const p99s: number[] = []
    for (const end = Date.now() + ms; Date.now() < end; ) {
      const aggregate = await reader.next('aggregate')
      const p99 = aggregate.window!.ready_to_run!.p99_ns!
      told.set(aggregate.time_ns!, p99)
      if (p99 > 0) p99s.push(p99)
    }
    return p99s
  }
  // What else runs on this machine raises single windows.
  const calm = Math.min(...(await collect(2500)))
  target.write('\n')
  await target.says(/hogs \d+/)
  const hogged = Math.max(...(await collect(2000)))

  // Four hogs hold the only P for 10 ms each (forcePreemptNS, runtime/proc.go), so a wait is tens of ms and not µs.
  assert.ok(
    hogged > 5e6 && hogged > 10 * calm,
    `p99 was ${calm} ns, and came to ${hogged} ns within two seconds after hogs started`,
  )
  await until(() => figures(script.stderr).size >= told.size, 'the script')
  const printed = figures(script.stderr)
  const both = [...told].filter(([timeNs]) => printed.has(timeNs))
  assert.ok(both.length >= 30, `only ${both.length} of ${told.size} moments were told by both`)
  for (const [timeNs, p99] of both) {
    const other = printed.get(timeNs)!
    assert.ok(
      Math.abs(other - p99) <= 0.01 * p99,
      `at ${timeNs}: ${p99} in the stream, ${other} in the script`,
    )
  }
  assert.match(script.stdout, /ready→run p99 [\d.]+ µs/)

  await sleep(100)
  script.kill('SIGINT')
  assert.equal(await script.end(), 0)
  reader.ws.terminate()
})
