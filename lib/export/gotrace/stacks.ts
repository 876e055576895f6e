import type { SiteName } from '../../model/sites.js'
import type { Frame, Tables } from './tables.js'

/** What nothing is known of. */
const UNKNOWN = '?'
/** The site of the goroutine that carries the exporter's own notes: none of the recording's. */
export const NOTES_SITE = 65536
const NOTES_FUNCTION = 'runqscope.notes'

/**
 * The stacks of the trace. Of a goroutine only its start function is known, and the position of the go statement that
 * made it; readers name a goroutine after the outermost frame of its stacks, so the start function is on each.
 */
export class SiteStacks {
  /** The waker's stack where the network poller, a timer or sysmon woke somebody: readers up to Go 1.25 skip what has none. */
  readonly nobody: number
  /** By site; 0 if not made yet. */
  private readonly starts: Uint32Array
  private readonly creations = new Map<number, number>()

  constructor(
    private readonly tables: Tables,
    private readonly sites: readonly SiteName[],
  ) {
    this.starts = new Uint32Array(NOTES_SITE + 1)
    this.nobody = tables.stack([{ function: '[no goroutine]', file: UNKNOWN, line: 1 }])
  }

  /** A stack of a goroutine of that site: its start function alone. */
  start(site: number): number {
    const known = this.starts[site]
    if (known > 0) return known
    const id = this.tables.stack([this.startFrame(site)])
    this.starts[site] = id
    return id
  }

  /**
   * The stack of the go statement that makes goroutines of that site.
   * @param parent site of the goroutine that executes it, -1 if not known
   */
  creation(site: number, parent: number): number {
    const key = site * (NOTES_SITE + 1) + parent + 1
    let id = this.creations.get(key)
    if (id === undefined) {
      id = this.tables.stack(this.creationFrames(site, parent))
      this.creations.set(key, id)
    }
    return id
  }

  private creationFrames(site: number, parent: number): Frame[] {
    const outermost = parent < 0 ? [] : [this.startFrame(parent)]
    const { createdAt = '', createdBy = '' } = this.sites[site] ?? {}
    if (createdBy === '') return outermost
    const colon = createdAt.lastIndexOf(':')
    const line = Number(createdAt.slice(colon + 1))
    const known = colon > 0 && line > 0
    const statement = {
      function: createdBy,
      file: known ? createdAt.slice(0, colon) : UNKNOWN,
      line: known ? line : 1,
    }
    return outermost[0]?.function === createdBy ? [statement] : [statement, ...outermost]
  }

  /** Readers want a file and a line of every frame, and no file of a start function is known. */
  private startFrame(site: number): Frame {
    const name = site === NOTES_SITE ? NOTES_FUNCTION : this.sites[site]?.function
    return { function: name || UNKNOWN, file: UNKNOWN, line: 1 }
  }
}
