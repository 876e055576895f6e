import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { GoTraceVersion } from '../../lib/export/gotrace/stream.js'
import { State } from '../../lib/model/transition.js'
import { TraceCase } from './gotracecase.js'
import type { LedgerSpan } from './gotraceledger.js'
import { buildStrict, go, goEnvironment, readWith, root, type StrictResult } from './gotracereaders.js'
import { tellSample } from './gotracesample.js'
import { tellWorld } from './gotraceworld.js'

/** A Go version and the newest trace format that it reads. */
const tools: readonly [toolchain: string, newest: GoTraceVersion][] = [
  ['go1.22.12', 22],
  ['go1.23.12', 23],
  ['go1.24.13', 23],
  ['go1.25.14', 25],
  ['go1.26.11', 26],
  ['go1.27.4', 26],
]
const formats: readonly GoTraceVersion[] = [22, 23, 25, 26]
const minorOf = (toolchain: string): number => Number(toolchain.split('.')[1])

/** Says so if the toolchain is not there and cannot be fetched. */
function missing(t: TestContext, toolchain: string): boolean {
  const { status, stderr } = go(toolchain, root, 'version')
  if (status === 0) return false
  t.diagnostic(`${toolchain} cannot be had: ${stderr.trim()}`)
  t.skip(`${toolchain} cannot be had`)
  return true
}

describe('go tool trace', () => {
  let sample: TraceCase
  let lossy: TraceCase
  let strict: StrictResult[]

  before(async () => {
    sample = await TraceCase.of('sample', formats, tellSample)
    lossy = await TraceCase.of('lossy', formats, visitors => tellWorld({ seed: 5, lost: 0.3 }, visitors))
    strict = readWith<StrictResult>(buildStrict(), sample.files)
  })
  after(() => {
    sample.close()
    lossy.close()
  })

  test('a real program: totals by site, state and reason are the recording’s', () => {
    const expected = sample.expected()
    assert.ok(expected.size > 10, `${expected.size} totals`)
    for (const result of strict) {
      assert.equal(result.Error, '', result.File)
      sample.assertTotals(expected, sample.found(result), 'reader')
      sample.assertTotals(expected, sample.summarized(result), 'summarizer')
    }
  })

  for (const [toolchain, newest] of tools)
    test(`${toolchain} reads all formats up to 1.${newest}`, t => {
      if (missing(t, toolchain)) return
      const parsed = minorOf(toolchain) < 24 ? '-d=1' : '-d=parsed'
      for (const { files, name } of [sample, lossy]) {
        for (const [i, file] of files.entries()) {
          const { status, stdout, stderr } = go(toolchain, root, 'tool', 'trace', parsed, file)
          if (formats[i] > newest)
            assert.notEqual(status, 0, `${name} of 1.${formats[i]} is newer than it knows`)
          else {
            assert.equal(status, 0, `${file}: ${stderr}`)
            assert.ok(stdout.includes('GoStateTransition') || stdout.includes('StateTransition'), file)
          }
        }
      }
    })

  for (const [toolchain] of tools)
    test(`${toolchain}'s scheduling profile has the times that it means`, t => {
      if (missing(t, toolchain)) return
      const [file] = sample.files
      const { status, bytes, stderr } = go(toolchain, root, 'tool', 'trace', '-pprof=sched', file)
      assert.equal(status, 0, stderr)
      const profile = join(sample.folder, `${toolchain}.pb.gz`)
      writeFileSync(profile, bytes)
      const raw = go('', root, 'tool', 'pprof', '-raw', profile)
      assert.equal(raw.status, 0, raw.stderr)
      const found = [...raw.stdout.matchAll(/^\s+\d+\s+(\d+):/gm)].reduce(
        (sum, [, ns]) => sum + Number(ns),
        0,
      )
      const expected =
        minorOf(toolchain) < 26 ? betweenStacks(sample, strict[0]) : afterFirstRun(sample.ledger.spans)
      assert.ok(expected > 1e6, `${expected} ns`)
      assert.ok(Math.abs(found - expected) <= 0.01 * expected, `${found} ns, not ${expected}`)
      assert.match(raw.stdout, /main\./)
    })

  for (const toolchain of ['go1.22.12', 'go1.27.4'])
    test(`${toolchain}'s pages are there`, { timeout: 180_000 }, async t => {
      if (missing(t, toolchain)) return
      for (const { files } of [sample, lossy]) await visitPages(toolchain, files[0])
    })
})

