import type { WirePeer } from '../../stream/wire.js'

/** In place of a peer's site that is not known. */
export const SITE_NOT_KNOWN = 0xffffffff

/** Goroutines and how often each was met. */
export class Peers {
  private readonly peers = new Map<number, { goid: number; site: number; count: number }>()

  add(goid: number, site = SITE_NOT_KNOWN): void {
    const peer = this.peers.get(goid)
    if (!peer) {
      this.peers.set(goid, { goid, site, count: 1 })
      return
    }
    peer.count++
    peer.site = site
  }

  get total(): number {
    return this.peers.size
  }

  /** Most often met first. */
  most(limit: number): WirePeer[] {
    const all = [...this.peers.values()].sort((a, b) => b.count - a.count || a.goid - b.goid)
    return all.slice(0, limit)
  }

  /** In the order in which they were met. */
  first(limit: number): WirePeer[] {
    return [...this.peers.values()].slice(0, limit)
  }
}
