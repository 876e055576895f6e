/**
 * What functions that run in the page use of it: this program is compiled without the names of a browser, so that nothing
 * else takes them for its own.
 */
export interface Inside {
  document: InsideElement & {
    addEventListener(type: string, take: (event: InsideEvent) => void, options?: object): void
    documentElement: InsideElement
    activeElement: InsideElement | null
  }
  requestAnimationFrame(draw: (nowMs: number) => void): void
  addEventListener(type: string, take: (event: InsideEvent) => void): void
  setTimeout(run: () => void, ms: number): void
}

export interface InsideEvent {
  /** performance.now() of its moment. */
  timeStamp: number
  [field: string]: unknown
}

export interface InsideElement {
  focus(): void
  tagName: string
  textContent: string | null
  getAttribute(name: string): string | null
  querySelector(selector: string): InsideElement | null
  querySelectorAll(selector: string): Iterable<InsideElement>
  scrollWidth: number
  clientWidth: number
}
