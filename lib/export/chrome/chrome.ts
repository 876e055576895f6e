import { basename } from 'node:path'
import { Kind, NO_P } from '../../contract.gen.js'
import { waitReasonText } from '../../latency/latency.js'
import type { LiveGoroutines } from '../../model/live.js'
import type { SiteName } from '../../model/sites.js'
import { State, stateNames, type TransitionBatch } from '../../model/transition.js'
import type { RecordedGap, RecordingHead, RecordingVisitor } from '../../recording/walk.js'
import type { Format } from '../format.js'
import type { Output } from '../output.js'
import { type SpanBatch, SpanFlag } from '../spanbatch.js'
import { Spans } from '../spans.js'
import { Tracked } from '../tracked.js'
import { Lanes } from './lanes.js'
import { Lines, piece } from './lines.js'

/** Processes of the trace: what belongs to all, the Ps, and one for each site. */
const PROGRAM = 1
const PS = 2
const SITES_FROM = 10
/** Longer names are cut, UTF-16 units. */
const NAME_MAX = 1000
/** Counters are told at most so often, ns. */
const COUNTERS_NS = 10e6

const tid = piece(',"tid":')
const ts = piece(',"ts":')
const dur = piece(',"dur":')
const id = piece(',"id":')
const close = piece('}')
const noBegin = piece(',"args":{"begin":"not seen"}}')
const noEnd = piece(',"args":{"end":"events lost or recording over"}}')
const neither = piece(',"args":{"begin":"not seen","end":"events lost or recording over"}}')
const wakes = { ready: piece(flowStart('ready')), create: piece(flowStart('create')) }
const woken = piece('{"ph":"f","bp":"e","name":"wake","cat":"wake","pid":')

function flowStart(name: string): string {
  return `{"ph":"s","name":"wake","cat":"wake","args":{"kind":"${name}"},"pid":`
}

/** Complete events for every state of a goroutine and every run on a P, arrows for wake-ups, counters. */
class Chrome implements RecordingVisitor {
  private readonly lines: Lines
  private readonly spans = new Spans({ ended: (spans, rows) => this.ended(spans, rows) })
  private readonly lanes = new Lanes((p, goid, site, beginNs, endNs) =>
    this.onP(p, goid, site, beginNs, endNs),
  )
  private readonly goroutines = new Tracked()
  private readonly sitesTold = new Uint8Array(65536)
  private readonly psTold = new Uint8Array(65536)
  private sites: readonly SiteName[] = []
  /** Beginning of a slice, by wait reason and, above 255, by state. */
  private readonly slices: Uint8Array[] = []
  private readonly runs: Uint8Array[] = []
  private countersNs = -Infinity
  private flows = 0

  constructor(private readonly output: Output) {
    this.lines = new Lines(output)
  }

  begin(head: RecordingHead, live: LiveGoroutines & { timeNs: number }): void {
    this.sites = head.sites
    const { pid, command, goVersion, startedAtUnixMs, version } = head
    const about = {
      pid,
      command,
      go_version: goVersion,
      started_at_unix_ms: startedAtUnixMs,
      runqscope: version,
    }
    this.output.text(`{"displayTimeUnit":"ns","otherData":${JSON.stringify(about)},"traceEvents":[\n`)
    for (let reason = 0; reason < 255; reason++)
      this.slices.push(sliceStart(waitReasonText(reason, head.waitReasons), 'wait'))
    this.slices.push(sliceStart('waiting', 'wait'))
    for (const name of stateNames) this.slices.push(sliceStart(name, 'state'))
    this.process(PROGRAM, head.command, 0)
    this.process(PS, 'Ps', 1)
    for (let i = 0; i < live.length; i++) {
      const at = this.track(live.goid[i], live.site[i])
      this.goroutines.enter(at, live.state[i])
    }
    this.count(live.timeNs)
    this.spans.begin(head, live)
  }

  batch(batch: TransitionBatch): void {
    this.spans.batch(batch)
  }

