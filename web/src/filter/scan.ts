import { isField } from './language.js'

/** A value as read: quotes and escapes are taken off. */
export interface Value {
  text: string
  from: number
  to: number
}

/** One term as it stands in a text; [from, to) includes the minus. */
export interface Token {
  not: boolean
  /** Empty: a word. It may be a name that is no field. */
  name: string
  /** `:` or a comparison, empty for a word; where it begins. */
  operator: string
  values: Value[]
  /** The last value's quote is not closed. */
  open: boolean
  from: number
  to: number
}

const space = /\s/
const head = /([A-Za-z_]+)(:?[<>]=?|:|=)/y

/** The terms of a text, read from left to right. Any text has a reading. */
export function scan(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    if (space.test(text[at]!)) at++
    else {
      const token = scanOne(text, at)
      tokens.push(token)
      at = token.to
    }
  }
  return tokens
}

function scanOne(text: string, from: number): Token {
  let at = from
  const not = text[at] === '-' && at + 1 < text.length && !space.test(text[at + 1]!)
  if (not) at++
  head.lastIndex = at
  const found = head.exec(text)
  // `a=b` is a word unless a is a field.
  const [, name, operator] = found && (found[2] !== '=' || isField(found[1]!.toLowerCase())) ? found : []
  if (name !== undefined) at += name.length + operator!.length
  const token: Token = {
    not,
    name: name?.toLowerCase() ?? '',
    operator: plainOperator(operator),
    values: [],
    open: false,
    from,
    to: at,
  }
  while (at < text.length && !space.test(text[at]!)) {
    if (text[at] === ',') at++
    at = scanValue(text, at, token)
  }
  token.to = at
  return token
}

/** `:>` is `>` and `=` is `:`. */
function plainOperator(operator = ''): string {
  return operator === '=' ? ':' : operator.length > 1 ? operator.replace(':', '') : operator
}

/** Up to the next comma or space that is not in quotes. */
function scanValue(text: string, from: number, token: Token): number {
  let at = from
  let value = ''
  let quoted = false
  for (; at < text.length; at++) {
    const char = text[at]!
    if (char === '"') quoted = !quoted
    else if (quoted && char === '\\' && at + 1 < text.length) value += text[++at]
    else if (!quoted && (char === ',' || space.test(char))) break
    else value += char
  }
  token.open = quoted
  token.values.push({ text: value, from, to: at })
  return at
}
