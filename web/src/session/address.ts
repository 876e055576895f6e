import { batch, effect, type Signal, signal, untracked } from '@preact/signals'
import { filterText, includeSystem } from './filter.js'
import { type AddressState, type Route, readHash, type View, writeHash } from './hash.js'
import { brush, follow, range, restore } from './range.js'
import { player, status } from './session.js'

export type { Route, View } from './hash.js'

/** Changes that follow each other faster than this belong to one gesture, and to one entry of the browser's history. */
const GESTURE_MS = 700
/** How long after a change the address is written; browsers refuse more than some writes a second. */
const WRITE_MS = 150

/** Which view is shown. Write it through `navigate`. */
export const route = signal<Route>({ view: 'overview' })
/** Panels that stand beside the view. */
export const dock = signal<string>('')

const own = new Map<string, Signal<string>>()
/** Parameters of the address that no view has claimed yet. */
let unclaimed: Record<string, string> = {}

let writtenMs = Number.NEGATIVE_INFINITY
let changedMs = Number.NEGATIVE_INFINITY
let timer = 0
let push = false
let restoring = false

/**
 * Goes to a view, as a step that the browser's back button undoes.
 * @param change what else belongs to the step: a filter that is set, for instance
 */
export function navigate(view: View, params: Omit<Route, 'view'> = {}, change?: () => void): void {
  write()
  batch(() => {
    route.value = { view, ...params }
    change?.()
  })
  push = true
  write()
}

/** The address of a view as a link's `href`, everything else as it is. */
export function addressOf(view: View, params: Omit<Route, 'view'> = {}): string {
  return writeHash({ ...untracked(present), route: { view, ...params } })
}

/**
 * A view's own part of the address (a sort column, pins): read from it at once, written to it whenever it changes. Left
 * out of the address while it is ''. Returns what unregisters it.
 */
export function registerParam(name: string, value: Signal<string>): () => void {
  own.set(name, value)
  const given = unclaimed[name]
  if (given !== undefined) value.value = given
  delete unclaimed[name]
  let first = true
  const unwatch = effect(() => {
    void value.value
    if (!first) changed()
    first = false
  })
  return () => {
    unwatch()
    if (own.get(name) === value) own.delete(name)
  }
}

/** Reads the address, and keeps it and the page in step from then on; called once. */
export function startAddress(): void {
  read()
  addEventListener('popstate', read)
  addEventListener('hashchange', read)
  let first = true
  effect(() => {
    for (const watched of [route, dock, range, brush, filterText, includeSystem, player.seeks])
      void watched.value
    if (!first) changed()
    first = false
  })
  // To play is no step that the back button would undo.
  effect(() => {
    void player.playing.value
    if (player.placed) writeSoon()
  })
}

function present(): AddressState {
  const { firstNs, lastNs, following } = range.value
  const selected = brush.value
  const params: Record<string, string> = { ...unclaimed }
  for (const [name, value] of own) if (value.value !== '') params[name] = value.value
  const state: AddressState = {
    route: route.value,
    dock: dock.value,
    following,
    firstNs,
    lastNs,
    filter: filterText.value,
    system: includeSystem.value,
    params,
  }
  if (selected) state.brush = selected
  if (status.value === 'recording' && player.placed) state.positionNs = player.now(performance.now())
  return state
}

function read(): void {
  const state = readHash(location.hash)
  restoring = true
  clearTimeout(timer)
  batch(() => {
    route.value = state.route
    dock.value = state.dock
    filterText.value = state.filter
    includeSystem.value = state.system
    if (state.following) follow(state.lastNs - state.firstNs)
    else restore(state.firstNs, state.lastNs)
    brush.value = state.brush
    if (state.positionNs !== undefined) player.startAt(state.positionNs, performance.now())
    // A recording begins to play by itself only where nothing else was asked for.
    else if (!state.following) player.startAt(state.lastNs, performance.now())
    unclaimed = { ...state.params }
    for (const [name, value] of own) {
      value.value = state.params[name] ?? ''
      delete unclaimed[name]
    }
  })
  restoring = false
  push = false
}

function changed(): void {
  if (restoring) return
  const nowMs = performance.now()
  if (nowMs - changedMs > GESTURE_MS) push = true
  changedMs = nowMs
  writeSoon()
}

function writeSoon(): void {
  clearTimeout(timer)
  timer = setTimeout(write, Math.max(0, writtenMs + WRITE_MS - performance.now()) + 20)
}

function write(): void {
  clearTimeout(timer)
  const hash = writeHash(untracked(present))
  if (hash !== location.hash && !(location.hash === '' && hash === '#/overview')) {
    writtenMs = performance.now()
    if (push) history.pushState(null, '', hash)
    else history.replaceState(null, '', hash)
  }
  push = false
}
