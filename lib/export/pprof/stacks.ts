import { Kind } from '../../contract.gen.js'
import { waitReasonText } from '../../latency/latency.js'
import { REASON_NONE } from '../../model/transition.js'
import type { RecordingHead } from '../../recording/walk.js'
import { NO_CAUSE, NOBODY, NOT_KNOWN, type ProfileName, type Sample } from './samples.js'

/** A function, and where in it; no file and line 0 if that is not known. */
export interface Frame {
  function: string
  file: string
  line: number
}

const pseudo = (text: string): Frame => ({ function: text, file: '', line: 0 })

/**
 * The stack of a sample, innermost first. Stacks of calls are not recorded; a goroutine stands for the two functions that
 * are known of it: the one that it began with and the one that holds its go statement.
 */
export function stackOf(profile: ProfileName, sample: Sample, head: RecordingHead): Frame[] {
  switch (profile) {
    case 'creation':
      return siteFrames(sample.site, head)
    case 'waker':
      return siteFrames(sample.waker, head)
    case 'blocking':
      return [pseudo(`[${reasonText(sample.cause, head)}]`), ...siteFrames(sample.site, head)]
  }
}

/** Labels of a sample, by key. */
export function labelsOf(profile: ProfileName, sample: Sample, head: RecordingHead): Record<string, string> {
  if (profile === 'blocking') return { reason: reasonText(sample.cause, head) }
  const cause = causeText(sample.cause, head)
  return profile === 'creation' ? { cause } : { cause, woken: siteFrames(sample.site, head)[0]!.function }
}

function siteFrames(site: number, head: RecordingHead): Frame[] {
  if (site === NOBODY) return [pseudo('[no goroutine: network poller, timer or system monitor]')]
  const name = head.sites[site]
  if (site === NOT_KNOWN || !name) return [pseudo('[unknown]')]
  const frames = [pseudo(name.function || '[unknown]')]
  if (name.createdBy || name.createdAt) frames.push(positioned(name.createdBy || '[unknown]', name.createdAt))
  return frames
}

function positioned(name: string, position: string): Frame {
  const colon = position.lastIndexOf(':')
  const line = Number(position.slice(colon + 1))
  if (colon < 0 || !Number.isSafeInteger(line)) return { function: name, file: position, line: 0 }
  return { function: name, file: position.slice(0, colon), line }
}

function reasonText(reason: number, { waitReasons }: RecordingHead): string {
  return reason === REASON_NONE ? 'unknown' : waitReasonText(reason, waitReasons)
}

function causeText(cause: number, head: RecordingHead): string {
  if (cause === NO_CAUSE) return 'unknown'
  const detail = cause % 256
  switch (Math.floor(cause / 256)) {
    case Kind.CREATE:
      return 'created'
    case Kind.READY:
      return `woken from ${reasonText(detail, head)}`
    case Kind.GOSCHED:
      return detail === 1 ? 'yield: preempted' : 'yield'
    case Kind.YIELD:
      return 'yield'
    case Kind.SYSCALL_EXIT:
      return 'syscall exit'
    default:
      return 'other'
  }
}
