import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { WireAggregate, WireHello, WireHistory } from '../../../lib/stream/wire.js'
import { SessionClock } from './clock.js'
import { Player } from './player.js'
import { reasonName } from './reasons.js'
import { emptySites, type SiteTable } from './sites.js'

export type { SiteInfo, SiteTable } from './sites.js'

export type Status = 'connecting' | 'live' | 'recording' | 'ended' | 'lost' | 'refused'

const state = {
  status: signal<Status>('connecting'),
  problem: signal(''),
  hello: signal<WireHello | undefined>(undefined),
  aggregate: signal<WireAggregate | undefined>(undefined),
  history: signal<WireHistory | undefined>(undefined),
  sites: signal<SiteTable>(emptySites),
  arriving: signal(false),
}

/** What the link writes into; everything else reads the signals below. */
export const sessionState = state

export const status: ReadonlySignal<Status> = state.status
/** One sentence for the banner; empty if there is nothing to say. */
export const problem: ReadonlySignal<string> = state.problem
export const hello: ReadonlySignal<WireHello | undefined> = state.hello
/** The latest of about ten a second. */
export const aggregate: ReadonlySignal<WireAggregate | undefined> = state.aggregate
/** The past that the server has, as of its latest answer. */
export const history: ReadonlySignal<WireHistory | undefined> = state.history
/** Whether more of the session is to come: it lives, or the server has not read its recording to the end. */
export const arriving: ReadonlySignal<boolean> = state.arriving
/** Another object whenever sites are added. */
export const sites: ReadonlySignal<SiteTable> = state.sites

/** Whether questions can be answered: also after the end, as long as the server is there. */
export const reachable = computed(() => ['live', 'recording', 'ended'].includes(status.value))

export const clock = new SessionClock()
export const player = new Player()

/**
 * The session's time now, ns: smooth between two answers, never back, and still while nothing comes. In a recording it is
 * the player's position.
 */
export function nowNs(): number {
  if (status.peek() === 'recording') return player.now(performance.now())
  return clock.now(performance.now())
}

/** Whether `nowNs()` goes on by itself. */
export const moving = computed(
  () => status.value === 'live' || (status.value === 'recording' && player.playing.value),
)

/** Counts up whenever the session's time changes while it does not go on by itself. */
export const jumps = signal(0)

/** The target's text of a wait reason's number, and what stands for none. */
export function reasonText(reason: number): string {
  return reasonName(reason, hello.value?.wait_reasons ?? [])
}

/** The name of a goroutine's state, e.g. `runnable`. */
export function stateName(value: number): string {
  return hello.value?.states?.[value] ?? `state ${value}`
}
