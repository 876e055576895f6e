import { durationText } from './duration.js'
import { fields, type SiteName, type Term } from './language.js'
import { parse } from './parse.js'
import { siteKey, siteTest } from './sitepattern.js'

/** The canonical text of terms: reading it again gives the same terms. */
export function toText(terms: readonly Term[]): string {
  return terms.map(termText).join(' ')
}

export function termText(term: Term): string {
  const minus = term.not ? '-' : ''
  switch (term.field) {
    case 'system':
      return `system:${term.yes ? 'yes' : 'no'}`
    case 'word':
      return `${minus}${term.values.map((value, i) => quoted(value, i === 0)).join(',')}`
    case 'wait':
    case 'runnable':
    case 'running':
    case 'syscall':
    case 'age':
      return `${minus}${term.field}${term.comparison}${durationText(term.lengthNs)}`
    default:
      return `${minus}${term.field}:${term.values.map(value => quoted(value, false)).join(',')}`
  }
}

/** In quotes where it could not be read back without. @param first it begins a word */
export function quoted(value: string, first: boolean): string {
  const plain = !/[\s,"\\]/.test(value) && value !== '' && !(first && /^-|^[A-Za-z_]+[:<>=]/.test(value))
  return plain ? value : `"${value.replace(/["\\]/g, '\\$&')}"`
}

/** The term that matches one site and no other. */
export function siteTerm(site: SiteName, all: readonly SiteName[]): string {
  const test = siteTest(siteKey(site))
  const shared = all.some(other => other.site !== site.site && test(other))
  return `site:${shared ? `#${site.site}` : quoted(siteKey(site), false)}`
}

/** A filter's text with one term more; it takes the place of those of the same field (and the same comparison). */
export function withTerm(text: string, term: string): string {
  const [added] = parse(term).terms
  if (!added) return text
  const kept = parse(text).terms.filter(
    other =>
      other.field !== added.field ||
      other.not !== added.not ||
      ('comparison' in other && 'comparison' in added && other.comparison[0] !== added.comparison[0]),
  )
  return toText([...kept, added])
}

const presentFields: readonly string[] = ['state', 'age', 'wokenby', 'wakes', 'parent']

/** The terms that are about what a goroutine is now: figures of a range are the same with and without them. */
export function presentTerms(terms: readonly Term[]): string {
  return toText(terms.filter(term => presentFields.includes(term.field)))
}

/** Examples of every field, for an empty state that teaches. */
export const examples = Object.values(fields).map(({ example, about }) => ({ text: example, about }))
