import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { WebSocket } from 'ws'
import { ServerMessage, STREAM_PATH, SUBPROTOCOL } from '../../lib/stream/wire.js'
import { Running, root, sleep, workFolder } from './programs.js'
import { PERIOD_NS, Questions } from './questions.js'
import { median } from './row.js'
import { cpuTimeNs } from './usage.js'
import { WatchedPage } from './watched.js'

/** The server has to make its first snapshots for viewers, and they begin with the next period of their questions. */
const SETTLING_MS = 5500

/** What viewers without a browser got, all together. */
export interface Got {
  answers: number
  refused: number
  bytes: number
  closed: number
  seconds: number
}

/** One stretch of time. */
export interface AudienceSample {
  /** Viewers beside the first. */
  viewers: number
  /** CPU of the server's process, % of one core. */
  percent: number
  got: Got | undefined
}

export interface AudienceCost {
  kind: 'raw' | 'pulling'
  samples: AudienceSample[]
  /** What each viewer more costs the server, % of one core: the median slope between any two stretches. */
  eachPercent: number
}

/**
 * Viewers beside the first, stretch after stretch: each number once in each third, in another order, because what else a
 * machine does from minute to minute is more than what a viewer costs.
 */
const ORDER = [0, 4, 1, 2, 2, 0, 4, 1, 1, 2, 0, 4]

/** Viewers in a process of their own: `raw`, or that ask what is in a file. */
export async function startViewers(url: string, count: number, what: string): Promise<Running> {
  const viewers = Running.start('node', [`${root}dist/scripts/measure/viewers.js`, url, `${count}`, what])
  await viewers.says(/^connected$/)
  return viewers
}

export async function endViewers(viewers: Running): Promise<Got> {
  viewers.child.kill('SIGTERM')
  const lines = await viewers.succeeds()
  return JSON.parse(lines.at(-1)!) as Got
}

/** Notes what a page asks in one period; returns the file that holds it. */
export async function recordQuestions(url: string, view: string): Promise<string> {
  const questions = await Questions.start(url)
  const watched = await WatchedPage.open(`${questions.url}${view}`)
  try {
    await watched.painted(2)
    await sleep(3000)
    questions.asked.length = 0
    await sleep(PERIOD_NS / 1e6)
  } finally {
    await watched.close()
    await questions.close()
  }
  if (questions.asked.length === 0) throw new Error('the page asked nothing')
  mkdirSync(workFolder, { recursive: true })
  const file = `${workFolder}/questions.json`
  writeFileSync(
    file,
    JSON.stringify(questions.asked, (_key, value) =>
      value === Number.POSITIVE_INFINITY ? 'Infinity' : value,
    ),
  )
  return file
}

/** @param pid the server */
async function cpuPercent(pid: number, seconds: number): Promise<number> {
  const beganMs = performance.now()
  const beganNs = cpuTimeNs(pid)
  await sleep(seconds * 1000)
  return (cpuTimeNs(pid) - beganNs) / 1e4 / (performance.now() - beganMs)
}

/** What none, one, two and four viewers more cost the server, of each kind, beside a first that is there all the time. */
export async function measureAudience(
  url: string,
  pid: number,
  questions: string,
  seconds: number,
): Promise<AudienceCost[]> {
  const costs: AudienceCost[] = []
  for (const [kind, what] of [
    ['raw', 'raw'],
    ['pulling', questions],
  ] as const) {
    const first = await startViewers(url, 1, what)
    const samples: AudienceSample[] = []
    for (const count of ORDER) {
      const more = count > 0 ? await startViewers(url, count, what) : undefined
      await sleep(SETTLING_MS)
      const percent = await cpuPercent(pid, seconds)
      samples.push({ viewers: count, percent, got: more && (await endViewers(more)) })
    }
    await endViewers(first)
    costs.push({ kind, samples, eachPercent: slope(samples) })
  }
  return costs
}

/** By Theil and Sen: no single stretch that something else disturbed moves it far. */
function slope(samples: AudienceSample[]): number {
  const slopes = samples.flatMap((a, at) =>
    samples
      .slice(at + 1)
      .filter(b => b.viewers !== a.viewers)
      .map(b => (b.percent - a.percent) / (b.viewers - a.viewers)),
  )
  return median(slopes)
}

/** The session's base, of CLOCK_MONOTONIC, as its hello tells. */
export async function baseNsOf(url: string): Promise<number> {
  const address = new URL(STREAM_PATH, url)
  address.protocol = 'ws:'
  const socket = new WebSocket(address, SUBPROTOCOL)
  const [data] = (await once(socket, 'message')) as [Buffer]
  socket.terminate()
  return Number(ServerMessage.decode(data).hello!.base_monotonic_ns)
}
