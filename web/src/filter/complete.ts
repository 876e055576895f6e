import { type FieldName, fieldNames, fields, isField, type Names, reasonEntries } from './language.js'
import { scan, type Token } from './scan.js'
import { siteKey } from './sitepattern.js'
import { quoted } from './text.js'

/** What may stand in place of [from, to) of the text. */
export interface Suggestion {
  from: number
  to: number
  text: string
  label: string
  about: string
}

export interface Context extends Names {
  /** Filters that were used before, the latest first. */
  recent: readonly string[]
  /** Wait reasons that were seen; the others come after them. */
  seenReasons?: ReadonlySet<string>
}

const SUGGESTIONS_MAX = 12

/** What may be meant at the caret, likeliest first. */
export function complete(text: string, caret: number, context: Context): Suggestion[] {
  const token = scan(text).find(({ from, to }) => from < caret && caret <= to)
  const found = token
    ? ofToken(token, text, caret, context)
    : [...recents(text, context), ...allFields(caret)]
  return found.slice(0, SUGGESTIONS_MAX + (token ? 0 : fieldNames.length))
}

function recents(text: string, { recent }: Context): Suggestion[] {
  if (text.trim() !== '') return []
  return recent
    .slice(0, 5)
    .map(old => ({ from: 0, to: text.length, text: `${old} `, label: old, about: 'used before' }))
}

function allFields(at: number): Suggestion[] {
  return fieldNames.map(name => fieldSuggestion(name, at, at, ''))
}

function fieldSuggestion(name: FieldName, from: number, to: number, minus: string): Suggestion {
  const { shape, about, example } = fields[name]
  const operator = shape === 'length' ? '>' : ':'
  return {
    from,
    to,
    text: `${minus}${name}${operator}`,
    label: `${name}${operator}`,
    about: `${about}: ${example}`,
  }
}

function ofToken(token: Token, text: string, caret: number, context: Context): Suggestion[] {
  const { name } = token
  if (name === '') return ofWord(token, text, context)
  const value = token.values.find(({ from, to }) => from <= caret && caret <= to)
  const from = value?.from ?? caret
  const to = value?.to ?? caret
  const typed = (value?.text ?? '').toLowerCase()
  if (!isField(name)) {
    const near = fieldNames.filter(field => field.startsWith(name.slice(0, 2)))
    return near.map(field => fieldSuggestion(field, token.from, token.to, token.not ? '-' : ''))
  }
  return valuesOf(name, typed, context).map(([insert, label, about]) => ({
    from,
    to,
    text: insert.endsWith(' ') ? `${quoted(insert.trimEnd(), false)} ` : insert,
    label,
    about,
  }))
}

/** A word may become a field, or be a part of a site's name. */
function ofWord(token: Token, text: string, context: Context): Suggestion[] {
  const { from, to, not } = token
  const minus = not ? '-' : ''
  const typed = text.slice(from + minus.length, to).toLowerCase()
  const named = fieldNames
    .filter(name => name.startsWith(typed))
    .map(name => fieldSuggestion(name, from, to, minus))
  const sites = sitesLike(typed, context).map(([key, label, about]) => ({
    from,
    to,
    text: `${minus}site:${quoted(key, false)} `,
    label,
    about,
  }))
  return [...named, ...sites]
}

type Choice = [insert: string, label: string, about: string]

/** A space after a value ends the term. */
function valuesOf(name: FieldName, typed: string, context: Context): Choice[] {
  switch (name) {
    case 'state':
      return context.states
        .filter(state => state !== 'notexist' && state.includes(typed))
        .map(state => [`${state} `, state, stateAbout[state] ?? ''])
    case 'reason':
      return reasonsLike(typed, context)
    case 'system':
      return [
        ['yes ', 'yes', "the runtime's own goroutines, too"],
        ['no ', 'no', 'only the program’s'],
      ].filter(([, label]) => label!.startsWith(typed)) as Choice[]
    case 'goid':
      return []
    case 'site':
    case 'wokenby':
    case 'wakes':
    case 'parent':
      return /^\d+$/.test(typed)
        ? []
        : sitesLike(typed, context).map(([key, label, about]) => [`${key} `, label, about])
    default:
      return lengthsLike(typed)
  }
}

const stateAbout: Record<string, string> = {
  undetermined: 'not known, because events were lost',
  runnable: 'waits for a P',
  running: 'runs on a P',
  waiting: 'is parked',
  syscall: 'is in a system call',
}

function reasonsLike(typed: string, { reasons, seenReasons }: Context): Choice[] {
  const texts = [...new Set(reasonEntries(reasons).map(([, text]) => text))].filter(text =>
    text.toLowerCase().includes(typed),
  )
  const seen = (text: string) => (seenReasons?.has(text) ? 1 : 0)
  return texts
    .sort((a, b) => seen(b) - seen(a))
    .map(text => [`${text} `, text, seen(text) ? 'seen in this session' : 'wait reason of this Go'])
}

/** Labels that begin so come before those that hold it. */
function sitesLike(typed: string, { sites }: Context): Choice[] {
  const wanted = typed.replaceAll('*', '').replace('@', ' · ')
  const begins: Choice[] = []
  const holds: Choice[] = []
  for (const site of sites) {
    const label = site.label.toLowerCase()
    if (!label.includes(wanted)) continue
    const choice: Choice = [siteKey(site), site.label, site.system ? "the runtime's own" : 'site']
    if (label.startsWith(wanted)) begins.push(choice)
    else holds.push(choice)
    if (begins.length >= SUGGESTIONS_MAX) break
  }
  return [...begins, ...holds].slice(0, SUGGESTIONS_MAX)
}

const unitsLikely = ['ms', 'us', 's', 'ns', 'm', 'h']

function lengthsLike(typed: string): Choice[] {
  const number = /^\d*\.?\d+(?=[a-zµ]*$)/.exec(typed)?.[0]
  if (number === undefined)
    return ['100us ', '1ms ', '10ms ', '100ms ', '1s '].map(text => [text, text.trim(), ''])
  const unit = typed.slice(number.length)
  return unitsLikely
    .filter(name => name.startsWith(unit) && name !== unit)
    .map(name => [`${number}${name} `, `${number}${name}`, ''])
}
