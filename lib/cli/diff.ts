import { defaults, diffOf } from '../diff/diff.js'
import { textOf } from '../diff/text.js'
import { RunqscopeError } from '../errors.js'
import { printable } from '../probe/printable.js'
import { openRecording, type Recording } from '../recording/open.js'
import { parse, type Verb } from './verb.js'

const help = `usage: runqscope diff BEFORE AFTER [options]
       runqscope diff --before FILE… --after FILE… [options]

Compares recordings by site and stage: how often, how long on average, and what 50 % and 99 % do not exceed. Sites are
matched by function and the position of their go statement; where lines have moved, by function and creator. The change that
counts most comes first: certainty × size. What is marked * is certain: the block bootstrap over time says so after a
correction for the number of tests. Three or more recordings a side also show how much one run differs from the next.

  --before FILE…     recordings of one side
  --after FILE…      recordings of the other
  --least 5          smaller changes do not count, in percent
  --system           compare the runtime's own goroutines, too
  --seed 1           of the bootstrap: the same seed, the same answer
  --json             one JSON object on stdout
  -h, --help         this text

example: runqscope diff monday.rqs tuesday.rqs
         runqscope diff --before old-1.rqs old-2.rqs old-3.rqs --after new-1.rqs new-2.rqs new-3.rqs`

interface Sides {
  before: string[]
  after: string[]
}

export const diffVerb: Verb = {
  name: 'diff',
  summary: 'compare recordings: which sites changed, how much and how certain',
  help,
  async run(args) {
    const { sides, rest } = sidesOf(args)
    const { values, positionals } = parse('diff', rest, {
      least: { type: 'string' },
      seed: { type: 'string' },
      system: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    })
    const { before, after } = chosen(sides, positionals)
    const settings = {
      system: values.system ?? false,
      least: values.least === undefined ? defaults.least : number('least', values.least, 1000) / 100,
      seed: values.seed === undefined ? defaults.seed : number('seed', values.seed, 2 ** 32 - 1),
    }
    const opened: Recording[] = []
    const open = (path: string) => {
      const recording = openRecording(path)
      opened.push(recording)
      return recording
    }
    try {
      const diff = await diffOf(before.map(open), after.map(open), settings)
      if (values.json) process.stdout.write(`${JSON.stringify(diff)}\n`)
      else process.stdout.write(`${textOf(diff).map(printable).join('\n')}\n`)
      return 0
    } finally {
      for (const recording of opened) recording.close()
    }
  },
}

/** Takes `--before` and `--after` with all words that follow them, up to the next option, out of the arguments. */
function sidesOf(args: string[]): { sides: Sides; rest: string[] } {
  const sides: Sides = { before: [], after: [] }
  const rest: string[] = []
  let side: string[] = rest
  for (const word of args) {
    if (word === '--before') side = sides.before
    else if (word === '--after') side = sides.after
    else if (word.startsWith('-') && word !== '-') {
      rest.push(word)
      side = rest
    } else side.push(word)
  }
  return { sides, rest }
}

/** @throws RunqscopeError usage */
function chosen({ before, after }: Sides, positionals: string[]): Sides {
  const named = before.length > 0 || after.length > 0
  if (!named && positionals.length === 2) return { before: [positionals[0]], after: [positionals[1]] }
  if (named && before.length > 0 && after.length > 0 && positionals.length === 0) return { before, after }
  throw RunqscopeError.make(
    'usage',
    `diff takes two recordings, or several after --before and after --after; got ${[...positionals, ...before, ...after].join(' ') || 'none'}`,
    'see `runqscope diff --help`',
  )
}

/** @throws RunqscopeError usage */
function number(option: string, text: string, max: number): number {
  const value = Number(text)
  if (text.trim() === '' || !(value >= 0 && value <= max))
    throw RunqscopeError.make('usage', `--${option} ${text} is no number from 0 to ${max}`)
  return value
}
