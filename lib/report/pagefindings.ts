import { count, duration } from '../console/units.js'
import type { SiteName } from '../model/sites.js'
import type { RecordingHead } from '../recording/walk.js'
import type { PageFindings } from './html/report.js'
import type { Finding, FindingKind, Report, SiteRef } from './result.js'
import { place } from './wording.js'

const groups: [title: string, kinds: FindingKind[]][] = [
  ['Worst latencies', ['delay', 'lock_wait']],
  ['Longest waits', ['wait', 'still_waiting']],
  ['Busiest sites', ['busiest']],
  ['Growth', ['growth']],
  ['Losses', ['loss']],
  ['The kernel', ['kernel']],
  ['Use of the Ps', ['processors']],
]

const titles: Partial<Record<FindingKind, string>> = {
  delay: 'Longest before a goroutine ran',
  lock_wait: 'Longest wait for a lock',
}

/** The answer, in one line. */
function titleOf({ kind, text, ns, site }: Finding): string {
  const title = titles[kind]
  return title === undefined || ns === undefined || site === undefined
    ? text
    : `${title}: ${duration(ns)}, ${place(site)}`
}

/** The page counts from the session's base, the texts from the recording's beginning. */
function clockNote({ begin_ns }: Report): { note?: string } {
  return begin_ns < 1e6
    ? {}
    : { note: `Times count from the recording's beginning, which is ${duration(begin_ns)} on the page.` }
}

/** What the first box of the page says. @param head of the one recording that the page holds */
export function pageFindings(report: Report, head: RecordingHead): PageFindings {
  const [first] = report.findings
  return {
    title: titleOf(first),
    groups: [
      ...groups
        .map(([title, kinds]) => ({
          title,
          items: report.findings
            .filter(({ kind }) => kinds.includes(kind))
            .map(each => item(each, head.sites)),
        }))
        .filter(({ items }) => items.length > 0)
        .map((group, i) => (i === 0 ? { ...group, ...clockNote(report) } : group)),
      {
        title: 'What to look at next',
        items: report.next.map(({ command, why }) => ({ text: `${why}: ${command}` })),
      },
    ],
    whole: whole(report),
  }
}

function item({ text, first_ns, last_ns, goid, site }: Finding, names: readonly SiteName[]) {
  const number = site === undefined ? -1 : numberOf(site, names)
  return {
    text,
    ...(first_ns === undefined ? {} : { firstNs: first_ns }),
    ...(last_ns === undefined ? {} : { lastNs: last_ns }),
    ...(goid === undefined ? {} : { goid }),
    ...(number < 0 ? {} : { site: number }),
  }
}

/** The recording's own number of a site. */
function numberOf(site: SiteRef, names: readonly SiteName[]): number {
  return names.findIndex(
    name =>
      name.function === site.function &&
      name.createdAt === site.created_at &&
      name.createdBy === site.created_by,
  )
}

function whole({ told_ns, transitions, goroutines, stages, losses }: Report): PageFindings['whole'] {
  const { ready_to_run: ready, create_to_run: created } = stages
  const tail = (stats: typeof ready) =>
    stats.count === 0 ? 'none' : `${duration(stats.p99_ns)}, at most ${duration(stats.max_ns)}`
  return [
    { name: 'Time told of', value: duration(told_ns) },
    { name: 'Transitions', value: count(transitions) },
    { name: 'Goroutines live at most', value: count(goroutines.most) },
    { name: 'Created, exited', value: `${count(goroutines.created)}, ${count(goroutines.exited)}` },
    { name: 'ready→run, 99 %', value: tail(ready) },
    { name: 'create→run, 99 %', value: tail(created) },
    { name: 'Lost', value: losses.lost === 0 ? 'nothing' : `${losses.lost} events` },
  ]
}
