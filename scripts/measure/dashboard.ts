import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import {
  type AudienceCost,
  baseNsOf,
  endViewers,
  type Got,
  measureAudience,
  recordQuestions,
  startViewers,
} from './audience.js'
import { missing } from './chromium.js'
import { dashboardRows, dashboardText } from './dashboardrows.js'
import { Forward } from './forward.js'
import { type Frames, setFrozen, watchFrames } from './frames.js'
import type { Inside } from './inside.js'
import { Running, root, sleep } from './programs.js'
import { type RendererMemory, watchMemory } from './renderers.js'
import type { Section } from './row.js'
import type { Scale } from './scale.js'
import { typeFilter } from './typing.js'
import { cpuTimeNs, usageOf } from './usage.js'
import { WatchedPage } from './watched.js'

const EVENTS_PER_SECOND = 1_000_000
const GOROUTINES = 100_000
/** Heat map, timeline and sites in one window. */
const VIEW = '#/overview?dock=timeline,sites'
const PAINTED = 3
const KEY_ROUNDS = 10
const SLOW_BITS_PER_SECOND = 1e6
/** Of ten viewers; one of the fast ones and one of the slow ones are pages. */
const FAST = 7
const SLOW = 3

/** A page that follows, for as long as the bench says. */
export interface Following {
  raw: boolean
  frames: Frames
  memory: RendererMemory
  /** Over this long. */
  growthSeconds: number
  firstNumberMs: number[]
  serverPercent: number
  complaints: string[]
}

export interface TenViewers {
  near: Frames
  far: Frames
  got: Got[]
  farBytesPerSecond: number
}

export interface Frozen {
  seconds: number
  frames: Frames
  /** From the thaw to the first frame that shows something newer than it. */
  freshMs: number
  growthBytes: number
  serverGrowthBytes: number
}

export interface Dashboard {
  following: Following[]
  keysMs: number[]
  audience: AudienceCost[]
  ten: TenViewers
  frozen: Frozen
  gzipBytes: number
  /** What the source says at its end. */
  source: { events: number; lost: number; seconds: number }
}

/** (g) The page under load. */
export async function dashboardSection(scale: Scale): Promise<Section> {
  if (missing) throw new Error(missing)
  const measured = await measure(scale)
  return { rows: dashboardRows(measured), raw: dashboardText(measured) }
}

