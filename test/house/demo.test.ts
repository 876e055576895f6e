import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { get } from 'node:http'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { diagnose } from '../../lib/probe/doctor.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const guard = { timeout: 300_000 }

/** A run of scripts/demo, with everything that it said. */
class Demo {
  stdout = ''
  stderr = ''
  readonly ended: Promise<number | null>
  private readonly child

  constructor(t: TestContext, command: string, ...args: string[]) {
    this.child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    this.child.stdout.setEncoding('utf8').on('data', text => {
      this.stdout += text
    })
    this.child.stderr.setEncoding('utf8').on('data', text => {
      this.stderr += text
    })
    this.ended = new Promise(resolve => this.child.on('close', resolve))
    t.after(() => this.child.kill('SIGTERM'))
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal)
  }

  /** Waits until stderr matches; throws if the demo ends without. */
  async said(pattern: RegExp): Promise<RegExpMatchArray> {
    for (;;) {
      const found = this.stderr.match(pattern)
      if (found) return found
      const ended = await Promise.race([
        this.ended,
        new Promise(resolve => setTimeout(resolve, 50, 'waiting')),
      ])
      if (ended !== 'waiting' && !pattern.test(this.stderr))
        throw new Error(`the demo ended with ${ended} without ${pattern}: ${this.stderr}`)
    }
  }
}

const page = (url: string) =>
  new Promise<{ status?: number; body: string }>((resolve, reject) => {
    get(url, response => {
      let body = ''
      response.setEncoding('utf8').on('data', text => {
        body += text
      })
      response.on('end', () => resolve({ status: response.statusCode, body }))
    }).on('error', reject)
  })

const shownAt = /is shown at (http:\/\/127\.0\.0\.1:\d+\/)/

async function refusal(): Promise<string | undefined> {
  const failed = (await diagnose()).find(check => check.needed && !check.ok)
  return failed && `${failed.name}: ${failed.found}`
}

test(
  'the demo attaches to its service, serves the page, ends after --seconds and leaves nothing',
  guard,
  async t => {
    const why = await refusal()
    if (why) return t.skip(why)
    const demo = new Demo(t, 'scripts/demo', '--seconds', '3', '--listen', '127.0.0.1:0')
    const [, url] = await demo.said(shownAt)
    const [, pid] = await demo.said(/service is process (\d+)/)
    const { status, body } = await page(url!)
    assert.equal(status, 200)
    assert.match(body, /<title>[^<]*runqscope/i)
    assert.equal(await demo.ended, 0, demo.stderr)
    assert.match(demo.stdout, /uprobe|perf-event/)
    assert.match(demo.stdout, /main\.\(\*workshop\)\.worker · workshop\.go:\d+/)
    assert.match(demo.stderr, /requests in [\d.]+ s: \d+ a second, 0 failed/)
    assert.equal(existsSync(`/proc/${pid}`), false, 'the service still runs')
  },
)

test('SIGTERM ends the demo in order: detached, told, and nothing left', guard, async t => {
  const why = await refusal()
  if (why) return t.skip(why)
  const demo = new Demo(t, 'scripts/demo', '--listen', '127.0.0.1:0')
  const [, pid] = await demo.said(/service is process (\d+)/)
  await demo.said(shownAt)
  await new Promise(resolve => setTimeout(resolve, 500))
  demo.kill('SIGTERM')
  assert.equal(await demo.ended, 0, demo.stderr)
  assert.match(demo.stderr, /requested; detached from/)
  assert.equal(existsSync(`/proc/${pid}`), false, 'the service still runs')
})

test('where the kernel refuses BPF the demo says why in one line and shows the sample', guard, async t => {
  if (process.getuid!() !== 0) return t.skip('only root can give capabilities up')
  const demo = new Demo(
    t,
    'setpriv',
    '--bounding-set=-bpf,-perfmon,-sys_admin',
    'scripts/demo',
    // Replayed as fast as it goes; what is not shown by then stays untold.
    ...['--seconds', '10', '--listen', '127.0.0.1:0'],
  )
  const [, url] = await demo.said(shownAt)
  assert.equal((await page(url!)).status, 200)
  assert.equal(await demo.ended, 0, demo.stderr)
  assert.match(demo.stderr, /^demo: no live session here: .*CAP_BPF missing/m)
  assert.match(demo.stdout, /· uprobe_multi · 20\.0s ·/)
  assert.match(demo.stdout, /main\.\(\*workshop\)\.worker · workshop\.go:\d+/)
  assert.match(demo.stderr, /recording ended; recorded from \d+ after 20\.\d s[\s\S]*goes on being shown at/)
})

test('wrong usage is refused with the usage', guard, async t => {
  for (const args of [['--seconds'], ['--seconds', 'soon'], ['--rate', '-1'], ['--what']]) {
    const demo = new Demo(t, 'scripts/demo', ...args)
    assert.equal(await demo.ended, 2, `${args}`)
    assert.match(demo.stderr, /scripts\/demo \[--seconds N\]/)
  }
})
