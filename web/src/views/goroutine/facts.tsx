import type { ComponentChildren } from 'preact'
import type { WireGoroutine } from '../../../../lib/stream/wire.js'
import { Time } from '../../parts/figures.js'
import { aggregate, sites } from '../../session/session.js'
import { GoroutineLink, StateText } from '../goroutines/columns.js'
import { sessionTime } from '../timeline/axis.js'
import { isOver } from './data.js'

/** Who it is: state, since when, age, by whom created, on which thread. */
export function Facts({ of, lastNs }: { of: WireGoroutine; lastNs: number }) {
  const info = sites.value.get(of.site ?? 0)
  const over = isOver(of.state ?? 0)
  const parent = of.parent ?? 0
  return (
    <dl class="goroutine-facts">
      <Fact name="start function">{info.function || info.label}</Fact>
      <Fact name="state">
        {over ? 'exited' : <StateText state={of.state ?? 0} reason={of.reason ?? 255} />}
      </Fact>
      {!over && (
        <Fact name="for">
          <Since ns={of.since_ns} lastNs={lastNs} unknown="not known: since before the session or a loss" />
        </Fact>
      )}
      <Fact name={over ? 'lived' : 'age'}>
        <Since
          ns={of.created_ns}
          lastNs={over ? (of.exited_ns ?? Number.NaN) : lastNs}
          unknown="not known: its creation was not seen"
          older
        />
      </Fact>
      <Fact name="created">
        {Number.isNaN(of.created_ns) ? 'before the session' : <Moment ns={of.created_ns} />}
        {parent !== 0 && (
          <>
            {' by goroutine '}
            <GoroutineLink goid={parent} />
          </>
        )}
        {info.created_by !== '' && ` in ${info.created_by}`}
        {info.created_at !== '' && ` at ${info.created_at}`}
      </Fact>
      {over && (
        <Fact name="exited">
          <Moment ns={of.exited_ns} />
        </Fact>
      )}
      {(of.tid ?? 0) !== 0 && <Fact name="thread">{of.tid}</Fact>}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** @param older what was not seen to begin, began before the session, unless events were lost */
function Since({
  ns,
  lastNs,
  unknown,
  older = false,
}: {
  ns: number | null | undefined
  lastNs: number
  unknown: string
  older?: boolean
}) {
  const length = lastNs - (ns ?? Number.NaN)
  if (!Number.isNaN(length)) return <Time ns={Math.max(0, length)} />
  if (!older || !(lastNs > 0) || aggregate.value?.lost) return <span class="dim">{unknown}</span>
  return (
    <>
      &gt; <Time ns={lastNs} />
    </>
  )
}

/** A moment of the session, to the nanosecond as its value. */
export function Moment({ ns }: { ns: number | null | undefined }) {
  if (ns === undefined || ns === null || Number.isNaN(ns)) return <span class="dim">not seen</span>
  return <data value={String(ns)}>{sessionTime(ns, 1000)}</data>
}
