import type { PageFront } from '../../../lib/report/html/content.js'

/** What the page shows before the recording is unpacked. */
export function readFront(): PageFront {
  return JSON.parse(document.getElementById('front')?.textContent ?? '')
}

/** The recording as it stands in the page: text for the worker. */
export function readPacked(): string {
  return document.getElementById('recording')?.textContent ?? ''
}