  gap(gap: RecordedGap): void {
    this.spans.gap(gap)
    this.lanes.endAll(gap.firstNs)
    const { index } = this.goroutines
    for (let at = 0; at < index.high; at++)
      if (index.f64[at * 4] !== 0) {
        this.goroutines.enter(at, State.Undetermined)
        this.goroutines.flow[at] = 0
      }
    this.count(gap.firstNs)
    const total = Object.values(gap.lost).reduce((sum, count) => sum + count, 0)
    this.lines.seldom({
      ph: 'X',
      name: total > 0 ? `${total} lost` : 'lost',
      cat: 'loss',
      pid: PROGRAM,
      tid: 1,
      ts: gap.firstNs / 1000,
      dur: Math.max(0, gap.lastNs - gap.firstNs) / 1000,
      args: gap.lost,
    })
  }

  live(live: LiveGoroutines & { timeNs: number }): void {
    const { goroutines } = this
    const there = new Set(live.goid.subarray(0, live.length))
    for (let at = 0; at < goroutines.index.high; at++) {
      const goid = goroutines.index.f64[at * 4]
      if (goid !== 0 && !there.has(goid)) goroutines.remove(at)
    }
    for (let i = 0; i < live.length; i++) {
      const at = this.track(live.goid[i], live.site[i])
      if (goroutines.state[at] === State.Undetermined) goroutines.enter(at, live.state[i])
    }
    this.count(live.timeNs)
    this.spans.live(live)
  }

  end(ns: number): void {
    this.lanes.endAll(ns)
    this.count(ns)
    this.spans.end(ns)
    this.output.text('\n]}\n')
  }

  private ended(spans: SpanBatch, rows: TransitionBatch | undefined): void {
    let span = 0
    const length = rows?.length ?? 0
    for (let row = 0; row < length; row++) {
      if (span < spans.length && spans.row[span] === row) this.slice(spans, span++)
      this.row(rows!, row)
    }
    while (span < spans.length) this.slice(spans, span++)
  }

  private row(batch: TransitionBatch, row: number): void {
    const { goroutines } = this
    const timeNs = batch.timeNs[row]
    const to = batch.to[row]
    const at = this.track(batch.goid[row], batch.site[row])
    goroutines.flow[at] = 0
    if (to === State.NotExist) {
      goroutines.remove(at)
      return
    }
    const known = timeNs >= this.spans.lostUntilNs
    goroutines.enter(at, known ? to : State.Undetermined)
    if (!known) return
    if (to === State.Running) {
      const p = batch.p[row]
      if (p !== NO_P) this.lanes.enter(p, batch.goid[row], batch.site[row], timeNs)
    } else if (to === State.Runnable && batch.other[row] !== 0)
      this.wake(at, batch.other[row], batch.kind[row], timeNs)
    if (timeNs >= this.countersNs + COUNTERS_NS) this.count(timeNs)
  }

  /** The beginning of an arrow. Its end is written with the slice that it points at, behind it: readers want it so. */
  private wake(at: number, other: number, kind: number, timeNs: number): void {
    const { goroutines, lines } = this
    if (kind !== Kind.READY && kind !== Kind.CREATE) return
    const waker = goroutines.index.find(other)
    if (waker < 0 || goroutines.state[waker] === State.Undetermined) return
    goroutines.flow[at] = ++this.flows
    lines.begin()
    lines.piece(kind === Kind.READY ? wakes.ready : wakes.create)
    this.place(SITES_FROM + goroutines.site[waker], other, timeNs)
    lines.piece(id)
    lines.whole(this.flows)
    lines.piece(close)
  }

  private slice(spans: SpanBatch, i: number): void {
    const { lines, goroutines } = this
    const state = spans.state[i]
    const goid = spans.goid[i]
    const beginNs = spans.beginNs[i]
    const endNs = spans.endNs[i]
    const at = this.track(goid, spans.site[i])
    // It stays where it was first shown, though its site may be known by now.
    const pid = SITES_FROM + goroutines.site[at]
    lines.begin()
    lines.piece(this.slices[state === State.Waiting ? spans.reason[i] : 256 + state]!)
    this.place(pid, goid, beginNs)
    lines.piece(dur)
    lines.micros(endNs - beginNs)
    const open = spans.flags[i] & (SpanFlag.BeginUnknown | SpanFlag.BeginCut)
    const cut = spans.flags[i] & SpanFlag.EndCut
    lines.piece(open ? (cut ? neither : noBegin) : cut ? noEnd : close)
    if (state === State.Running && spans.p[i] !== NO_P) this.lanes.leave(spans.p[i], goid, endNs)
    if (state !== State.Runnable || goroutines.flow[at] === 0) return
    lines.begin()
    lines.piece(woken)
    this.place(pid, goid, beginNs)
    lines.piece(id)
    lines.whole(goroutines.flow[at])
    lines.piece(close)
  }

