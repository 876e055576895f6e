import { Kind } from '../../contract.gen.js'
import { waitReasonText } from '../../latency/latency.js'
import { stageNames } from '../../latency/report.js'
import { REASON_NONE, State, stateNames } from '../../model/transition.js'
import type { RecordingHead } from '../../recording/walk.js'

/** Codes of `reasonWords` beyond those of wait reasons. */
const YIELDED = 256
const PREEMPTED = 257

/** In place of a state: events are missing. */
export const LOST = stateNames.length

export const kindWords: readonly (string | undefined)[] = Object.entries(Kind).reduce<string[]>(
  (words, [name, kind]) => {
    words[kind] = name
    return words
  },
  [],
)

export const stateWords: readonly string[] = [...stateNames, 'lost']

export const stageWords: readonly string[] = stageNames

/** The words of `reasonCode`. */
export function reasonWords({ waitReasons }: RecordingHead): (string | undefined)[] {
  const words: (string | undefined)[] = []
  for (let reason = 0; reason < REASON_NONE; reason++) words.push(waitReasonText(reason, waitReasons))
  words.push(undefined)
  words[YIELDED] = 'yield'
  words[PREEMPTED] = 'preempted'
  return words
}

/** Why a goroutine waits, or why one that ran does no longer. */
export function reasonCode(kind: number, to: number, reason: number): number {
  if (kind === Kind.GOSCHED) return reason === 1 ? PREEMPTED : YIELDED
  return to === State.Waiting ? reason : REASON_NONE
}

/** By site. */
export function siteWords({ sites }: RecordingHead): {
  functions: readonly string[]
  positions: readonly (string | undefined)[]
} {
  return {
    functions: sites.map(site => site.function),
    positions: sites.map(site => site.createdAt || undefined),
  }
}
