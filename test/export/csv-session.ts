import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { Format, FormatOptions } from '../../lib/export/format.js'
import { Output } from '../../lib/export/output.js'
import { State, TransitionBatch } from '../../lib/model/transition.js'
import type { RecordedGap, RecordingHead, RecordingVisitor } from '../../lib/recording/walk.js'
import { type Row, rowsOf } from '../history/told.js'

export type LiveAt = Parameters<RecordingVisitor['begin']>[1]

/** All calls of a visitor, kept. */
export class Kept implements RecordingVisitor {
  head!: RecordingHead
  first!: LiveAt
  readonly rows: Row[] = []
  readonly calls: ({ rows: Row[] } | { gap: RecordedGap } | { live: LiveAt })[] = []
  readonly gaps: RecordedGap[] = []
  endNs = Number.NaN

  begin(head: RecordingHead, live: LiveAt): void {
    this.head = head
    this.first = live
  }

  batch(batch: TransitionBatch): void {
    const rows = rowsOf(batch)
    this.rows.push(...rows)
    this.calls.push({ rows })
  }

  gap(gap: RecordedGap): void {
    this.gaps.push(gap)
    this.calls.push({ gap })
  }

  live(live: LiveAt): void {
    this.calls.push({ live })
  }

  end(ns: number): void {
    this.endNs = ns
  }

  /** Tells another what was told. */
  play(visitor: RecordingVisitor): void {
    visitor.begin(this.head, this.first)
    for (const call of this.calls) {
      if ('rows' in call) visitor.batch(batchOf(call.rows))
      else if ('gap' in call) visitor.gap(call.gap)
      else visitor.live?.(call.live)
    }
    visitor.end(this.endNs)
  }
}

export function batchOf(rows: readonly Row[]): TransitionBatch {
  const batch = new TransitionBatch(Math.max(1, rows.length))
  batch.length = rows.length
  for (const [at, row] of rows.entries())
    for (const [name, value] of Object.entries(row)) batch[name as keyof Row][at] = value
  return batch
}

/** A goroutine that is there at a moment. */
export interface Alive {
  goid: number
  state: number
  sinceNs?: number
  createdNs?: number
  site?: number
  reason?: number
}

export function liveAt(timeNs: number, goroutines: readonly Alive[]): LiveAt {
  return {
    timeNs,
    length: goroutines.length,
    goid: Float64Array.from(goroutines, one => one.goid),
    state: Uint8Array.from(goroutines, one => one.state),
    sinceNs: Float64Array.from(goroutines, one => one.sinceNs ?? Number.NaN),
    createdNs: Float64Array.from(goroutines, one => one.createdNs ?? Number.NaN),
    site: Uint32Array.from(goroutines, one => one.site ?? 0),
    tid: Uint32Array.from(goroutines, one => (one.state === State.Running ? 100 : 0)),
    reason: Uint8Array.from(goroutines, one => one.reason ?? 255),
  }
}

export function headWith(names: string[], lastNs: number): RecordingHead {
  return {
    version: '0.1.0',
    pid: 4242,
    goVersion: 'go1.26.8',
    command: '/srv/app --port 80',
    method: 'uprobe_multi',
    syscalls: false,
    baseNs: '9007199254740993123',
    startedAtUnixMs: 1_700_000_000_000,
    waitReasons: ['', 'chan receive', 'IO wait'],
    armedNs: 0,
    sites: names.map((name, line) => ({
      function: name,
      createdAt: `/src/app/main.go:${line + 1}`,
      createdBy: 'main.main',
      system: false,
    })),
    firstNs: 0,
    lastNs,
    rows: 0,
    whole: true,
  }
}

/** A folder that is gone after the test. */
export function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'runqscope-export-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Writes what was kept in a format; returns the path. */
export function written(
  folder: string,
  name: string,
  session: Kept,
  format: Format,
  options: FormatOptions = {},
  around: (visitor: RecordingVisitor) => RecordingVisitor = visitor => visitor,
): string {
  const path = join(folder, `${name}.${format.extension}`)
  const output = Output.to(path, { binary: format.binary })
  session.play(around(format.make(output, options)))
  output.finish()
  return path
}
