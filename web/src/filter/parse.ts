import { durationNs } from './duration.js'
import {
  type Comparison,
  type FieldName,
  fieldNames,
  fields,
  isField,
  type LengthTerm,
  nearest,
  type Parsed,
  type Problem,
  type Term,
  type ValuesTerm,
} from './language.js'
import { scan, type Token } from './scan.js'

/** Wrong in a way that a sentence and a hint tell. */
interface Wrong {
  message: string
  hint: string
}

/** Reads a filter. Never throws: what cannot be read is told in `errors` and the rest holds. */
export function parse(text: string): Parsed {
  const terms: Term[] = []
  const errors: Problem[] = []
  for (const token of scan(text)) {
    const read = token.open
      ? { message: 'the quote is not closed', hint: 'close it with "' }
      : token.name === ''
        ? wordOf(token)
        : isField(token.name)
          ? termOf(token, token.name)
          : unknownField(token.name)
    if ('message' in read) errors.push({ from: token.from, to: token.to, ...read })
    else terms.push(read)
  }
  return { terms, errors }
}

function unknownField(name: string): Wrong {
  const near = nearest(name, fieldNames)
  return {
    message: `unknown field '${name}'`,
    hint: near ? `did you mean ${near}?` : `fields are ${fieldNames.join(', ')}`,
  }
}

function wordOf(token: Token): Term | Wrong {
  const values = textsOf(token)
  if (!values.length) return { message: 'nothing is looked for', hint: 'write a part of a site’s name' }
  return { field: 'word', not: token.not, values, from: token.from, to: token.to }
}

function textsOf(token: Token): string[] {
  return token.values.map(value => value.text).filter(text => text !== '')
}

function termOf(token: Token, name: FieldName): Term | Wrong {
  const { shape, example } = fields[name]
  const texts = textsOf(token)
  const isLength = shape === 'length'
  if (isLength === (token.operator === ':'))
    return {
      message: isLength ? `${name} compares a length` : `${name} has no length`,
      hint: `write it as ${example}`,
    }
  if (!texts.length) return { message: `${name} needs a value`, hint: `for example ${example}` }
  const { not, from, to } = token
  switch (shape) {
    case 'length':
      return lengthTerm(token, name as LengthTerm['field'], texts)
    case 'yesno':
      return systemTerm(token, texts)
    case 'numbers': {
      const wrong = texts.find(text => !isGoid(text))
      if (wrong !== undefined)
        return { message: `'${wrong}' is no goroutine id`, hint: `a goid is a number: ${example}` }
    }
  }
  return { field: name as ValuesTerm['field'], not, values: texts, from, to }
}

/** A whole number from 1 that a double holds exactly. */
export function isGoid(text: string): boolean {
  return /^[1-9]\d{0,15}$/.test(text) && Number.isSafeInteger(Number(text))
}

function lengthTerm(token: Token, field: LengthTerm['field'], texts: string[]): Term | Wrong {
  const { not, from, to } = token
  if (texts.length > 1)
    return { message: `${field} takes one length`, hint: 'write two terms for two bounds' }
  const lengthNs = durationNs(texts[0]!)
  if (typeof lengthNs === 'string')
    return { message: lengthNs, hint: `for example ${field}${token.operator}10ms (ns, us, ms, s, m or h)` }
  return { field, not, comparison: token.operator as Comparison, lengthNs, from, to }
}

const yes = ['yes', 'true', 'on', '1']
const no = ['no', 'false', 'off', '0']

function systemTerm(token: Token, texts: string[]): Term | Wrong {
  const word = texts[0]!.toLowerCase()
  if (texts.length > 1 || (!yes.includes(word) && !no.includes(word)))
    return { message: 'system is yes or no', hint: 'write system:yes' }
  // `-system:yes` is `system:no`.
  return {
    field: 'system',
    not: false,
    yes: yes.includes(word) !== token.not,
    from: token.from,
    to: token.to,
  }
}
