import { type ReadonlySignal, signal } from '@preact/signals'
import type { WireHistory } from '../../../lib/stream/wire.js'
import type { Answer } from '../link/answer.js'
import { Link } from '../link/link.js'
import type { FromWorker, RawState, SavingState, ToWorker } from '../link/message.js'
import type { Question } from './ask.js'
import type { FlightNews } from './news.js'
import { clock, jumps, player, sessionState as state } from './session.js'
import { emptySites, printable, withSites } from './sites.js'

/** How long an answer may take before it counts as lost. */
const ANSWER_MS_MAX = 15_000
/** Answers come up to some hundred times a second; what is told of the past with each is shown less often. */
const HISTORY_MS = 100
/** Where a tab remembers that it was loaded again for another version of the protocol. */
const RELOADED = 'runqscope.reloaded'

let link: Link | undefined
/** The session had ended before the connection was lost. */
let over = false
let historyMs = Number.NEGATIVE_INFINITY
const raw = signal<RawState | undefined>(undefined)
const saving = signal<SavingState | undefined>(undefined)

const news = signal<FlightNews | undefined>(undefined)
/** A wish to the flight recorder has no answer yet. */
let wished = false

/** What the raw feed holds; undefined while it is off. */
export const rawState: ReadonlySignal<RawState | undefined> = raw
/** How far the latest saving is. */
export const savingState: ReadonlySignal<SavingState | undefined> = saving
/** The latest of the flight recorder. */
export const flightNews: ReadonlySignal<FlightNews | undefined> = news

/** Starts the worker and with it the connection; called once. */
export function connect(): void {
  link = new Link(onMessage)
}

export function tellWorker(message: ToWorker): void {
  if (message.type === 'trigger') wished = true
  link?.send(message)
}

/** Asks the server. Rejects if the connection is lost before the answer, or the answer does not come. */
export function sendQuery(query: Question): Promise<Answer> {
  if (!link) return Promise.reject(new Error('there is no connection yet'))
  return link.query(query, ANSWER_MS_MAX)
}

function onMessage(message: FromWorker): void {
  switch (message.type) {
    case 'hello':
      onHello(message)
      break
    case 'sites':
      state.sites.value = withSites(state.sites.peek(), message.sites)
      break
    case 'aggregate':
      state.aggregate.value = message.aggregate
      if (state.status.peek() === 'live' && !state.history.peek()?.bytes_max)
        clock.told(message.aggregate.time_ns ?? 0, performance.now())
      break
    case 'answered':
      onHistory(message.history)
      break
    case 'end':
      onEnd(message)
      break
    case 'lost':
      if (wished) news.value = { of: 'silence' }
      wished = false
      stop('lost', `No connection: ${message.why}. Trying again in ${(message.retryMs / 1000).toFixed(1)} s.`)
      break
    case 'refused':
      stop('refused', message.why)
      break
    case 'stranger':
      onStranger(message.protocol)
      break
    case 'raw':
      raw.value = message.state
      break
    case 'saving':
      saving.value = message.state
      break
    case 'triggered':
      wished = false
      news.value = { of: 'answer', triggered: message.triggered }
      break
    case 'flight':
      news.value = { of: 'file', flight: message.flight }
      break
  }
}

function onHello({ hello }: Extract<FromWorker, { type: 'hello' }>): void {
  const before = state.hello.peek()
  if (before && before.base_monotonic_ns !== hello.base_monotonic_ns) {
    clock.reset()
    player.reset()
    state.sites.value = emptySites
    state.aggregate.value = undefined
    state.history.value = undefined
  }
  sessionStorage.removeItem(RELOADED)
  historyMs = Number.NEGATIVE_INFINITY
  state.hello.value = hello
  over = false
  state.problem.value = ''
  state.status.value = hello.recording ? 'recording' : 'live'
  state.arriving.value = true
}

function onHistory(history: WireHistory): void {
  // An answer that only refuses may tell nothing of the past.
  if (!history.bytes_max && state.history.peek()?.bytes_max) return
  const nowMs = performance.now()
  if (state.status.peek() === 'recording')
    player.setExtent(history.first_ns ?? 0, history.last_ns ?? 0, nowMs, state.arriving.peek())
  else if (state.status.peek() === 'live' && history.bytes_max) clock.told(history.last_ns ?? 0, nowMs)
  else if (state.status.peek() === 'ended') settle(history.last_ns ?? 0, nowMs)
  // Of a past that grows no more the last answer counts, however soon it follows.
  const isLast = !state.arriving.peek() && history.last_ns !== state.history.peek()?.last_ns
  if (!isLast && nowMs - historyMs < HISTORY_MS) return
  historyMs = nowMs
  state.history.value = history
}

/** The session is over, but its last transitions were not known here yet. */
function settle(lastNs: number, nowMs: number): void {
  if (lastNs <= clock.now(nowMs)) return
  clock.told(lastNs, nowMs)
  clock.stop()
  jumps.value++
}

function onEnd({ reason, aggregate }: Extract<FromWorker, { type: 'end' }>): void {
  if (aggregate) state.aggregate.value = aggregate
  state.arriving.value = false
  player.complete()
  // What was asked until now may lack what came last.
  jumps.value++
  if (state.status.peek() === 'recording') return
  const sentence = `The session has ended: ${printable(reason)}. Its past can be looked at as long as runqscope runs.`
  stop('ended', sentence)
}

function stop(status: 'ended' | 'lost' | 'refused', sentence: string): void {
  clock.stop()
  over = status !== 'refused' && (over || state.status.peek() === 'ended')
  const ended = over && status === 'lost'
  state.problem.value = printable(
    ended ? `The session has ended, and runqscope with it. ${sentence}` : sentence,
  )
  state.status.value = status
}

/** A page that stayed open over an upgrade is older than its server: it is loaded again, but only once. */
function onStranger(protocol: number): void {
  if (sessionStorage.getItem(RELOADED) === String(protocol)) {
    stop('refused', `The server speaks version ${protocol} of the protocol, which this page does not know.`)
    return
  }
  sessionStorage.setItem(RELOADED, String(protocol))
  location.reload()
}
