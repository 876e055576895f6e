import type { ComponentChildren } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import type { Answer } from '../../link/answer.js'
import { Count, Percent, Rate, Time } from '../../parts/figures.js'
import { addressOf } from '../../session/address.js'
import { useAnswer } from '../../session/ask.js'
import { wireFilter } from '../../session/filter.js'
import { brush, range } from '../../session/range.js'
import { Stage } from '../../session/schema.js'
import { aggregate, type Status, sites, status } from '../../session/session.js'
import { shortLabel } from '../../session/sites.js'
import { mostRunnable } from '../breakdown/spending.js'
import { jumpTo } from './jump.js'
import { askedScope } from './scope.js'
import { Goid } from './worst.js'
import { WorstFeed } from './worstfeed.js'

const EVERY_MS = 2 ** 30 / 1e6
/** As many sites as are looked through for the one that was runnable for longest. */
const SITES = 256
const NONE = 'none in the range'
/** What is counted as live is so at the end of what there is, wherever the range lies. */
const LIVE_NAMES: Partial<Record<Status, string>> = { recording: 'Live at its end', ended: 'Live at the end' }

/** Key figures of the range or the selection. */
export function Tiles() {
  const filter = wireFilter()
  const answer = useAnswer(
    () => {
      const { firstNs, lastNs } = askedScope(EVERY_MS)
      return { first_ns: firstNs, last_ns: lastNs, filter: wireFilter(), stats: { sites: SITES } }
    },
    [brush.value, range.value, filter],
    { everyMs: EVERY_MS },
  )
  const stages = answer?.stats?.stages
  const latency = stages?.ready_to_run
  const waits = stages?.wait?.count ?? undefined
  const seconds = answer ? (answer.last_ns - answer.first_ns) / 1e9 : 0
  return (
    <dl class="tiles">
      <Tile name="Ready → run" note={<>p50 of {<Count n={answer?.stats && (latency?.count ?? 0)} />}</>}>
        <Time ns={known(latency?.count, latency?.p50_ns)} />
      </Tile>
      <Tile name="Ready → run" note="p99">
        <Time ns={known(latency?.count, latency?.p99_ns)} />
      </Tile>
      <Tile name="Ready → run" note="max">
        <Time ns={known(latency?.count, latency?.max_ns)} />
      </Tile>
      <Tile
        name="Waits"
        note={<Rate perSecond={waits === undefined || seconds <= 0 ? undefined : waits / seconds} />}
      >
        <Count n={waits} />
      </Tile>
      <LiveTile answer={answer} />
      <Longest />
      <MostRunnable answer={answer} />
    </dl>
  )
}

function Tile({
  name,
  note,
  children,
}: {
  name: string
  note: ComponentChildren
  children: ComponentChildren
}) {
  return (
    <div class="tile">
      <dt>{name}</dt>
      <dd>{children}</dd>
      <dd class="note">{note}</dd>
    </div>
  )
}

function LiveTile({ answer }: { answer: Answer | undefined }) {
  return (
    <Tile
      name={LIVE_NAMES[status.value] ?? (range.value.following ? 'Goroutines live' : 'Goroutines live now')}
      note={
        answer?.stats && (
          <>
            +<Count n={answer.stats.created ?? 0} /> −<Count n={answer.stats.exited ?? 0} />
          </>
        )
      }
    >
      <Live />
    </Tile>
  )
}

/** Alone, because it changes with every aggregate. */
function Live() {
  return <Count n={aggregate.value?.goroutines?.live} />
}

/** The longest time that a goroutine was runnable, with a way to it. */
function Longest() {
  const feed = useMemo(() => new WorstFeed(1, false), [])
  useEffect(() => {
    feed.setStages([Stage.CREATE_TO_RUN, Stage.READY_TO_RUN])
    feed.start()
    return () => feed.stop()
  }, [])
  const found = feed.found.value
  const worst = found?.intervals[0]
  if (!worst)
    return (
      <Tile name="Longest runnable" note={found ? NONE : '–'}>
        –
      </Tile>
    )
  const goid = worst.goid ?? 0
  const site = worst.site ?? 0
  const beginNs = worst.begin_ns ?? 0
  const endNs = worst.end_ns ?? 0
  return (
    <Tile
      name="Longest runnable"
      note={
        <>
          goroutine <Goid goid={goid} /> · {shortLabel(sites.value.get(site).label)}
        </>
      }
    >
      <button
        type="button"
        class="link"
        title="Show it on the timeline"
        onClick={() => jumpTo({ goid, site, beginNs, endNs })}
      >
        <Time ns={endNs - beginNs} />
      </button>
    </Tile>
  )
}

/** The site whose goroutines were runnable for longest, all together. */
function MostRunnable({ answer }: { answer: Answer | undefined }) {
  const most = mostRunnable(answer?.stats)
  if (!most)
    return (
      <Tile name="Most time runnable" note={answer?.stats ? NONE : '–'}>
        –
      </Tile>
    )
  return (
    <Tile
      name="Most time runnable"
      note={
        <>
          <Percent share={most.share} /> of all:{' '}
          <a href={addressOf('breakdown', { site: most.site })}>
            {shortLabel(sites.value.get(most.site).label)}
          </a>
          {most.all ? '' : `, of the first ${SITES} sites`}
        </>
      }
    >
      <Time ns={most.totalNs} />
    </Tile>
  )
}

/** A quantile of nothing is not 0. */
function known(count: number | null | undefined, ns: number | null | undefined): number | undefined {
  return count ? (ns ?? 0) : undefined
}
