import { navigate } from '../../session/address.js'
import { show } from '../../session/range.js'

/** What is shown before and after an interval, as a share of it, and at least, ns. */
const AROUND = 0.6
const AROUND_NS_MIN = 20e3

export interface Where {
  goid: number
  site: number
  beginNs: number
  endNs: number
}

/** Shows an interval of a goroutine on the timeline. */
export function jumpTo({ goid, site, beginNs, endNs }: Where): void {
  const around = Math.max(AROUND_NS_MIN, (endNs - beginNs) * AROUND)
  navigate('timeline', { goid, site })
  show(beginNs - around, endNs + around)
}
