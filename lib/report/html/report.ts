import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { deflateRawSync } from 'node:zlib'
import { Kind } from '../../contract.gen.js'
import { RunqscopeError } from '../../errors.js'
import { stateNames } from '../../model/transition.js'
import type { RecordingHead, RecordingVisitor } from '../../recording/walk.js'
import type { WireAggregate } from '../../stream/wire.js'
import type { PageExtent, PageFindings, PageFront, PageHead } from './content.js'
import { Excerpt } from './excerpt.js'
import { packLive } from './packed.js'

export type { PageExtent, PageFinding, PageFindingGroup, PageFindings } from './content.js'

/** The page without a recording: `web/report/dist` of the package, seen from `dist/lib/report/html`. */
const template = fileURLToPath(new URL('../../../../web/report/dist/report.html', import.meta.url))
/** Where the page takes what it shows. */
const FRONT = '"{{front}}"'
const RECORDING = '{{recording}}'

const BYTES_MAX = 5_000_000

/** A recording that can be walked through, all of it or a part. */
export interface WalkedRecording {
  /** Of all of it. */
  head: RecordingHead
  walk(visitor: RecordingVisitor): unknown
}

export interface HtmlOptions {
  findings: PageFindings
  /** The moment that must be in the page if not all of the recording fits, ns; the latest if left out. */
  aroundNs?: number
  /** Most bytes of the page; 5 MB if left out. */
  bytesMax?: number
  /** The page without a recording, if it lies elsewhere. */
  template?: string
}

/**
 * Writes one page that shows a recording, or as much of it as fits, without any server: the dashboard, with the part of the
 * recording and the code that answers questions about it inside.
 * @param write takes the page's text, a piece at a time
 * @returns what the page holds, and its bytes
 * @throws RunqscopeError io, if the page was not built
 */
export async function writeHtmlReport(
  recording: WalkedRecording,
  options: HtmlOptions,
  write: (text: string) => void,
): Promise<PageExtent & { bytes: number }> {
  const [before, between, after] = readTemplate(options.template ?? template)
  const { findings, bytesMax = BYTES_MAX } = options
  const ready = bytesOf(before + between + after) + 2 * bytesOf(json(findings)) + 4096
  const room = bytesMax - ready
  const excerpt = new Excerpt(room, options.aroundNs ?? Infinity)
  await recording.walk(excerpt)

  const live = packed(packLive(excerpt.living))
  const extent = () => extentOf(recording.head, excerpt)
  excerpt.trim(room - live.length - packed(encoded(headOf(extent(), excerpt))).length)
  const front: PageFront = { extent: extent(), findings }
  const texts = [
    before,
    json(front),
    between,
    packed(encoded(headOf(front.extent, excerpt))),
    ` ${live}`,
    ...excerpt.chunks.map(chunk => ` ${chunk.text}`),
    after,
  ]
  for (const text of texts) write(text)
  return { ...front.extent, bytes: texts.reduce((sum, text) => sum + bytesOf(text), 0) }
}

/** What stands before, between and behind what is put in. */
function readTemplate(path: string): [string, string, string] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw RunqscopeError.make(
      'io',
      `the page of a report is not built: ${path} is missing`,
      'run `npm run build:web`',
    )
  }
  const parts = text.split(FRONT).flatMap(part => part.split(RECORDING))
  if (parts.length !== 3) throw new Error(`${path} has no place for a recording`)
  return parts as [string, string, string]
}

/** @param all the head of the whole recording */
function extentOf(all: RecordingHead, excerpt: Excerpt): PageExtent {
  const { head, chunks, lastNs, living, liveTotal } = excerpt
  const rowsTotal = excerpt.progress.rows
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rows, 0)
  const whole = rows === rowsTotal
  return {
    firstNs: whole ? Math.min(head.firstNs, chunks[0]?.firstNs ?? Infinity) : chunks[0]!.firstNs,
    lastNs,
    rows,
    rowsTotal,
    wholeFirstNs: head.firstNs,
    wholeLastNs: Math.max(head.lastNs, lastNs),
    cut: head.firstNs > all.firstNs || head.lastNs < all.lastNs,
    live: liveTotal,
    liveKept: living.length,
  }
}

function headOf(extent: PageExtent, excerpt: Excerpt): PageHead {
  const { head } = excerpt
  return {
    extent,
    hello: {
      version: head.version,
      pid: head.pid,
      go_version: head.goVersion,
      command: head.command,
      base_monotonic_ns: head.baseNs,
      started_at_unix_ms: head.startedAtUnixMs,
      wait_reasons: [...head.waitReasons],
      states: [...stateNames],
      kinds: Object.fromEntries(Object.entries(Kind).map(([name, kind]) => [kind, name])),
      syscalls: head.syscalls,
      recording: true,
    },
    sites: head.sites.map((name, site) => ({
      site,
      function: name.function,
      created_at: name.createdAt,
      created_by: name.createdBy,
      system: name.system,
    })),
    aggregate: aggregateOf(excerpt),
    gaps: excerpt.gaps,
  }
}

/** The figures of the page's head: of all that was told, also where the page does not hold it. */
function aggregateOf({ head, lost: lost_by_cause, progress }: Excerpt): WireAggregate {
  const duration_ns = Math.max(head.lastNs - Math.max(head.armedNs, head.firstNs), 0)
  const lost = Object.values(lost_by_cause).reduce((sum, count) => sum + count, 0)
  const produced = progress.produced(lost)
  const { events, undetermined, censored, disagreements, seen, snapshot, created, exited, live } =
    progress.counters
  return {
    ...{ time_ns: head.lastNs, duration_ns, events, produced, lost, lost_by_cause },
    hits_per_s: duration_ns > 0 ? (produced * 1e9) / duration_ns : 0,
    hit_cost_ns: progress.hitCostNs,
    ...{ undetermined, censored, disagreements },
    goroutines: { seen, snapshot, created, exited, live },
  }
}

function encoded(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value))
}

function packed(bytes: Uint8Array): string {
  return deflateRawSync(bytes).toString('base64')
}

/** As it may stand in a script element: nothing in a name can end it. */
function json(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text)
}
