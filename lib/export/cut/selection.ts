import { RunqscopeError } from '../../errors.js'
import { siteMatches } from '../../model/sitepattern.js'
import type { SiteName } from '../../model/sites.js'
import type { RecordingHead, RecordingPart } from '../../recording/walk.js'

export interface CutOptions extends RecordingPart {
  /** Patterns, of which one is enough: see `siteMatches`. */
  sites?: readonly string[]
  goids?: readonly number[]
}

/** What a cut lets through, made ready. */
export interface Selection {
  fromNs: number
  toNs: number
  /** By site: 1 if it is wanted; undefined if all are. */
  sites: Uint8Array | undefined
  goids: ReadonlySet<number> | undefined
}

/** @throws RunqscopeError usage: nothing of the recording can be within */
export function selectionOf(head: RecordingHead, options: CutOptions): Selection {
  const { fromNs = -Infinity, toNs = Infinity } = options
  if (fromNs > toNs)
    throw RunqscopeError.make('usage', 'the cut ends before it begins', 'choose an end after the beginning')
  if (fromNs > head.lastNs || toNs < head.firstNs)
    throw RunqscopeError.make(
      'usage',
      `the cut lies outside of the recording, which lasts ${((head.lastNs - head.firstNs) / 1e9).toFixed(3)} s`,
      'choose moments within',
    )
  return {
    fromNs,
    toNs,
    sites: options.sites?.length ? sitesOf(head.sites, options.sites) : undefined,
    goids: options.goids?.length ? new Set(options.goids) : undefined,
  }
}

function sitesOf(names: readonly SiteName[], patterns: readonly string[]): Uint8Array {
  const wanted = new Uint8Array(65536)
  for (const pattern of patterns) {
    const matches = siteMatches(pattern)
    const found = names.flatMap((name, site) => (matches(name, site) ? [site] : []))
    if (!found.length)
      throw RunqscopeError.make(
        'usage',
        `no site of this recording matches ${pattern}`,
        'write * for any text, as in main.*',
      )
    for (const site of found) wanted[site] = 1
  }
  return wanted
}
