import { setImmediate as turn } from 'node:timers/promises'
import { RunqscopeError } from '../errors.js'
import type { LiveGoroutines } from '../model/live.js'
import type { SiteName } from '../model/sites.js'
import { ChunkFile, type Damage, type Place } from './chunkfile.js'
import { Damaged } from './column.js'
import { anchorOf, type ClockAnchor, sitesOf } from './facts.js'
import { ChunkType, type FileHead } from './format.js'
import { headIn } from './header.js'
import { Passage } from './passage.js'
import { Seeker } from './seeker.js'
import type { RecordingHead, RecordingPart, RecordingVisitor } from './walk.js'

export type { ClockAnchor, Damage }

/** A site that a damaged part of the file named. */
const nameless: SiteName = { function: 'unknown', createdAt: '', createdBy: '', system: false }
const SITES_MAX = 65536
/** So much of names is read, and no more. */
const NAMES_BYTES_MAX = 64 << 20

/**
 * Opens a recording, whole or not.
 * @throws RunqscopeError io: no file, not a recording, of a later version; usage: not a file
 */
export function openRecording(path: string): Recording {
  return new Recording(new ChunkFile(path))
}

/** A recording to be read, any number of times. Times are ns since the session's base. */
export class Recording {
  readonly head: RecordingHead
  /** What whoever recorded said besides. */
  readonly notes: Readonly<Record<string, unknown>>
  readonly anchors: readonly ClockAnchor[]
  private readonly seeker: Seeker

  constructor(private readonly file: ChunkFile) {
    const head = this.fileHead()
    this.notes = head.notes ?? {}
    const rows = file.entries.filter(({ type }) => type === ChunkType.Transitions)
    this.head = {
      ...head,
      sites: this.siteNames(),
      lastNs: file.endNs ?? latest(file.entries, head.firstNs),
      rows: rows.reduce((sum, entry) => sum + entry.rows, 0),
      whole: file.endNs !== undefined,
    }
    this.anchors = this.read(ChunkType.Anchor, (payload, { firstNs }) => anchorOf(payload, firstNs))
    this.seeker = new Seeker(file, this.head)
  }

  get path(): string {
    return this.file.path
  }

  /** What could not be read; more may be found while it is read. */
  get damage(): readonly Damage[] {
    return this.file.damage
  }

  /**
   * Tells a part of it, all if none is given: rows from `fromNs` to `toNs`, both included. Others get their turn every
   * few ms. Rejects with what the visitor throws.
   */
  async walk(visitor: RecordingVisitor, part: RecordingPart = {}): Promise<void> {
    const passage = new Passage(this.file, this.head, this.seeker, visitor, part)
    await turn()
    await passage.run()
  }

  /** The goroutines that lived at a moment, after all rows up to it. */
  statesAt(ns: number): LiveGoroutines & { timeNs: number } {
    // Times are whole ns.
    const { population } = this.seeker.before(Math.floor(ns) + 1)
    return { ...population.columns(), timeNs: ns }
  }

  close(): void {
    this.file.close()
  }

  private fileHead(): FileHead {
    const { head } = this.file.header
    if (head) return head
    const again = this.read(ChunkType.Head, payload => headIn(payload)).find(found => found)
    if (again) {
      this.file.noteHeader()
      return again
    }
    throw RunqscopeError.make(
      'io',
      `the header of ${this.path} is damaged, and the file does not hold it once more`,
      'only a recording that was ended in order does',
    )
  }

  /** Names that lie in a part that is damaged are not known; their numbers stay. */
  private siteNames(): SiteName[] {
    const names: SiteName[] = []
    let bytes = 0
    for (const entry of this.file.entries) {
      if (entry.type !== ChunkType.Sites || bytes > NAMES_BYTES_MAX) continue
      bytes += entry.rawBytes
      const found = this.try(entry, sitesOf)
      const first = found?.first ?? names.length
      if (first < 0 || first > SITES_MAX) continue
      const more = found?.names ?? Array.from({ length: Math.min(entry.rows, SITES_MAX) }, () => nameless)
      while (names.length < first) names.push(nameless)
      more.slice(0, SITES_MAX - first).forEach((name, at) => {
        names[first + at] = name
      })
    }
    if (names.length === 0) names.push(nameless)
    return names
  }

  private read<T>(type: number, decode: (payload: Uint8Array, entry: Place) => T): T[] {
    const entries = this.file.entries.filter(entry => entry.type === type)
    return entries.flatMap(entry => this.try(entry, decode) ?? [])
  }

  /** Undefined, and noted, if the chunk is damaged. */
  private try<T>(entry: Place, decode: (payload: Uint8Array, entry: Place) => T): T | undefined {
    try {
      return decode(this.file.payload(entry), entry)
    } catch (error) {
      if (!(error instanceof Damaged)) throw error
      this.file.note(entry, error.message)
      return undefined
    }
  }
}

function latest(entries: readonly Place[], firstNs: number): number {
  return entries.reduce((ns, { lastNs }) => Math.max(ns, lastNs), firstNs)
}
