import { RunqscopeError } from '../../errors.js'
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

/**
 * Whether a site is meant, as in the page's filter: a pattern stands for a whole function (`main.*`), for
 * `function@file:line` with the file's base name, for the whole position of the go statement, or for `#number`.
 */
export function siteMatches(pattern: string): (name: SiteName, site: number) => boolean {
  if (/^#\d+$/.test(pattern)) return (_, site) => site === Number(pattern.slice(1))
  const test = glob(pattern)
  return ({ function: called, createdAt }) =>
    test(called) ||
    (createdAt !== '' &&
      (test(createdAt) || test(`${called}@${createdAt.slice(createdAt.lastIndexOf('/') + 1)}`)))
}

/** Whether a text is as a pattern with `*` for any text says. No regular expression: it cannot be made to run for long. */
function glob(pattern: string): (text: string) => boolean {
  const [first, ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return text => text === pattern
  return text => {
    if (text.length < first!.length + last.length || !text.startsWith(first!) || !text.endsWith(last))
      return false
    const end = text.length - last.length
    let at = first!.length
    for (const part of rest) {
      const found = text.indexOf(part, at)
      if (found < 0) return false
      at = found + part.length
    }
    return at <= end
  }
}
