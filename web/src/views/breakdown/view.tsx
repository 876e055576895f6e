import '../../style/breakdown.css'
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { WireStats } from '../../../../lib/stream/wire.js'
import { Count } from '../../parts/figures.js'
import { addressOf, navigate, registerParam, route } from '../../session/address.js'
import { useAnswer } from '../../session/ask.js'
import { includeSystem, wireFilter } from '../../session/filter.js'
import { key } from '../../session/keys.js'
import { brush, range } from '../../session/range.js'
import { sites } from '../../session/session.js'
import { BREAKDOWN_MS, breakdownQuestion } from './question.js'
import { SiteList } from './sitelist.js'
import { spendings } from './spending.js'
import { StagesPanel } from './stages.js'

/** `awake`: shares are of the time that goroutines did not wait. */
const compared = signal('')

/** Where goroutine time goes, by stage and wait reason: of the whole program, or of one site. */
export function Breakdown() {
  const { site } = route.value
  // Made anew for another site, so that nothing of the last one is shown under its name.
  return <BreakdownOf key={site ?? 'all'} site={site} />
}

function BreakdownOf({ site }: { site: number | undefined }) {
  const filter = wireFilter()
  const answer = useAnswer(() => breakdownQuestion(site), [site, brush.value, range.value, filter], {
    everyMs: BREAKDOWN_MS,
  })
  useEffect(
    () =>
      site === undefined ? undefined : key('Escape', 'Up to the whole program', () => navigate('breakdown')),
    [site],
  )
  const spanNs = answer ? Math.max(0, answer.last_ns - answer.first_ns) : 0
  useEffect(() => registerParam('of', compared), [])
  const awake = compared.value === 'awake'
  const stats = answer?.stats
  // Nothing is known before the first answer, which is something else than zero.
  const rows = stats ? spendings(stats.stages, stats.reasons, spanNs, awake) : []
  return (
    <div class="breakdown" data-first-ns={answer?.first_ns} data-last-ns={answer?.last_ns}>
      <Path site={site} />
      {answer?.refused && <p class="alarm">{answer.refused}</p>}
      <StagesPanel rows={rows} spanNs={spanNs} tools={<Compared />} />
      <Caveats stats={stats} site={site} />
      {site === undefined && <SiteList stats={stats} awake={awake} />}
    </div>
  )
}

/** What the bars are shares of. */
function Compared() {
  const awake = compared.value === 'awake'
  return (
    <button
      type="button"
      aria-pressed={awake}
      title="Bars and shares of the time that goroutines did not wait"
      onClick={() => {
        compared.value = awake ? '' : 'awake'
      }}
    >
      without waits
    </button>
  )
}

/** From the whole program down to what is shown. */
function Path({ site }: { site: number | undefined }) {
  const info = site === undefined ? undefined : sites.value.get(site)
  return (
    <nav class="crumbs" aria-label="Part of the program">
      {info ? (
        <>
          <a href={addressOf('breakdown')}>Whole program</a>
          <span aria-hidden="true"> › </span>
          <strong aria-current="page">{info.label}</strong>
          {info.created_at && (
            <span class="dim">
              {' '}
              created at {info.created_at}
              {info.created_by && ` by ${info.created_by}`}
            </span>
          )}
        </>
      ) : (
        <strong aria-current="page">Whole program</strong>
      )}
    </nav>
  )
}

/** What the numbers leave out. */
function Caveats({ stats, site }: { stats: WireStats | undefined; site: number | undefined }) {
  const isSystem = site !== undefined && sites.value.get(site).system
  return (
    <p class="hint">
      An interval counts, whole, where it ends; one that has not ended does not count yet.
      {stats && (
        <>
          {' '}
          Of <Count n={stats.transitions ?? 0} /> transitions <Count n={stats.unknown ?? 0} /> ended an
          interval of unknown length: it began before the attach, or events were lost.
        </>
      )}
      {!includeSystem.value && !isSystem && ' The runtime’s own goroutines are left out.'}
    </p>
  )
}
