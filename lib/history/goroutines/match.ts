import { Flag, State } from '../../model/transition.js'
import { TermField, type WireFilter, type WireTerm } from '../../stream/wire.js'
import { boundsOf } from '../filter.js'
import type { Scene } from '../lanes/scene.js'
import type { LiveColumns, Work } from '../past.js'
import { Relation } from './wakers.js'

/** The rows of a roster that pass a filter, in its order. */
export function* matching(
  scene: Scene,
  filter: WireFilter,
  roster: LiveColumns,
  firstNs: number,
): Work<Uint32Array> {
  const { length } = roster
  const passes = new Uint8Array(length).fill(1)
  if (!filter.system)
    for (let i = 0; i < length; i++) if ((roster.flags[i] & Flag.System) !== 0) passes[i] = 0
  for (const term of filter.terms ?? []) {
    if (isRelation(term)) yield* keepRelated(scene, term, roster, firstNs, passes)
    else keep(term, roster, passes)
  }
  const rows = new Uint32Array(length)
  let matched = 0
  for (let i = 0; i < length; i++) if (passes[i] !== 0) rows[matched++] = i
  return rows.subarray(0, matched)
}

function isRelation({ field }: WireTerm): boolean {
  return field === TermField.WOKEN_BY || field === TermField.WAKES || field === TermField.PARENT
}

function* keepRelated(
  scene: Scene,
  term: WireTerm,
  roster: LiveColumns,
  firstNs: number,
  passes: Uint8Array,
): Work<void> {
  const relation = new Relation(term)
  yield* relation.name(scene)
  // Rows newer than the roster have nothing to say of it.
  for (const rows of scene.between(firstNs, roster.timeNs)) {
    relation.take(rows, firstNs, roster.timeNs)
    yield
  }
  const wanted = !term.not
  for (let i = 0; i < roster.length; i++)
    if (passes[i] !== 0 && relation.has(roster.goid[i]) !== wanted) passes[i] = 0
}

/** Clears what a term rules out. */
function keep(term: WireTerm, roster: LiveColumns, passes: Uint8Array): void {
  const { length, state, timeNs } = roster
  const wanted = !term.not
  const values = term.values ?? []
  switch (term.field) {
    case TermField.GOID: {
      const goids = new Set(values)
      for (let i = 0; i < length; i++) if (goids.has(roster.goid[i]) !== wanted) passes[i] = 0
      return
    }
    case TermField.SITE: {
      const named = tableOf(65536, term.sites ?? [])
      for (let i = 0; i < length; i++) if ((named[roster.site[i]] !== 0) !== wanted) passes[i] = 0
      return
    }
    case TermField.STATE: {
      const named = tableOf(256, values)
      for (let i = 0; i < length; i++) if ((named[state[i]] !== 0) !== wanted) passes[i] = 0
      return
    }
    case TermField.REASON: {
      const named = tableOf(256, values)
      for (let i = 0; i < length; i++) {
        const matches = state[i] === State.Waiting && named[roster.reason[i]] !== 0
        if (matches !== wanted) passes[i] = 0
      }
      return
    }
    case TermField.STATE_FOR: {
      const named = tableOf(256, values)
      keepAged(term, roster.sinceNs, timeNs, passes, i => named[state[i]] !== 0)
      return
    }
    case TermField.AGE:
      keepAged(term, roster.createdNs, timeNs, passes, () => true)
  }
}

/** What is since a moment that is not known is longer than anything. */
function keepAged(
  term: WireTerm,
  sinceNs: Float64Array,
  timeNs: number,
  passes: Uint8Array,
  applies: (row: number) => boolean,
): void {
  const { minNs, maxNs } = boundsOf(term)
  const wanted = !term.not
  for (let i = 0; i < passes.length; i++) {
    const ns = Number.isNaN(sinceNs[i]) ? Infinity : timeNs - sinceNs[i]
    const matches = ns >= minNs && (ns < maxNs || maxNs === Infinity) && applies(i)
    if (matches !== wanted) passes[i] = 0
  }
}

function tableOf(size: number, values: readonly number[]): Uint8Array {
  const table = new Uint8Array(size)
  for (const value of values) if (value < size) table[value] = 1
  return table
}
