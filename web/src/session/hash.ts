import type { Brush } from './span.js'

export const views = ['overview', 'breakdown', 'sites', 'goroutines', 'goroutine', 'timeline'] as const
export type View = (typeof views)[number]

export interface Route {
  view: View
  /** Of the view `goroutine`. */
  goid?: number
  /** A site that the view is about. */
  site?: number
}

/** All that makes up what is seen. */
export interface AddressState {
  route: Route
  /** Panels beside the view, separated by commas; '' as the width of the window suggests. */
  dock: string
  following: boolean
  firstNs: number
  lastNs: number
  brush?: Brush
  filter: string
  system: boolean
  /** In a recording: the player's place. */
  positionNs?: number
  /** The views' own. */
  params: Record<string, string>
}

export const SPAN_NS_DEFAULT = 10e9

/** The part of an address behind `#`: `#/timeline?from=1200&to=3400&filter=state%3Arunnable`. Times are ns. */
export function writeHash(state: AddressState): string {
  const { view, goid, site } = state.route
  const path = view === 'goroutine' && goid !== undefined ? `${view}/${goid}` : view
  const params = new URLSearchParams()
  if (site !== undefined) params.set('site', String(site))
  if (state.dock !== '') params.set('dock', state.dock)
  const spanNs = state.lastNs - state.firstNs
  if (!state.following) {
    params.set('from', String(state.firstNs))
    params.set('to', String(state.lastNs))
  } else if (Math.abs(spanNs - SPAN_NS_DEFAULT) > 1) params.set('span', String(Math.round(spanNs)))
  if (state.positionNs !== undefined) params.set('at', String(Math.round(state.positionNs)))
  const { brush } = state
  if (brush) {
    const numbers = [brush.firstNs, brush.lastNs, brush.minNs, brush.maxNs, ...brush.stages]
    params.set('brush', numbers.join('_'))
  }
  if (state.filter !== '') params.set('filter', state.filter)
  if (state.system) params.set('system', '1')
  for (const [name, value] of Object.entries(state.params)) params.set(name, value)
  const query = params.toString()
  return `#/${path}${query === '' ? '' : `?${query}`}`
}

const known = new Set(['site', 'dock', 'from', 'to', 'span', 'at', 'brush', 'filter', 'system'])

/** What is not understood falls back to the default: an address comes from anywhere. */
export function readHash(hash: string): AddressState {
  const [path = '', query = ''] = split(hash.replace(/^#\/?/, ''))
  const params = new URLSearchParams(query)
  const span = numberOf(params.get('span'))
  const state: AddressState = {
    route: readRoute(path, params.get('site')),
    dock: params.get('dock') ?? '',
    following: true,
    firstNs: -(span !== undefined && span > 0 ? span : SPAN_NS_DEFAULT),
    lastNs: 0,
    filter: params.get('filter') ?? '',
    system: params.get('system') === '1',
    params: {},
  }
  const firstNs = numberOf(params.get('from'))
  const lastNs = numberOf(params.get('to'))
  if (firstNs !== undefined && lastNs !== undefined && lastNs > firstNs)
    Object.assign(state, { firstNs, lastNs, following: false })
  const brush = readBrush(params.get('brush'))
  if (brush) state.brush = brush
  const positionNs = numberOf(params.get('at'))
  if (positionNs !== undefined) state.positionNs = positionNs
  for (const [name, value] of params) if (!known.has(name)) state.params[name] = value || '1'
  return state
}

function readRoute(path: string, siteText: string | null): Route {
  const [name = '', id] = path.split('/')
  const view = views.find(one => one === name) ?? 'overview'
  const route: Route = { view }
  const goid = numberOf(id ?? null)
  const site = numberOf(siteText)
  if (view === 'goroutine') {
    if (goid === undefined) return { view: 'goroutines' }
    route.goid = goid
  }
  if (site !== undefined) route.site = site
  return route
}

function readBrush(text: string | null): Brush | undefined {
  const [firstNs, lastNs, minNs, maxNs, ...stages] = (text ?? '').split('_').map(numberOf)
  if (firstNs === undefined || lastNs === undefined || minNs === undefined || maxNs === undefined)
    return undefined
  if (!(lastNs > firstNs && maxNs > minNs)) return undefined
  return {
    firstNs,
    lastNs,
    minNs,
    maxNs,
    stages: stages.filter(stage => stage !== undefined && stage >= 0 && stage <= 5) as number[],
  }
}

/** Undefined if it is not a finite number, or `Infinity`, which a selection without an upper end has. */
function numberOf(text: string | null): number | undefined {
  if (text === null || text.trim() === '') return undefined
  const value = Number(text)
  return Number.isNaN(value) ? undefined : value
}

function split(text: string): string[] {
  const at = text.indexOf('?')
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
