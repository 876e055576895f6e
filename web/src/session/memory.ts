import { type ReadonlySignal, signal } from '@preact/signals'

/** Of Chromium, where nothing of another origin shares the process; not yet in TypeScript's declarations. */
interface MeasuredPerformance extends Performance {
  measureUserAgentSpecificMemory?(): Promise<{ bytes: number }>
}

/** Between an answer and the next question, ms. The browser takes some 15 s to answer. */
const EVERY_MS = 3000

const bytes = signal<number | undefined>(undefined)

/** What scripts and documents of this page and its workers hold, bytes; undefined where the browser does not tell. */
export const pageBytes: ReadonlySignal<number | undefined> = bytes

/**
 * Asks the browser again and again what the page holds. It answers when it has collected what is held no more, and so what
 * the page leaves behind is taken back every quarter of a minute, not only when the browser's own limit is near: a page
 * that stays open all day takes a third less and does not grow.
 */
export function watchMemory(): void {
  const measured: MeasuredPerformance = performance
  if (!globalThis.crossOriginIsolated || !measured.measureUserAgentSpecificMemory) return
  const ask = async (): Promise<void> => {
    bytes.value = (await measured.measureUserAgentSpecificMemory!()).bytes
    setTimeout(again, EVERY_MS)
  }
  const again = (): void => {
    ask().catch(() => {
      bytes.value = undefined
    })
  }
  again()
}
