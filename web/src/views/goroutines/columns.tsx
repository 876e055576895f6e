import { Time } from '../../parts/figures.js'
import type { Column } from '../../parts/virtual-table.js'
import { addressOf } from '../../session/address.js'
import { State } from '../../session/schema.js'
import { reasonText, sites, stateName } from '../../session/session.js'
import { shortLabel } from '../../session/sites.js'
import type { GoroutineRow } from './page.js'

/** A link to a goroutine's own page. */
export function GoroutineLink({ goid, tabIndex }: { goid: number; tabIndex?: number }) {
  return (
    <a href={addressOf('goroutine', { goid })} tabIndex={tabIndex}>
      <data value={String(goid)}>{goid}</data>
    </a>
  )
}

/** Where a goroutine comes from; in full under the pointer. */
function SiteName({ site }: { site: number }) {
  const { label } = sites.value.get(site)
  return (
    <span class="site-name" title={label}>
      {shortLabel(label)}
    </span>
  )
}

/** A state with its colour, and what it waits for. */
export function StateText({ state, reason }: { state: number; reason: number }) {
  const name = stateName(state)
  return (
    <span class="state" data-state={name}>
      {name}
      {state === State.Waiting && <span class="dim"> {reasonText(reason)}</span>}
    </span>
  )
}

/** @param nowNs the session's time of the rows: what began before the session is older than that */
export function LongTime({ ns, nowNs }: { ns: number; nowNs: number }) {
  if (ns !== Infinity) return <Time ns={ns} />
  return (
    <span title="since before the session, or not known because events were lost">
      &gt; <Time ns={nowNs} />
    </span>
  )
}

export function listColumns(nowNs: () => number): Column<GoroutineRow>[] {
  return [
    {
      id: 'goid',
      title: 'goid',
      width: 'min(7rem, 19vw)',
      numeric: true,
      sortable: true,
      rowHeader: true,
      cell: row => <GoroutineLink goid={row.goid} tabIndex={-1} />,
    },
    {
      id: 'site',
      title: 'site',
      hint: 'start function, and the go statement that started it',
      width: 'minmax(min(12rem, 23vw), 1fr)',
      sortable: true,
      cell: row => <SiteName site={row.site} />,
    },
    {
      id: 'state',
      title: 'state, reason',
      width: 'minmax(min(14rem, 24vw), 1fr)',
      sortable: true,
      cell: row => <StateText state={row.state} reason={row.reason} />,
    },
    {
      id: 'time',
      title: 'time in state',
      width: 'min(8rem, 21vw)',
      numeric: true,
      sortable: true,
      cell: row => <LongTime ns={row.inStateNs} nowNs={nowNs()} />,
    },
    {
      id: 'age',
      title: 'age',
      width: '7rem',
      numeric: true,
      sortable: true,
      cell: row => <LongTime ns={row.ageNs} nowNs={nowNs()} />,
    },
    {
      id: 'waker',
      title: 'last woken by',
      hint: 'the goroutine that last made it runnable, within the range; – the runtime did (a timer, the network), or it is not known',
      width: '7.5rem',
      numeric: true,
      cell: row =>
        row.wokenBy === 0 ? <span class="none">–</span> : <GoroutineLink goid={row.wokenBy} tabIndex={-1} />,
    },
    {
      id: 'thread',
      title: 'thread',
      hint: 'the thread that runs it',
      width: '6rem',
      numeric: true,
      cell: row =>
        row.tid === 0 ? <span class="none">–</span> : <data value={String(row.tid)}>{row.tid}</data>,
    },
  ]
}
