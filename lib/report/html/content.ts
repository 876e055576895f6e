import type { PastGap } from '../../history/past.js'
import type { WireAggregate, WireHello, WireSite } from '../../stream/wire.js'

/** What the first box of the page says. All text is plain; names are as they are, and the page shows them as text. */
export interface PageFindings {
  /** The answer first, one line. */
  title: string
  groups: PageFindingGroup[]
  /** Figures of the whole recording, also where the page does not hold all of it. */
  whole?: { name: string; value: string }[]
}

export interface PageFindingGroup {
  title: string
  /** One sentence. */
  note?: string
  items: PageFinding[]
}

/** One line; what it has besides text leads to the view that shows it. */
export interface PageFinding {
  text: string
  /** ns since the session's base. */
  firstNs?: number
  lastNs?: number
  goid?: number
  site?: number
}

/** Which part of a recording a page holds. Times are ns since the session's base. */
export interface PageExtent {
  firstNs: number
  lastNs: number
  /** Transitions in the page, and in the recording. */
  rows: number
  rowsTotal: number
  /** The recording's, or those of the part that was asked for. */
  wholeFirstNs: number
  wholeLastNs: number
  /** Whether only a part of the recording was asked for: `rowsTotal` is of it. */
  cut: boolean
  /** Goroutines live at `lastNs`, and how many of them are in the page. */
  live: number
  liveKept: number
}

/** What stands in the page as text: all that it shows before the recording is unpacked. */
export interface PageFront {
  extent: PageExtent
  findings: PageFindings
}

/** What the page's server would tell, packed with the recording. */
export interface PageHead {
  extent: PageExtent
  hello: WireHello
  sites: WireSite[]
  aggregate: WireAggregate
  gaps: PastGap[]
}
