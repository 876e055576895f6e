import type { Browser, CDPSession, Page } from 'playwright-core'
import { launch } from './chromium.js'
import { recordFrames } from './frames.js'
import type { Inside } from './inside.js'

const screen = { width: 1920, height: 1080 }

/** A page in a browser of its own, so that all its renderers are this page's, and what it complained of. */
export class WatchedPage {
  readonly complaints: string[] = []

  private constructor(
    readonly browser: Browser,
    readonly page: Page,
    readonly session: CDPSession,
  ) {
    page.on('console', message => {
      if (message.type() === 'error') this.complaints.push(message.text())
    })
    page.on('pageerror', error => this.complaints.push(error.message))
  }

  static async open(address: string): Promise<WatchedPage> {
    const browser = await launch()
    const page = await browser.newPage({ viewport: screen })
    await page.addInitScript(recordFrames)
    await page.addInitScript(recordFirstNumber)
    const session = await page.context().newCDPSession(page)
    const watched = new WatchedPage(browser, page, session)
    await page.goto(address)
    return watched
  }

  /** When the first figure of the session was in a frame, ms after the navigation began. */
  async firstNumberMs(): Promise<number> {
    const found = await this.page.waitForFunction(
      () => (globalThis as unknown as { firstNumberMs?: number }).firstNumberMs,
    )
    return (await found.jsonValue())!
  }

  /** Waits until so many things have been painted. */
  async painted(count: number): Promise<void> {
    await this.page.waitForFunction(wanted => {
      const { document } = globalThis as unknown as Inside
      return [...document.querySelectorAll('[data-painted-ns]')].length >= wanted
    }, count)
  }

  close(): Promise<void> {
    return this.browser.close()
  }
}

/** Runs in the page before its own code. */
function recordFirstNumber(): void {
  const { document, requestAnimationFrame } = globalThis as unknown as Inside
  const look = (now: number): void => {
    const shown = [...document.querySelectorAll('data')].some(each => Number(each.getAttribute('value')) > 0)
    if (shown) Object.assign(globalThis, { firstNumberMs: now })
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
