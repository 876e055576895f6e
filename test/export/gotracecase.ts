import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GoTraceExport } from '../../lib/export/gotrace/gotrace.js'
import { traceReason } from '../../lib/export/gotrace/reasons.js'
import type { GoTraceVersion } from '../../lib/export/gotrace/stream.js'
import type { RecordingVisitor } from '../../lib/recording/walk.js'
import { Ledger, type LedgerSpan, stateName } from './gotraceledger.js'
import type { ReadSpan, StrictResult } from './gotracereaders.js'

/** Goroutines of the exporter itself. */
const NOTES = 'runqscope.notes'
/** What the exporter reserves for the goroutines of the beginning, ns of the trace. */
const SEED_NS = 8
const SEED_BEGIN_NS = 64
/** A transition may take so many events, 1 ns each. */
const EVENTS_PER_ROW = 8

class Kept {
  readonly parts: Uint8Array[] = []
  write(bytes: Uint8Array): void {
    this.parts.push(bytes.slice())
  }
}

/** A recording as a trace of each format asked for, and what it says. */
export class TraceCase {
  readonly ledger = new Ledger()
  readonly files: string[] = []
  readonly folder = mkdtempSync(join(tmpdir(), 'runqscope-trace-'))

  private constructor(readonly name: string) {}

  static async of(
    name: string,
    versions: readonly GoTraceVersion[],
    tell: (visitors: readonly RecordingVisitor[]) => void | Promise<void>,
  ): Promise<TraceCase> {
    const made = new TraceCase(name)
    const outputs = versions.map(version => ({ version, kept: new Kept() }))
    await tell([made.ledger, ...outputs.map(({ version, kept }) => new GoTraceExport(kept, version))])
    for (const { version, kept } of outputs) {
      const path = join(made.folder, `${name}-${version}.trace`)
      writeFileSync(path, Buffer.concat(kept.parts))
      made.files.push(path)
    }
    return made
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** The trace's time of a moment of the session. */
  private traceNs(ns: number): number {
    const { ledger } = this
    return ns - ledger.firstNs + ledger.first * SEED_NS + SEED_BEGIN_NS
  }

  private site(span: LedgerSpan): string {
    return this.ledger.head.sites[span.site]?.function || '?'
  }

  /**
   * Where a system call's beginning is not seen, for want of a probe or for a loss, the reader learns of it when the P is
   * seen elsewhere; the recording counts it as running.
   */
  private merged(state: string): string {
    const { head, gaps } = this.ledger
    const seen = head.syscalls && gaps.length === 0
    return !seen && state === 'syscall' ? 'running' : state
  }

  /**
   * How long goroutines of a site were in a state, by site, state and reason, ns. What is not known is left out, and
   * waits of coroutines, whose switches have no reason from header 1.23 on.
   */
  private tally(
    spans: Iterable<{ site: string; state: string; reason: string; ns: number }>,
  ): Map<string, number> {
    const totals = new Map<string, number>()
    for (const { site, state, reason, ns } of spans) {
      if (site === NOTES || ns === 0) continue
      if (state === 'waiting' && (reason === '' || reason === 'coroutine')) continue
      const key = `${site}|${this.merged(state)}|${state === 'waiting' ? reason : ''}`
      totals.set(key, (totals.get(key) ?? 0) + ns)
    }
    return totals
  }

  /** What the recording says. */
  expected(): Map<string, number> {
    const { waitReasons } = this.ledger.head
    return this.tally(
      this.ledger.spans.map(span => ({
        site: this.site(span),
        state: stateName(span.state),
        reason: traceReason(span.reason, waitReasons),
        ns: span.endNs - span.beginNs,
      })),
    )
  }

  /** What Go's reader finds. */
  found(result: StrictResult): Map<string, number> {
    const names = new Map(result.Goroutines.map(({ Goid, Name }) => [Goid, Name]))
    return this.tally(
      result.Spans.map(({ Goid, State: state, Reason, Begin, End }) => ({
        site: names.get(Goid) ?? 'nameless',
        state: state.toLowerCase(),
        reason: Reason,
        ns: End - Begin,
      })),
    )
  }

  /** What Go's summarizer finds. It forgets former lives under the same goid, as C threads lead them. */
  summarized(result: StrictResult): Map<string, number> {
    return this.tally(
      result.Goroutines.flatMap(({ Name: site, ExecNs, SchedNs, SyscallNs, SyscallWait, BlockNs }) => [
        { site, state: 'running', reason: '', ns: ExecNs },
        { site, state: 'runnable', reason: '', ns: SchedNs },
        { site, state: 'syscall', reason: '', ns: SyscallNs + SyscallWait },
        ...Object.entries(BlockNs).map(([reason, ns]) => ({ site, state: 'waiting', reason, ns })),
      ]),
    )
  }

  /** Totals without the site: after a loss a goroutine may be met before it is known what it is. */
  static ofAllSites(totals: Map<string, number>): Map<string, number> {
    const all = new Map<string, number>()
    for (const [key, ns] of totals) {
      const rest = key.slice(key.lastIndexOf('|', key.lastIndexOf('|') - 1))
      all.set(rest, (all.get(rest) ?? 0) + ns)
    }
    return all
  }

  /** Totals agree within 1 %, or within what the events of repair take. */
  assertTotals(expected: Map<string, number>, found: Map<string, number>, text: string, except = ''): void {
    const slackNs = (this.ledger.rows + this.ledger.first) * EVENTS_PER_ROW
    for (const key of new Set([...expected.keys(), ...found.keys()])) {
      if (except !== '' && key.startsWith(except)) continue
      const want = expected.get(key) ?? 0
      const have = found.get(key) ?? 0
      const near = Math.abs(want - have) <= Math.max(0.01 * want, slackNs)
      assert.ok(near, `${this.name}, ${text}: ${key}: ${have} ns, not ${want}`)
    }
  }

  /** No state with a name lasts over a loss. */
  assertGaps(result: StrictResult): void {
    const named = result.Spans.filter(span => !(span.State === 'Waiting' && span.Reason === ''))
    const slackNs = (10 + result.Goroutines.length) * EVENTS_PER_ROW
    for (const { firstNs, lastNs } of this.ledger.gaps) {
      const first = this.traceNs(firstNs)
      const last = this.traceNs(lastNs)
      const across = named.filter(({ Begin, End }) => Begin < last - slackNs && End > first + slackNs)
      const crossing = across.filter(span => span.End - span.Begin > slackNs || span.Begin < first)
      assert.deepEqual(crossing.slice(0, 3).map(spanText), [], `${this.name}: crosses ${first}…${last}`)
    }
  }
}

const spanText = ({ Goid, State: state, Reason, Begin, End }: ReadSpan): string =>
  `g${Goid} ${state} ${Reason} ${Begin}…${End}`