async function measure(scale: Scale): Promise<Dashboard> {
  const server = Running.start('node', [
    `${root}dist/scripts/measure/synthetic-serve.js`,
    ...['--rate', `${EVENTS_PER_SECOND}`, '--goroutines', `${GOROUTINES}`, '--listen', '127.0.0.1:0'],
  ])
  try {
    const [url] = await server.says(/http:\/\/127\.0\.0\.1:\d+\//)
    // The page's history is to be full of its usual length before anything is measured.
    await sleep(3000)
    const following: Following[] = []
    for (const raw of [true, false])
      following.push(await follow(url, server.pid, raw, scale.dashboardSeconds))
    const keysMs = await filterKeys(url)
    const questions = await recordQuestions(url, VIEW)
    const audience = await measureAudience(
      url,
      server.pid,
      questions,
      Math.max(2, scale.dashboardSeconds / 10),
    )
    const ten = await tenViewers(url, questions, scale.dashboardSeconds / 3)
    const frozen = await freeze(url, server.pid, scale.frozenSeconds)
    server.child.kill('SIGTERM')
    const lines = await server.succeeds()
    const source = JSON.parse(lines.findLast(line => line.startsWith('{'))!)
    return { following, keysMs, audience, ten, frozen, gzipBytes: pageBytes(), source }
  } finally {
    await server.kill()
  }
}

const note = (text: string) => process.stderr.write(`bench: (g) ${text}\n`)

async function follow(url: string, server: number, raw: boolean, seconds: number): Promise<Following> {
  note(`follows for ${seconds} s, raw feed ${raw ? 'on' : 'off'}`)
  const address = `${url}${VIEW}${raw ? '&raw=1' : ''}`
  const firstNumberMs: number[] = []
  for (let tries = 0; tries < 3; tries++) {
    const once = await WatchedPage.open(address)
    firstNumberMs.push(await once.firstNumberMs())
    await once.close()
  }
  const watched = await WatchedPage.open(address)
  try {
    await watched.painted(PAINTED)
    await sleep(2000)
    const baseNs = await baseNsOf(url)
    const busyNs = cpuTimeNs(server)
    const memory = await watchMemory(watched.devtools)
    const frames = await watchFrames(watched.devtools, seconds, baseNs)
    const growthSeconds = Math.round((seconds * 2) / 3)
    const { perSecond, p99Ms, maxMs, states } = frames
    note(`frames/s ${perSecond}, p99 ${p99Ms} ms, longest ${maxMs} ms; ${JSON.stringify(states)}`)
    return {
      raw,
      frames,
      memory: memory.stop(growthSeconds),
      growthSeconds,
      firstNumberMs,
      serverPercent: (cpuTimeNs(server) - busyNs) / 1e7 / seconds,
      complaints: watched.complaints,
    }
  } finally {
    await watched.close()
  }
}

async function filterKeys(url: string): Promise<number[]> {
  note('types into the filter')
  const watched = await WatchedPage.open(`${url}#/goroutines`)
  try {
    await watched.firstNumberMs()
    return await typeFilter(watched, KEY_ROUNDS)
  } finally {
    await watched.close()
  }
}

async function tenViewers(url: string, questions: string, seconds: number): Promise<TenViewers> {
  note(`${FAST + SLOW} viewers, ${SLOW} of them behind ${SLOW_BITS_PER_SECOND / 1e6} Mbit/s`)
  const forward = await Forward.start(Number(new URL(url).port), SLOW_BITS_PER_SECOND)
  const others = [
    await startViewers(url, FAST - 1, questions),
    await startViewers(forward.url, SLOW - 1, questions),
  ]
  const near = await WatchedPage.open(`${url}${VIEW}`)
  const far = await WatchedPage.open(`${forward.url}${VIEW}`)
  try {
    await Promise.all([near.painted(PAINTED), far.painted(PAINTED)])
    const baseNs = await baseNsOf(url)
    const bytes = forward.bytes
    const [nearFrames, farFrames] = await Promise.all([
      watchFrames(near.devtools, seconds, baseNs),
      watchFrames(far.devtools, seconds, baseNs),
    ])
    const farBytesPerSecond = (forward.bytes - bytes) / seconds
    const got = await Promise.all(others.map(endViewers))
    return { near: nearFrames, far: farFrames, got, farBytesPerSecond }
  } finally {
    await near.close()
    await far.close()
    await forward.close()
  }
}

async function freeze(url: string, server: number, seconds: number): Promise<Frozen> {
  note(`a tab frozen for ${seconds} s`)
  const watched = await WatchedPage.open(`${url}${VIEW}&raw=1`)
  try {
    await watched.painted(PAINTED)
    await sleep(2000)
    const baseNs = await baseNsOf(url)
    const memory = await watchMemory(watched.devtools)
    const usage = usageOf(server)
    const before = usage.stop().rssBytes
    await setFrozen(watched.devtools, true)
    await sleep(seconds * 1000)
    const after = usageOf(server)
    const thawedNs = Number(process.hrtime.bigint()) - baseNs
    await setFrozen(watched.devtools, false)
    const [fresh, frames] = await Promise.all([
      freshAfter(watched, thawedNs),
      watchFrames(watched.devtools, 5, baseNs),
    ])
    const looked = memory.stop(seconds)
    return {
      seconds,
      frames,
      freshMs: fresh,
      growthBytes: looked.mostBytes - looked.bytes[0]!,
      serverGrowthBytes: after.stop().rssBytes - before,
    }
  } finally {
    await watched.close()
  }
}

/** Waits until something newer than a moment of the session is painted; ms. */
async function freshAfter(watched: WatchedPage, ns: number): Promise<number> {
  const beganMs = performance.now()
  await watched.devtools.until(thawedNs => {
    const { document } = globalThis as unknown as Inside
    return Number(document.querySelector('[data-painted-ns]')?.getAttribute('data-painted-ns')) > thawedNs
  }, ns)
  return performance.now() - beganMs
}

/** Scripts and styles of the built page, compressed one by one. */
function pageBytes(): number {
  const assets = `${root}web/dist/assets/`
  return readdirSync(assets)
    .filter(file => /\.(js|css)$/.test(file))
    .reduce((sum, file) => sum + gzipSync(readFileSync(`${assets}${file}`), { level: 9 }).length, 0)
}
