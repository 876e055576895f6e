import type { ServerMessage, WireAggregate, WireSite } from '../../lib/stream/wire.js'
import { Connection } from './connection.js'
import { View } from './view.js'

/** Faster than this the numbers cannot be read. */
const DRAW_MS = 250

const view = new View()
const sites = new Map<number, WireSite>()
let aggregate: WireAggregate | undefined
let ended: string | undefined
let drawing = false
let drawnAt = Number.NEGATIVE_INFINITY

function draw(): void {
  drawnAt = performance.now()
  if (aggregate) view.showAggregate(aggregate, sites)
}

/** Draws at once, or as soon as the last drawing has been seen for a while. */
function drawSoon(): void {
  if (drawing) return
  drawing = true
  setTimeout(
    () => {
      drawing = false
      draw()
    },
    drawnAt + DRAW_MS - performance.now(),
  )
}

function onMessage(message: ServerMessage): void {
  switch (message.message) {
    case 'hello':
      sites.clear()
      aggregate = undefined
      ended = undefined
      view.showHello(message.hello)
      view.showStatus('live')
      view.showBanner(undefined)
      break
    case 'snapshot':
      for (const site of message.snapshot.sites ?? []) sites.set(site.site ?? 0, site)
      break
    case 'sites':
      for (const site of message.sites.sites ?? []) sites.set(site.site ?? 0, site)
      break
    case 'aggregate':
      aggregate = message.aggregate
      drawSoon()
      break
    case 'end':
      ended = message.end.reason ?? ''
      aggregate = message.end.aggregate ?? aggregate
      view.showStatus('ended')
      view.showBanner(`The session has ended: ${ended}. These are its last values.`)
      drawSoon()
      break
  }
}

function onLost(why: string, retryMs: number): void {
  if (ended !== undefined) return
  view.showStatus('reconnecting')
  const values = aggregate ? ' These are the last values.' : ''
  view.showBanner(`No connection: ${why}. Trying again in ${(retryMs / 1000).toFixed(1)} s.${values}`)
}

view.onChoice(draw)
new Connection({ onMessage, onLost })
