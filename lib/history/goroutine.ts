import type { WireGoroutine, WirePeer, WireQuery } from '../stream/wire.js'
import { SITE_NOT_KNOWN } from './goroutines/peers.js'
import { Story } from './goroutines/story.js'
import { Scene } from './lanes/scene.js'
import type { Context, Past, Work } from './past.js'

const PEERS_MAX = 100

/**
 * All that the past tells of one goroutine, whatever the filter: who it is and whom it created from all of it, its
 * intervals and wake-ups within the range.
 */
export function* goroutine(
  past: Past,
  query: NonNullable<WireQuery['goroutine']>,
  context: Context,
): Work<WireGoroutine> {
  const scene = new Scene(past, context)
  const story = new Story(scene, query.goid ?? 0)
  for (const rows of scene.rows) {
    story.take(rows)
    yield
  }
  const { wokenBy, woke, children } = story
  const wakers = wokenBy.most(PEERS_MAX)
  yield* nameSites(scene, wakers)
  return {
    ...story.encode(),
    woken_by: wakers,
    woken_by_total: wokenBy.total,
    woke: woke.most(PEERS_MAX),
    woke_total: woke.total,
    children: children.first(PEERS_MAX),
    children_total: children.total,
  }
}

/** Finds the sites of goroutines of which only the goids are known: among the live, then in the rows, latest first. */
function* nameSites(scene: Scene, peers: WirePeer[]): Work<void> {
  const pending = new Map<number, WirePeer>()
  for (const peer of peers) if (peer.site === SITE_NOT_KNOWN) pending.set(peer.goid!, peer)
  const { live } = scene
  for (let i = 0; i < (live?.length ?? 0) && pending.size > 0; i++)
    name(pending, live!.goid[i], live!.site[i])
  for (const { chunk, length } of [...scene.rows].reverse()) {
    if (pending.size === 0) return
    const lows = new Set([...pending.keys()].map(goid => goid % 0x100000000))
    for (let row = length - 1; row >= 0; row--)
      if (lows.has(chunk.goidLow[row])) name(pending, chunk.goid(row), chunk.site[row])
    yield
  }
}

function name(pending: Map<number, WirePeer>, goid: number, site: number): void {
  const peer = pending.get(goid)
  if (!peer) return
  peer.site = site
  pending.delete(goid)
}
