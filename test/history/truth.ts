import { Flag, State } from '../../lib/model/transition.js'
import type { Play, Stretch } from './play.js'

/** What can be known of a stretch: the part of it that lies in one era, between two losses. */
export interface Piece {
  goid: number
  site: number
  state: number
  reason: number
  p: number
  beginNs: number
  endNs: number
  /** 1 its beginning is not known, 2 its end is not. */
  flags: number
  era: number
}

export interface Era {
  beginNs: number
  endNs: number
}

export function erasOf(play: Play): Era[] {
  const eras: Era[] = []
  let beginNs = -Infinity
  for (const { firstNs, lastNs } of play.gaps) {
    eras.push({ beginNs, endNs: firstNs })
    beginNs = lastNs
  }
  eras.push({ beginNs, endNs: Infinity })
  return eras
}

/** Who tells of a stretch besides the rows that are kept. */
export interface Witnesses {
  /** The live goroutines tell of what goes on. */
  live: boolean
  /** Rows that are forgotten are known of by digests. */
  digests: boolean
}

/** All that can be known of all stretches; those of one goroutine in their order. */
export function piecesOf(play: Play, witnesses: Witnesses): Piece[] {
  const eras = erasOf(play)
  const { live } = play
  const liveState = new Map(Array.from(live.goid, (goid, i) => [goid, i]))
  return play.stretches.flatMap(stretch =>
    eras.flatMap((era, number) => {
      const i = stretch.endNs === Infinity ? liveState.get(stretch.goid) : undefined
      const alive = number === eras.length - 1 && i !== undefined && live.state[i] !== State.Undetermined
      const told = witnesses.live && alive ? live.reason[i!] : undefined
      return pieceOf(play, stretch, era, number, witnesses, told)
    }),
  )
}

function pieceOf(
  play: Play,
  stretch: Stretch,
  era: Era,
  number: number,
  { digests }: Witnesses,
  liveReason: number | undefined,
): Piece[] {
  const { begin, end, goid, site, state, p } = stretch
  if (stretch.beginNs >= era.endNs || stretch.endNs <= era.beginNs) return []
  const begins = begin !== undefined && stretch.beginNs >= era.beginNs
  const ends = end !== undefined && stretch.endNs <= era.endNs
  const goesOn = !end || end.kept
  const told =
    (begins && ((digests && goesOn) || begin.kept)) || (ends && end.kept) || liveReason !== undefined
  if (!told) return []
  // On its P it is seen to begin and to end; of the goroutine's state in between nothing is certain.
  if (ends && (end.flags & Flag.Disagreement) !== 0 && !(digests && begins)) return []
  const beginNs = begins ? stretch.beginNs : Math.max(era.beginNs, play.past.firstNs)
  const endNs = ends ? stretch.endNs : Math.min(era.endNs, play.newestNs)
  if (beginNs >= endNs && !begins) return []
  const reason = ends
    ? end.endedReason
    : begins && state === State.Waiting
      ? begin.reason
      : (liveReason ?? 255)
  const flags = (begins ? 0 : 1) | (ends ? 0 : 2)
  return [{ goid, site, state, reason, p, beginNs, endNs, flags, era: number }]
}

/** What a lane shows of pieces that do not overlap, at a range and a pixel. */
export interface Shown extends Omit<Piece, 'era' | 'p'> {
  merged: number
  busyNs: number
}

/** Pieces of one lane as they are to be shown: those within one pixel as one. */
export function shownOf(
  pieces: readonly Piece[],
  firstNs: number,
  lastNs: number,
  originNs: number,
  pixelNs: number,
): Shown[] {
  const inside = pieces
    .filter(piece => piece.beginNs < lastNs && piece.endNs > firstNs)
    .sort((a, b) => a.beginNs - b.beginNs)
  const pixelOf = (ns: number) => {
    const near = Math.round((ns - originNs) / pixelNs)
    return originNs + near * pixelNs <= ns ? near : near - 1
  }
  const groups: Piece[][] = []
  for (const piece of inside) {
    const last = groups.at(-1)?.at(-1)
    const pixel = pixelOf(piece.beginNs)
    const small = (of: Piece) => pixelOf(of.beginNs) === pixel && of.endNs <= originNs + (pixel + 1) * pixelNs
    if (last && last.era === piece.era && small(last) && small(piece)) groups.at(-1)!.push(piece)
    else groups.push([piece])
  }
  return groups.map(mergedOf)
}

function mergedOf(group: Piece[]): Shown {
  const busy = new Map<number, number>()
  for (const { state, beginNs, endNs } of group) busy.set(state, (busy.get(state) ?? 0) + endNs - beginNs)
  const busyNs = Math.max(...busy.values())
  const states = [...busy.keys()].filter(state => busy.get(state) === busyNs).sort((a, b) => a - b)
  const longestOf = (state: number) => {
    const same = group.filter(piece => piece.state === state)
    const ns = Math.max(...same.map(piece => piece.endNs - piece.beginNs))
    return same.find(piece => piece.endNs - piece.beginNs === ns)!
  }
  const length = (state: number) => longestOf(state).endNs - longestOf(state).beginNs
  const state = states.reduce((best, next) => (length(next) > length(best) ? next : best))
  const { goid, site, reason } = longestOf(state)
  return {
    ...{ goid, site, reason, state, busyNs },
    beginNs: group[0].beginNs,
    endNs: group.at(-1)!.endNs,
    flags: (group[0].flags & 1) | (group.at(-1)!.flags & 2),
    merged: group.length === 1 ? 0 : group.length,
  }
}

/** What belongs to each key, in order. */
export function groupedBy<T>(all: Iterable<T>, keyOf: (one: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const one of all) {
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return groups
}
