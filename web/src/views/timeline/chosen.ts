import { brush, scope, shown } from '../../session/range.js'
import { Stage } from '../../session/schema.js'
import type { Brush, Span } from '../../session/span.js'

const latencies: readonly number[] = [Stage.CREATE_TO_RUN, Stage.READY_TO_RUN]

/** Which intervals make a goroutine worth a lane: those of the selection where it is in sight, else latencies in view. */
export function laneScope(): Span & { worst: Worst } {
  const { firstNs, lastNs } = selectionInSight() ?? shown()
  return { firstNs, lastNs, worst: worstOf(selectionInSight()) }
}

export function selectionInSight(): Brush | undefined {
  const selected = brush.peek()
  const { firstNs, lastNs } = shown()
  return selected && selected.firstNs < lastNs && selected.lastNs > firstNs ? selected : undefined
}

/** Which latencies are gone through, the longest first. */
export function jumpScope(): Span & { worst: Worst } {
  const selected = brush.peek()
  const ofLatencies = selected?.stages.every(stage => latencies.includes(stage))
  return { ...scope(), worst: worstOf(ofLatencies ? selected : undefined) }
}

interface Worst {
  stages: number[]
  min_ns: number
  max_ns: number
}

function worstOf(selected: Brush | undefined): Worst {
  return {
    stages: [...(selected?.stages.length ? selected.stages : latencies)],
    min_ns: selected?.minNs ?? 0,
    max_ns: selected?.maxNs ?? Number.POSITIVE_INFINITY,
  }
}
