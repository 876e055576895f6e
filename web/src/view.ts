import type { WireAggregate, WireHello, WireSite, WireStageStats } from '../../lib/stream/wire.js'
import { LiveTable, type Row } from './table.js'
import { clock, count, duration, percent } from './units.js'

const stages = [
  ['create_to_run', 'create → first run'],
  ['ready_to_run', 'ready → run'],
  ['run', 'run'],
  ['wait', 'wait'],
  ['syscall', 'syscall'],
  ['lifetime', 'lifetime'],
] as const

const quantiles = ['p50_ns', 'p90_ns', 'p99_ns', 'p999_ns', 'max_ns'] as const

/** The page's elements, and how they show the state of the session. Holds no state but what is on the screen. */
export class View {
  readonly #stages = new LiveTable(body('stages'), [0], [7])
  readonly #states = new LiveTable(body('states'), [0])
  readonly #reasons = new LiveTable(body('reasons'), [0])
  readonly #sites = new LiveTable(body('sites'), [0, 1], [2, 5, 9])

  /** Calls back when the user wants to see other rows. */
  onChoice(changed: () => void): void {
    element('system').addEventListener('change', changed)
  }

  showHello(hello: WireHello): void {
    const command = hello.command ?? ''
    text('command', command)
    element('command').title = command
    text('process', `pid ${hello.pid} · ${hello.go_version}`)
    document.title = `${command.split(' ', 1)[0]!.split('/').at(-1)} · runqscope`
  }

  showStatus(status: 'connecting' | 'live' | 'reconnecting' | 'ended'): void {
    text('status', status)
    element('status').dataset.status = status
  }

  /** Shows a sentence across the page, or takes it away. */
  showBanner(sentence: string | undefined): void {
    element('banner').hidden = sentence === undefined
    text('banner', sentence ?? '')
  }

  showAggregate(aggregate: WireAggregate, sites: ReadonlyMap<number, WireSite>): void {
    this.#showTiles(aggregate)
    this.#showStages(aggregate)
    const states = Object.entries(aggregate.states ?? {}).filter(([, live]) => live > 0)
    this.#states.update(states.map(([state, live]) => ({ cells: [state, count(live)] })))
    const reasons = Object.entries(aggregate.wait_reasons ?? {}).sort(byTotal)
    this.#reasons.update(reasons.map(([reason, stats]) => ({ cells: [reason, ...waitCells(stats)] })))
    this.#showSites(aggregate, sites)
  }

  #showTiles(aggregate: WireAggregate): void {
    const rate = aggregate.hits_per_s ?? 0
    const cost = aggregate.hit_cost_ns ?? 0
    const lost = aggregate.lost ?? 0
    const { live, seen, exited } = aggregate.goroutines ?? {}
    text('duration', clock(aggregate.duration_ns ?? 0))
    text('events', `${count(aggregate.events ?? 0)} events`)
    text('rate', count(rate))
    text('produced', `${count(aggregate.produced ?? 0)} probe hits in all`)
    text('lost', count(lost))
    element('lost-tile').classList.toggle('alarm', lost > 0)
    const causes = Object.entries(aggregate.lost_by_cause ?? {}).filter(([, events]) => events > 0)
    text(
      'causes',
      causes.map(([cause, events]) => `${cause} ${count(events)}`).join(', ') || 'every event was taken',
    )
    text('cost', cost > 0 ? duration(cost) : 'not known')
    text('share', cost > 0 ? `${percent((rate * cost) / 1e9)} of one CPU` : 'could not be calibrated')
    text('live', count(live ?? 0))
    text('seen', `${count(seen ?? 0)} seen, ${count(exited ?? 0)} exited`)
    text('undetermined', count((aggregate.undetermined ?? 0) + (aggregate.disagreements ?? 0)))
    text('censored', `${count(aggregate.censored ?? 0)} begun before the attach`)
  }

  #showStages(aggregate: WireAggregate): void {
    text('window', `last ${duration(aggregate.window_ns ?? 0)}`)
    this.#stages.update(
      stages.map(([name, label]) => ({
        cells: [label, ...statsCells(aggregate.window?.[name]), ...statsCells(aggregate.stages?.[name])],
      })),
    )
  }

  #showSites(aggregate: WireAggregate, sites: ReadonlyMap<number, WireSite>): void {
    const system = (element('system') as HTMLInputElement).checked
    const all = aggregate.sites ?? []
    const rows: Row[] = []
    for (const site of all) {
      const origin = sites.get(site.site ?? 0)
      if (origin?.system && !system) continue
      const created = origin?.created_at ?? ''
      const ready = site.stages?.ready_to_run
      rows.push({
        dim: origin?.system ?? false,
        titles: { 1: origin?.created_by ? `${created} in ${origin.created_by}` : created },
        cells: [
          origin?.function ?? `site ${site.site}`,
          created === '' ? 'the start of the program' : created.split('/').at(-1)!,
          count(site.live ?? 0),
          count(site.created ?? 0),
          count(site.exited ?? 0),
          time(ready, 'p50_ns'),
          time(ready, 'p99_ns'),
          time(ready, 'max_ns'),
          time(ready, 'total_ns'),
          time(site.stages?.run, 'total_ns'),
          time(site.stages?.wait, 'total_ns'),
        ],
      })
    }
    const more = (aggregate.sites_total ?? all.length) - all.length
    text(
      'shown',
      more > 0 ? `the ${all.length} with most time runnable and waiting; ${count(more)} more` : '',
    )
    this.#sites.update(rows)
  }
}

function statsCells(stats: WireStageStats | null | undefined): string[] {
  return [count(stats?.count ?? 0), ...quantiles.map(quantile => time(stats, quantile))]
}

function waitCells(stats: WireStageStats): string[] {
  const times = (['total_ns', 'p50_ns', 'p99_ns', 'max_ns'] as const).map(name => time(stats, name))
  return [count(stats.count ?? 0), ...times]
}

/** A time of a stage, or a dash if the stage has not been seen. */
function time(
  stats: WireStageStats | null | undefined,
  name: 'total_ns' | (typeof quantiles)[number],
): string {
  return stats?.count ? duration(stats[name] ?? 0) : '–'
}

function byTotal([, a]: [string, WireStageStats], [, b]: [string, WireStageStats]): number {
  return (b.total_ns ?? 0) - (a.total_ns ?? 0)
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`the page has no element '${id}'`)
  return found
}

function body(id: string): HTMLTableSectionElement {
  return element(id) as HTMLTableSectionElement
}

function text(id: string, content: string): void {
  const target = element(id)
  if (target.textContent !== content) target.textContent = content
}