/** Runnable time from the first run on. Goroutines that are there at the beginning have run before, unless they are runnable. */
function afterFirstRun(spans: readonly LedgerSpan[]): number {
  const started = new Set<number>()
  let total = 0
  for (const span of [...spans].sort((a, b) => a.beginNs - b.beginNs)) {
    if (span.state !== State.Runnable) started.add(span.goid)
    else if (started.has(span.goid)) total += span.endNs - span.beginNs
  }
  return total
}

/**
 * Readers before Go 1.26 do not see events without a stack, such as that a goroutine starts: they count on until it stops
 * (computePprofSched in cmd/trace/pprof.go).
 */
function betweenStacks({ ledger }: TraceCase, { Spans }: StrictResult): number {
  const sites = new Map(ledger.spans.map(({ goid, site }) => [goid, ledger.head.sites[site]]))
  const last = new Map<number, { state: string; startNs: number; trackedNs: number }>()
  let total = 0
  for (const { Goid, State: state, Begin } of [...Spans].sort((a, b) => a.Begin - b.Begin)) {
    const before = last.get(Goid)
    const of = before ?? { state: '', startNs: Number.NaN, trackedNs: Number.NaN }
    const created = before === undefined && sites.get(Goid)?.createdBy !== ''
    const stacked =
      before === undefined
        ? created
        : state !== 'Running' && !(state === 'Runnable' && of.state === 'Syscall')
    if (state === 'Running' && Number.isNaN(of.startNs)) of.startNs = Begin
    if (stacked && state === 'Runnable') {
      if (Number.isNaN(of.trackedNs)) of.trackedNs = Begin
    } else if (stacked && !Number.isNaN(of.trackedNs)) {
      total += Math.max(0, Begin - Math.max(of.trackedNs, of.startNs))
      of.trackedNs = Number.NaN
    }
    of.state = state
    last.set(Goid, of)
  }
  return total
}

/** What needs no graphviz. */
const pages = [
  '/',
  '/goroutines',
  '/trace',
  '/jsontrace',
  '/mmu',
  '/mmu?mode=plot',
  '/userregions',
  '/usertasks',
]
const profiles = ['/sched?raw=1', '/block?raw=1', '/io?raw=1', '/syscall?raw=1']
/** How long a page may take before it hangs; far above what it takes. */
const PAGE_MS = 60_000

async function visitPages(toolchain: string, file: string): Promise<void> {
  // It opens a browser if it finds one.
  const env = { ...goEnvironment(toolchain), BROWSER: '/bin/true' }
  const viewer = spawn('go', ['tool', 'trace', '-http=127.0.0.1:0', file], { env, cwd: root, detached: true })
  const closed = once(viewer, 'close')
  let said = ''
  for (const stream of [viewer.stdout, viewer.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (text: string) => {
      said += text
    })
  }
  try {
    const address = await addressIn(() => said, viewer)
    for (const page of [...pages, ...profiles]) await visit(address, page)
    const goroutines = await visit(address, '/goroutines')
    const names = [...goroutines.matchAll(/name=([^"&]+)/g)].map(([, name]) => decodeURIComponent(name!))
    assert.ok(names.includes('runqscope.notes') && names.length > 2, `goroutines: ${names}`)
    await visit(address, `/goroutine?name=${encodeURIComponent(names[0]!)}`)
  } finally {
    if (viewer.exitCode === null) process.kill(-viewer.pid!, 'SIGKILL')
    await closed
  }
}

/** Returns the page's text; one that does not come is named. */
async function visit(address: string, page: string): Promise<string> {
  const { status, body } = await fetch(address + page, { signal: AbortSignal.timeout(PAGE_MS) })
    .then(async response => ({ status: response.status, body: await response.text() }))
    .catch((error: Error) => {
      throw new Error(`${page}: ${error.message}`, { cause: error })
    })
  assert.equal(status, 200, `${page}: ${body.slice(0, 300)}`)
  assert.ok(body.length > 0, `${page} is empty`)
  return body
}

async function addressIn(said: () => string, viewer: { exitCode: number | null }): Promise<string> {
  for (let waited = 0; waited < 400; waited++) {
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said())
    if (found) return found[0]
    assert.equal(viewer.exitCode, null, said())
    await sleep(100)
  }
  throw new Error(`the viewer does not listen: ${said()}`)
}
