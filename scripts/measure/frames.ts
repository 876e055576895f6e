import { hrtime } from 'node:process'
import type { Devtools } from './devtools.js'
import type { Inside } from './inside.js'

/** What a page painted in a stretch of time. */
export interface Frames {
  seconds: number
  perSecond: number
  p99Ms: number
  maxMs: number
  /** By what was painted: changes of its newest moment of history. */
  states: PaintedStates[]
}

export interface PaintedStates {
  what: string
  perSecond: number
  /** Age of the newest moment shown, when the frame that shows it has been drawn. */
  medianAgeMs: number
  p99AgeMs: number
  maxAgeMs: number
}

interface Recorded {
  /** Moments of the frames, performance.now(). */
  frames: number[]
  /** Names of what is painted, and [name, frame's moment, painted ns] one after the other. */
  names: string[]
  states: number[]
}

/**
 * Runs in the page before its own code: notes the moment of every frame, and what the frame before it has painted. Its
 * callback is asked for first, so it runs before the page's own in every frame.
 */
export function recordFrames(): void {
  const { document, requestAnimationFrame } = globalThis as unknown as Inside
  const recorded = { frames: [] as number[], names: [] as string[], states: [] as number[], on: false }
  const painted = new Map<string, string>()
  const look = (): void => {
    requestAnimationFrame(look)
    if (!recorded.on) return
    const now = performance.now()
    recorded.frames.push(now)
    let number = 0
    for (const element of document.querySelectorAll('[data-painted-ns]')) {
      const name = `${number++} ${element.getAttribute('aria-label') ?? element.tagName}`
      const ns = element.getAttribute('data-painted-ns')!
      if (painted.get(name) === ns) continue
      painted.set(name, ns)
      if (!recorded.names.includes(name)) recorded.names.push(name)
      recorded.states.push(recorded.names.indexOf(name), now, Number(ns))
    }
  }
  requestAnimationFrame(look)
  Object.assign(globalThis, { recorded })
}

/** The page's clock against CLOCK_MONOTONIC: what to add to performance.now(), ns. */
async function clockOffsetNs(page: Devtools): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  let offset = 0
  for (let tries = 0; tries < 20; tries++) {
    const before = Number(hrtime.bigint())
    const now = await page.evaluate(() => performance.now())
    const after = Number(hrtime.bigint())
    if (after - before > least) continue
    least = after - before
    offset = (before + after) / 2 - now * 1e6
  }
  return offset
}

/** Watches a page for some time. @param baseNs the session's base, of CLOCK_MONOTONIC */
export async function watchFrames(page: Devtools, seconds: number, baseNs: number): Promise<Frames> {
  await page.evaluate(() => {
    const { recorded } = globalThis as unknown as { recorded: Recorded & { on: boolean } }
    Object.assign(recorded, { frames: [], names: [], states: [], on: true })
  })
  await new Promise(resolve => setTimeout(resolve, seconds * 1000))
  const recorded = await page.evaluate(() => {
    const { recorded } = globalThis as unknown as { recorded: Recorded & { on: boolean } }
    recorded.on = false
    return recorded
  })
  return reckon(recorded, (await clockOffsetNs(page)) - baseNs)
}

/** @param offsetNs what makes a moment of the page, in ns, one of the session */
export function reckon({ frames, names, states }: Recorded, offsetNs: number): Frames {
  if (frames.length < 2) throw new Error('the page drew no frame')
  const deltas = frames.slice(1).map((at, index) => at - frames[index]!)
  const seconds = (frames.at(-1)! - frames[0]!) / 1000
  return {
    seconds,
    perSecond: deltas.length / seconds,
    p99Ms: rank(deltas, 0.99),
    maxMs: Math.max(...deltas),
    states: names.map((what, name) => {
      const ages: number[] = []
      for (let at = 0; at < states.length; at += 3)
        if (states[at] === name) ages.push((states[at + 1]! * 1e6 + offsetNs - states[at + 2]!) / 1e6)
      return {
        what,
        perSecond: ages.length / seconds,
        medianAgeMs: rank(ages, 0.5),
        p99AgeMs: rank(ages, 0.99),
        maxAgeMs: Math.max(...ages),
      }
    }),
  }
}

/** By nearest rank. */
export function rank(values: number[], q: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1] ?? Number.NaN
}

/** What can be told so: this bench's own connection, or the tests'. */
interface Lifecycle {
  send(method: 'Page.setWebLifecycleState', params: { state: 'frozen' | 'active' }): Promise<unknown>
}

/** Freezes or thaws a tab as the browser does with one in the background. */
export async function setFrozen(session: Lifecycle, frozen: boolean): Promise<void> {
  await session.send('Page.setWebLifecycleState', { state: frozen ? 'frozen' : 'active' })
}
