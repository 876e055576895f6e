import { useEffect, useState } from 'preact/hooks'
import type { Answer } from '../../link/answer.js'
import { Time } from '../../parts/figures.js'
import { copied } from '../../parts/save.js'
import { count } from '../../parts/units.js'
import { addressOf } from '../../session/address.js'
import { askOnce } from '../../session/ask.js'
import { show } from '../../session/range.js'
import { hello, stateName } from '../../session/session.js'
import { exactLength, sessionTime } from './axis.js'
import { type Fact, factsOf, headline, laneName } from './describe.js'
import { edgeFacts, edgesQuestion, type PeerFact, wokeFacts } from './edges.js'
import { measure } from './measure.js'
import { naming, type Picked, type TimelineState } from './state.js'

/** What is known of the selected span, and of the measured range. */
export function Details({ state }: { state: TimelineState }) {
  const selected = state.selected.value
  const stretch = state.stretch.value
  if (!selected && !stretch) return null
  return (
    <div class="tl-details">
      {stretch && <Measure state={state} />}
      {selected && <SpanDetails state={state} selected={selected} />}
    </div>
  )
}

function SpanDetails({ state, selected }: { state: TimelineState; selected: Picked }) {
  const { row, span } = selected
  const [answer, setAnswer] = useState<Answer | undefined>(undefined)
  const [said, setSaid] = useState('')
  useEffect(() => {
    let current = true
    setAnswer(undefined)
    setSaid('')
    const question = row.kind === 'site' ? undefined : edgesQuestion(span)
    if (question)
      askOnce(question).then(
        told => current && setAnswer(told),
        error => state.note('edges', `What began this span could not be asked for: ${error.message}.`),
      )
    return () => {
      current = false
    }
  }, [selected])
  const facts: PeerFact[] = [
    ...factsOf(row, span, naming),
    ...edgeFacts(span, answer?.transitions, hello.value?.kinds ?? {}, naming),
    ...wokeFacts(span, state.selectedWakeups),
  ]
  const copy = () => {
    const text = facts.map(({ label, value }) => `${label}\t${value}`).join('\n')
    void copied(`${headline(row, span, naming)}\n${text}\n`).then(setSaid)
  }
  const choose = () => {
    state.choice.choose(span.goid, span.site)
    state.lanesChosen()
    state.reveal(state.index.goroutine(span.goid))
  }
  return (
    <section aria-label="Selected span">
      <h3>
        {laneName(row, naming)}: {headline(row, span, naming)}
      </h3>
      <FactList facts={facts} />
      <div class="tl-actions">
        {row.kind !== 'site' && span.goid > 0 && (
          <>
            <a href={addressOf('goroutine', { goid: span.goid })}>Goroutine {span.goid}</a>
            {state.goroutines && state.index.goroutine(span.goid) < 0 && (
              <button type="button" onClick={choose}>
                Show its lane
              </button>
            )}
          </>
        )}
        <button type="button" onClick={() => showAround(span.beginNs, span.endNs)}>
          Zoom to it
        </button>
        <button type="button" onClick={copy}>
          Copy
        </button>
        <span class="note" role="status">
          {said}
        </span>
        <button type="button" class="quiet" onClick={() => state.select(undefined)}>
          Close
        </button>
      </div>
    </section>
  )
}

function FactList({ facts }: { facts: readonly PeerFact[] }) {
  return (
    <dl class="tl-facts">
      {facts.map((fact, index) => (
        <div key={`${index}${fact.label}`}>
          <dt>{fact.label}</dt>
          <dd>
            <FactValue fact={fact} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function FactValue({ fact }: { fact: Fact & { goid?: number } }) {
  if (fact.goid !== undefined) return <a href={addressOf('goroutine', { goid: fact.goid })}>{fact.value}</a>
  if (fact.ns !== undefined) return <data value={String(fact.ns)}>{fact.value}</data>
  return <span>{fact.value}</span>
}

function Measure({ state }: { state: TimelineState }) {
  const { firstNs, lastNs } = state.stretch.value!
  const measured = measure(state.rows.value, firstNs, lastNs, state.store.gaps)
  const times = measured.byState
    .map((ns, value): [string, number] => [stateName(value), ns])
    .filter(([, ns]) => ns > 0)
  return (
    <section aria-label="Measured range">
      <h3>Measured: {exactLength(lastNs - firstNs)}</h3>
      <dl class="tl-facts">
        <div>
          <dt>From</dt>
          <dd>
            <data value={String(firstNs)}>{sessionTime(firstNs)}</data>
          </dd>
        </div>
        <div>
          <dt>To</dt>
          <dd>
            <data value={String(lastNs)}>{sessionTime(lastNs)}</data>
          </dd>
        </div>
        <div>
          <dt>Spans in {measured.ofGoroutines ? 'the goroutines’ lanes' : 'the Ps’ lanes'}</dt>
          <dd>
            <data value={String(measured.spans)}>{count(measured.spans)}</data>
            {measured.merged > 0 && `, ${count(measured.merged)} of them merged: times are shares`}
          </dd>
        </div>
        {times.map(([name, ns]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Time ns={ns} />
            </dd>
          </div>
        ))}
        {measured.lossNs > 0 && (
          <div>
            <dt>Events lost in</dt>
            <dd>
              <Time ns={measured.lossNs} />
            </dd>
          </div>
        )}
      </dl>
      <div class="tl-actions">
        <button type="button" onClick={() => show(firstNs, lastNs)}>
          Zoom to it
        </button>
        <button
          type="button"
          class="quiet"
          onClick={() => {
            state.stretch.value = undefined
            state.dirty = true
          }}
        >
          Close
        </button>
      </div>
    </section>
  )
}

/** Shows a span with a part of its length on either side. */
export function showAround(beginNs: number, endNs: number): void {
  const beside = Math.max(10, (endNs - beginNs) * 0.15)
  show(beginNs - beside, endNs + beside)
}
