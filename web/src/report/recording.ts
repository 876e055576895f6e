import type { LiveColumns } from '../../../lib/history/past.js'
import { Past } from '../../../lib/history/past.js'
import type { PageHead } from '../../../lib/report/html/content.js'
import { unpackChunk, unpackLive } from '../../../lib/report/html/packed.js'

/** A recording that can be asked. */
export interface OpenedRecording {
  head: PageHead
  past: Past
  /** Who lives at its end. */
  live: LiveColumns
  /** Memory that it takes. */
  bytes: number
}

/**
 * Unpacks what stands in the page: its head, who lives at the end, and chunks of the past, each deflated and as base64.
 * @throws if that is not what the text is
 */
export async function readRecording(packed: string): Promise<OpenedRecording> {
  const [headText = '', liveText = '', ...chunks] = packed.trim().split(' ')
  const head = JSON.parse(new TextDecoder().decode(await inflated(headText))) as PageHead
  const live = unpackLive(await inflated(liveText))
  const past = new Past()
  let bytes = 0
  for (const [id, text] of chunks.entries()) {
    const chunk = unpackChunk(id, await inflated(text))
    bytes += chunk.memory.byteLength
    past.add(chunk)
  }
  for (const gap of head.gaps) past.addGap(gap)
  past.refresh()
  past.lastNs = Math.max(past.lastNs, head.extent.lastNs)
  past.forgotten = head.extent.rowsTotal - head.extent.rows
  return { head, past, live, bytes }
}

async function inflated(text: string): Promise<Uint8Array> {
  const characters = atob(text)
  const bytes = new Uint8Array(characters.length)
  for (let at = 0; at < bytes.length; at++) bytes[at] = characters.charCodeAt(at)
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
