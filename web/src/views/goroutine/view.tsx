import { Panel } from '../../parts/panel.js'
import { addressOf, route } from '../../session/address.js'
import { hello, reasonText, sites, stateName } from '../../session/session.js'
import '../../style/goroutines.css'
import { TRANSITIONS_SHOWN, useGoroutine } from './data.js'
import { Facts } from './facts.js'
import { lastSteps } from './history.js'
import { LanePanel } from './lane-panel.js'
import { PeersPanel, ReasonsPanel, StagesPanel, StepsPanel } from './tables.js'

/** All that the past tells of one goroutine. */
export function GoroutinePage() {
  const goid = route.value.goid ?? 0
  const source = useGoroutine(goid)
  const answer = source.story.value
  const transitions = source.steps.value?.transitions
  const of = answer?.goroutine
  if (source.refused.value !== '') return <p class="goroutine-none">{source.refused.value}</p>
  if (!answer || !of) return <p class="goroutine-none">Asking about goroutine {goid}…</p>
  if (!of.known) return <Unknown goid={goid} />
  const words = {
    kind: (kind: number) => hello.peek()?.kinds?.[kind] ?? `event ${kind}`,
    state: stateName,
    reason: reasonText,
  }
  const steps = transitions ? lastSteps(transitions.rows, TRANSITIONS_SHOWN, words) : []
  return (
    <div class="goroutine" data-goid={goid}>
      <Panel title={`Goroutine ${goid}`} note={sites.value.get(of.site ?? 0).label}>
        <Facts of={of} lastNs={answer.last_ns} />
      </Panel>
      <LanePanel source={source} goid={goid} />
      <StagesPanel of={of} />
      <ReasonsPanel of={of} />
      <PeersPanel
        title="Woken by"
        none="Nothing that is known made it runnable in the range."
        peers={of.woken_by ?? []}
        total={of.woken_by_total ?? 0}
        countName="times"
      />
      <PeersPanel
        title="Woke"
        none="It made no goroutine runnable in the range."
        peers={of.woke ?? []}
        total={of.woke_total ?? 0}
        countName="times"
      />
      <PeersPanel
        title="Children"
        none="It created no goroutine that the past still knows."
        peers={of.children ?? []}
        total={of.children_total ?? 0}
      />
      <StepsPanel goid={goid} steps={steps} total={transitions?.total ?? 0} lossy={answer.gaps.length > 0} />
    </div>
  )
}

function Unknown({ goid }: { goid: number }) {
  return (
    <p class="goroutine-none">
      Goroutine {goid} is not known: it never was, or it exited before the past that is kept begins.{' '}
      <a href={addressOf('goroutines')}>All live goroutines</a>
    </p>
  )
}