  private onP(p: number, goid: number, site: number, beginNs: number, endNs: number): void {
    const { lines } = this
    if (this.psTold[p] === 0) {
      this.psTold[p] = 1
      this.thread(PS, p + 1, `P${p}`, p)
    }
    this.runs[site] ??= piece(`{"ph":"X","name":${ascii(this.nameOf(site))},"cat":"p","args":{"goid":`)
    lines.begin()
    lines.piece(this.runs[site])
    lines.whole(goid)
    lines.piece(pidAfterArgs)
    this.place(PS, p + 1, beginNs)
    lines.piece(dur)
    lines.micros(endNs - beginNs)
    lines.piece(close)
  }

  /** Process, thread and time of an event. */
  private place(pid: number, thread: number, ns: number): void {
    const { lines } = this
    lines.whole(pid)
    lines.piece(tid)
    lines.whole(thread)
    lines.piece(ts)
    lines.micros(ns)
  }

  private count(ns: number): void {
    this.countersNs = ns
    const args: Record<string, number> = {}
    for (const [state, name] of stateNames.entries())
      if (state !== State.NotExist) args[name] = this.goroutines.counts[state]!
    this.lines.seldom({ ph: 'C', name: 'goroutines', pid: PROGRAM, tid: 1, ts: ns / 1000, args })
  }

  /** The goroutine's row; one that is new gets a thread with its name. */
  private track(goid: number, site: number): number {
    const found = this.goroutines.index.find(goid)
    if (found >= 0) return found
    const pid = SITES_FROM + site
    if (this.sitesTold[site] === 0) {
      this.sitesTold[site] = 1
      const createdAt = this.sites[site]?.createdAt
      this.process(pid, createdAt ? `${this.nameOf(site)} (${basename(createdAt)})` : this.nameOf(site), pid)
    }
    this.thread(pid, goid, `G${goid}`, goid)
    return this.goroutines.insert(goid, site)
  }

  private nameOf(site: number): string {
    return this.sites[site]?.function.slice(0, NAME_MAX) ?? 'unknown'
  }

  private process(pid: number, name: string, order: number): void {
    this.lines.seldom({ ph: 'M', name: 'process_name', pid, tid: 0, args: { name } })
    this.lines.seldom({ ph: 'M', name: 'process_sort_index', pid, tid: 0, args: { sort_index: order } })
  }

  private thread(pid: number, thread: number, name: string, order: number): void {
    this.lines.seldom({ ph: 'M', name: 'thread_name', pid, tid: thread, args: { name } })
    if (pid === PS)
      this.lines.seldom({ ph: 'M', name: 'thread_sort_index', pid, tid: thread, args: { sort_index: order } })
  }
}

const pidAfterArgs = piece('},"pid":')

function sliceStart(name: string, category: string): Uint8Array {
  return piece(`{"ph":"X","name":${ascii(name)},"cat":"${category}","pid":`)
}

/** A text in JSON without any character beyond ASCII. */
function ascii(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[^\x20-\x7e]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** For chrome://tracing and everything else that reads Chrome's JSON. */
export const chromeFormat: Format = {
  name: 'chrome',
  summary: "Chrome's JSON: chrome://tracing, ui.perfetto.dev, speedscope",
  extension: 'json',
  binary: false,
  make: output => new Chrome(output),
  // In Perfetto's engine, measured as for its own format.
  viewerBytes: ({ transitions, goroutines }) => 150e6 + transitions * 440 + goroutines * 2900,
}
