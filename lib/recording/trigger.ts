import { RunqscopeError } from '../errors.js'
import { type StageName, type StageStats, stageNames } from '../latency/report.js'
import { siteMatches } from '../model/sitepattern.js'
import type { SiteName } from '../model/sites.js'
import { stateNames } from '../model/transition.js'

/** A figure of a stage over the last second or so, by its word: the field of `StageStats` that it is. */
const figures = {
  p50: 'p50_ns',
  p90: 'p90_ns',
  p99: 'p99_ns',
  p999: 'p999_ns',
  max: 'max_ns',
} as const satisfies Record<string, keyof StageStats>

export type Figure = (typeof figures)[keyof typeof figures]

/** What a condition looks at. */
export type Subject =
  /** Each interval by itself. */
  | { of: 'interval'; stage: StageName }
  /** A figure over the last second. */
  | { of: 'figure'; stage: StageName; figure: Figure }
  /** Intervals that ended, a second. */
  | { of: 'rate'; stage: StageName }
  /** Live goroutines, of one state if it is given. */
  | { of: 'goroutines'; state?: string }
  /** The program's end. */
  | { of: 'exit' }

/** When a flight recorder writes what it holds. */
export interface Trigger {
  /** As it was written. */
  text: string
  subject: Subject
  /** ns, or a number. */
  limit: number
  above: boolean
  /** It has to hold for so long. */
  holdNs: number
  /** Tells whether a site is meant, see `siteMatches`; absent: all but the runtime's own. */
  site?: (name: SiteName, site: number) => boolean
  /** As it was written. */
  sitePattern?: string
}

const EXAMPLES =
  "write it like 'ready_to_run.p99 > 10ms for 1s', 'wait > 5s site:main.*', 'goroutines > 50000' or 'exit'"

/** @throws RunqscopeError usage: one sentence that says which word is wrong */
export function parseTrigger(text: string): Trigger {
  const refuse = (what: string) => RunqscopeError.make('usage', `--on '${text}': ${what}`, EXAMPLES)
  if (text.trim() === 'exit') return { text, subject: { of: 'exit' }, limit: 0, above: true, holdNs: 0 }
  const parts = text.match(/^\s*([^\s<>=]+)\s*([<>])\s*([^\s<>=]+)(?:\s+(.*?))?\s*$/s)
  if (!parts) throw refuse('it is no comparison of a figure with > or <')
  const [, word, sign, value, rest = ''] = parts
  const subject = subjectOf(word!)
  if (!subject) throw refuse(`there is no figure '${word}'`)
  const timed = subject.of === 'interval' || subject.of === 'figure'
  const limit = timed ? durationNs(value!) : amount(value!)
  if (limit === undefined)
    throw refuse(timed ? `'${value}' is no duration such as 10ms` : `'${value}' is no number such as 50000`)
  const trigger: Trigger = { text, subject, limit, above: sign === '>', holdNs: 0 }
  if (subject.of === 'interval' && !trigger.above)
    throw refuse('of single intervals only long ones can be waited for')
  for (const [clause, hold, pattern, wrong] of clausesOf(rest)) {
    if (wrong !== undefined) throw refuse(`'${wrong}' is neither 'for TIME' nor 'site:PATTERN'`)
    if (pattern !== undefined) {
      trigger.site = siteMatches(pattern)
      trigger.sitePattern = pattern
    } else {
      const holdNs = durationNs(hold!)
      if (holdNs === undefined) throw refuse(`'${clause}' names no duration such as 1s`)
      if (subject.of === 'interval') throw refuse("a single interval does not last 'for' a time besides")
      trigger.holdNs = holdNs
    }
  }
  if (subject.of === 'goroutines' && subject.state !== undefined && trigger.site)
    throw refuse('goroutines in one state are not counted by site')
  return trigger
}

function clausesOf(rest: string): RegExpMatchArray[] {
  return [...rest.matchAll(/for\s+(\S+)|site:(\S+)|(\S+)/g)]
}

function subjectOf(word: string): Subject | undefined {
  const [name, figure, ...more] = word.split('.')
  if (more.length) return undefined
  if (name === 'goroutines') {
    if (figure === undefined) return { of: 'goroutines' }
    return (stateNames as readonly string[]).includes(figure) && figure !== 'notexist'
      ? { of: 'goroutines', state: figure }
      : undefined
  }
  const stage = stageNames.find(each => each === name)
  if (!stage) return undefined
  if (figure === undefined) return { of: 'interval', stage }
  if (figure === 'rate') return { of: 'rate', stage }
  return Object.hasOwn(figures, figure)
    ? { of: 'figure', stage, figure: figures[figure as keyof typeof figures] }
    : undefined
}

const unitNs: Record<string, number> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
}

/** `10ms`, `1m30s` → ns; undefined if it is none. */
export function durationNs(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|μs|ms|s|m|h)/g)]
  if (!parts.length || parts.map(part => part[0]).join('') !== text) return undefined
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * unitNs[unit!]!, 0)
}

const multiples: Record<string, number> = { '': 1, k: 1e3, K: 1e3, M: 1e6 }

function amount(text: string): number | undefined {
  const found = text.match(/^(\d+(?:\.\d+)?)([kKM]?)$/)
  return found ? Number(found[1]) * multiples[found[2]!]! : undefined
}
