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

/** A recording that can be walked through. */
export interface WalkedRecording {
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
  const { head } = recording
  const { findings, bytesMax = BYTES_MAX } = options
  const ready = bytesOf(before + between + after) + 2 * bytesOf(json(findings)) + 4096
  const room = bytesMax - ready
  const excerpt = new Excerpt(room, options.aroundNs ?? Infinity)
  await recording.walk(excerpt)

  const live = packed(packLive(excerpt.living))
  excerpt.trim(room - live.length - packed(encoded(headOf(head, excerpt))).length)
  const front: PageFront = { extent: extentOf(head, excerpt), findings }
  const texts = [
    before,
    json(front),
    between,
    packed(encoded(headOf(head, excerpt))),
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

function extentOf(head: RecordingHead, excerpt: Excerpt): PageExtent {
  const { chunks, lastNs, rowsTotal, living, liveTotal } = excerpt
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rows, 0)
  const whole = rows === rowsTotal
  return {
    firstNs: whole ? Math.min(head.firstNs, chunks[0]?.firstNs ?? Infinity) : chunks[0]!.firstNs,
    lastNs,
    rows,
    rowsTotal,
    wholeFirstNs: head.firstNs,
    wholeLastNs: Math.max(head.lastNs, lastNs),
    live: liveTotal,
    liveKept: living.length,
  }
}

function headOf(head: RecordingHead, excerpt: Excerpt): PageHead {
  return {
    extent: extentOf(head, excerpt),
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
    aggregate: aggregateOf(head, excerpt),
    gaps: excerpt.gaps,
  }
}

/** The figures of the page's head: of the whole recording. */
function aggregateOf(head: RecordingHead, { latest, lost, rowsTotal, liveTotal }: Excerpt): WireAggregate {
  const duration_ns = Math.max(head.lastNs - head.armedNs, 0)
  const produced = latest?.produced ?? 0
  return {
    time_ns: head.lastNs,
    duration_ns,
    events: latest?.events ?? rowsTotal,
    produced,
    hits_per_s: duration_ns > 0 ? (produced * 1e9) / duration_ns : 0,
    hit_cost_ns: latest?.hitCostNs ?? 0,
    lost: Object.values(lost).reduce((sum, count) => sum + count, 0),
    lost_by_cause: lost,
    undetermined: latest?.undetermined ?? 0,
    censored: latest?.censored ?? 0,
    disagreements: latest?.disagreements ?? 0,
    goroutines: {
      seen: latest?.seen ?? 0,
      snapshot: latest?.snapshot ?? 0,
      created: latest?.created ?? 0,
      exited: latest?.exited ?? 0,
      live: latest ? latest.seen - latest.exited - latest.vanished : liveTotal,
    },
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
