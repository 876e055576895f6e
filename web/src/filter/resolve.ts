import type { WireFilter, WireTerm } from '../../../lib/stream/wire.js'
import { TermField } from '../session/schema.js'
import {
  type LengthTerm,
  type Names,
  nearest,
  type Parsed,
  type Problem,
  reasonEntries,
  type SiteName,
  type Term,
  type ValuesTerm,
} from './language.js'
import { isGoid } from './parse.js'
import { globTest, siteTest } from './sitepattern.js'

/** A term with numbers for names; the sets are empty where the field has none. */
export interface ResolvedTerm {
  field: number
  not: boolean
  values: ReadonlySet<number>
  sites: ReadonlySet<number>
  /** Lengths that match are [minNs, maxNs). */
  minNs: number
  maxNs: number
}

export interface Resolved {
  wire: WireFilter
  /** Names that the target does not have: such a term matches nothing. */
  problems: readonly Problem[]
  terms: readonly ResolvedTerm[]
  /** The runtime's own goroutines count, too. */
  system: boolean
  /** Their sites. */
  systemSites: ReadonlySet<number>
}

/** Puts numbers for names. @param includeSystem what holds if the filter does not say it */
export function resolve(parsed: Parsed, names: Names, includeSystem = false): Resolved {
  const problems: Problem[] = []
  const terms: ResolvedTerm[] = []
  let system = includeSystem
  for (const term of parsed.terms) {
    if (term.field === 'system') system = term.yes
    else terms.push(resolveTerm(term, names, problems))
  }
  return {
    wire: { system, terms: terms.map(term => wireTerm(term, names.sites)) },
    problems,
    terms,
    system,
    systemSites: new Set(names.sites.filter(site => site.system).map(site => site.site)),
  }
}

const peerFields = { wokenby: TermField.WOKEN_BY, wakes: TermField.WAKES, parent: TermField.PARENT }
const stateOfLength = { wait: 'waiting', runnable: 'runnable', running: 'running', syscall: 'syscall' }

type SentTerm = Exclude<Term, { field: 'system' }>

function resolveTerm(term: SentTerm, names: Names, problems: Problem[]): ResolvedTerm {
  const none = {
    not: term.not,
    values: new Set<number>(),
    sites: new Set<number>(),
    minNs: 0,
    maxNs: Infinity,
  }
  switch (term.field) {
    case 'wait':
    case 'runnable':
    case 'running':
    case 'syscall': {
      const state = names.states.indexOf(stateOfLength[term.field])
      const values = new Set(state < 0 ? [] : [state])
      return { ...none, field: TermField.STATE_FOR, values, ...boundsOf(term) }
    }
    case 'age':
      return { ...none, field: TermField.AGE, ...boundsOf(term) }
    case 'goid':
      return { ...none, field: TermField.GOID, values: new Set(term.values.map(Number)) }
    case 'state': {
      const entries = names.states.map((text, state): [number, string] => [state, text])
      return { ...none, field: TermField.STATE, values: numbersOf(term, entries, problems) }
    }
    case 'reason': {
      const values = numbersOf(term, reasonEntries(names.reasons), problems)
      return { ...none, field: TermField.REASON, values }
    }
    case 'word':
    case 'site':
      return { ...none, field: TermField.SITE, sites: sitesOf(term, term.values, names.sites, problems) }
    case 'wokenby':
    case 'wakes':
    case 'parent': {
      const values = new Set(term.values.filter(isGoid).map(Number))
      const patterns = term.values.filter(value => !isGoid(value))
      const sites = sitesOf(term, patterns, names.sites, problems)
      return { ...none, field: peerFields[term.field], values, sites }
    }
  }
}

/** Lengths are whole nanoseconds, so `> 10` is from 11 on. */
function boundsOf({ comparison, lengthNs }: LengthTerm): { minNs: number; maxNs: number } {
  const bound = comparison === '>' || comparison === '<=' ? lengthNs + 1 : lengthNs
  return comparison[0] === '>' ? { minNs: bound, maxNs: Infinity } : { minNs: 0, maxNs: bound }
}

/** A name itself if there is such a one, else all in which it occurs; `*` stands for anything. */
function numbersOf(term: ValuesTerm, entries: [number, string][], problems: Problem[]): Set<number> {
  const found = new Set<number>()
  for (const value of term.values) {
    const wanted = value.toLowerCase()
    const exact = entries.filter(([, text]) => text.toLowerCase() === wanted)
    const test = value.includes('*')
      ? globTest(wanted)
      : exact.length
        ? (text: string) => text === wanted
        : (text: string) => text.includes(wanted)
    const matched = entries.filter(([, text]) => test(text.toLowerCase()))
    for (const [number] of matched) found.add(number)
    if (!matched.length) {
      const known = entries.map(([, text]) => text).filter(text => text !== 'unknown')
      const near = nearest(wanted, known)
      problems.push({
        from: term.from,
        to: term.to,
        message: `no ${term.field} is called '${value}'`,
        hint: near ? `did you mean ${near}?` : `for example ${known.slice(0, 6).join(', ')}`,
      })
    }
  }
  return found
}

function sitesOf(
  term: ValuesTerm,
  patterns: readonly string[],
  sites: readonly SiteName[],
  problems: Problem[],
): Set<number> {
  const found = new Set<number>()
  for (const pattern of patterns) {
    const test = term.field === 'word' ? wordTest(pattern) : siteTest(pattern)
    const before = found.size
    let any = false
    for (const site of sites) {
      if (!test(site)) continue
      found.add(site.site)
      any = true
    }
    if (any || found.size > before || !sites.length) continue
    problems.push({
      from: term.from,
      to: term.to,
      message: `no site so far matches '${pattern}'`,
      hint:
        term.field === 'word' ? 'a word is looked for in the names of sites' : 'write * for any text: main.*',
    })
  }
  return found
}

/** Free words are found in labels, whatever their case. */
function wordTest(word: string): (site: SiteName) => boolean {
  const wanted = word.toLowerCase()
  const test = word.includes('*') ? globTest(`*${wanted}*`) : (text: string) => text.includes(wanted)
  return site => test(site.label.toLowerCase())
}

/** More than half of all sites are sent as the contrary of the others, which is shorter. */
function wireTerm(term: ResolvedTerm, all: readonly SiteName[]): WireTerm {
  const { field, not } = term
  const wire: WireTerm = { field: field as WireTerm['field'], not }
  if (field === TermField.STATE_FOR || field === TermField.AGE) {
    wire.min_ns = term.minNs
    wire.max_ns = term.maxNs
  }
  if (field === TermField.SITE && term.sites.size > 64 && term.sites.size > all.length / 2) {
    const others = all.filter(site => !term.sites.has(site.site)).map(site => site.site)
    return { ...wire, not: !not, values: [], sites: others }
  }
  return { ...wire, values: [...term.values], sites: [...term.sites] }
}
