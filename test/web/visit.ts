import type { TestContext } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { missing as absent, launch } from '../../scripts/measure/chromium.js'
import type { Inside } from '../../scripts/measure/inside.js'
import { blocked } from '../attach/kernel.js'
import { readRows, type ShownRow } from './tables.js'

/** Why no page can be opened here, or false: for a test's `skip`. */
export const missing: string | false = absent ?? false
if (missing) process.stderr.write(`\n*** SKIPPED: ${missing} ***\n\n`)

/** Why no page of a live target can be opened here, or false. */
export const missingLive: string | false = missing || blocked

export const laptop = { width: 1366, height: 768 }
export const phone = { width: 390, height: 844 }
export const views = ['overview', 'breakdown', 'sites', 'goroutines', 'timeline'] as const

/** One browser for a whole test file; its pages have profiles of their own. */
export class SharedBrowser {
  private launched: Promise<Browser> | undefined

  /** @param after `after` of node:test */
  constructor(after: (close: () => Promise<void>) => void) {
    after(async () => {
      await (await this.launched)?.close()
    })
  }

  get(): Promise<Browser> {
    this.launched ??= launch()
    return this.launched
  }

  /** Opens an address and waits until the page shows its session. */
  async open(t: TestContext, address: string, options: BrowserContextOptions = {}): Promise<Visit> {
    const visit = await Visit.open(t, await this.get(), address, options)
    await visit.status('live', 'recording', 'ended')
    return visit
  }
}

/** A page in a profile of its own, and everything that it complained of. */
export class Visit {
  /** Errors and warnings on the console, uncaught exceptions, what the policy refused. */
  readonly complaints: string[] = []

  private constructor(readonly page: Page) {
    this.watch(page)
  }

  static async open(
    t: TestContext,
    browser: Browser,
    address: string,
    options: BrowserContextOptions = {},
  ): Promise<Visit> {
    const context = await browser.newContext({ viewport: laptop, ...options })
    t.after(() => context.close())
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    const visit = new Visit(page)
    await page.exposeBinding('tellViolation', (_source, what: string) => visit.complaints.push(what))
    await page.addInitScript(tellViolations)
    await page.addInitScript(countQuestions)
    await page.goto(address)
    return visit
  }

  private watch(page: Page): void {
    page.on('console', message => {
      const type = message.type()
      if (type === 'error' || type === 'warning') this.complaints.push(`${type}: ${message.text()}`)
    })
    page.on('pageerror', error => this.complaints.push(`uncaught: ${error.stack ?? error.message}`))
    page.on('crash', () => this.complaints.push('the page crashed'))
  }

  /** Waits until the page says that its session is in one of these states. */
  async status(...wanted: string[]): Promise<void> {
    await this.page.waitForFunction(states => {
      const { document } = globalThis as unknown as Inside
      return states.includes(document.documentElement.getAttribute('data-status') ?? '')
    }, wanted)
  }

  /** What the page says at its top when something is wrong; '' if nothing is. */
  async banner(): Promise<string> {
    const shown = this.page.locator('[role=alert]:visible')
    return (await shown.count()) ? ((await shown.first().textContent()) ?? '') : ''
  }

  /** Goes to another place of the page without loading it again. */
  async go(hash: string): Promise<void> {
    await this.page.evaluate(to => {
      Object.assign((globalThis as unknown as { location: object }).location, { hash: to })
    }, hash)
    const view = hash.match(/^#\/(\w+)/)?.[1]
    await this.page.locator(`main[data-view="${view}"]`).waitFor()
  }

  get hash(): string {
    return new URL(this.page.url()).hash
  }

  /** Waits until something of the past is painted, at least up to this moment. */
  async painted(ns = Number.NEGATIVE_INFINITY): Promise<void> {
    await this.page.waitForFunction(wanted => {
      const { document } = globalThis as unknown as Inside
      const painted = document.querySelector('main')?.querySelector('[data-painted-ns]')
      return painted && Number(painted.getAttribute('data-painted-ns')) >= wanted
    }, ns)
  }

  /**
   * Waits until every question of the page has been answered, and none has followed for a while; of a recording, until the
   * server has read all of it, too.
   */
  async settled(quietMs = 300): Promise<void> {
    const sinceMs = await this.page.evaluate(() => performance.now())
    await this.page.waitForFunction(
      ([since, quiet]) => {
        const { asking, document } = globalThis as unknown as { asking: Asking } & Inside
        const told = document.documentElement
        if (told.getAttribute('data-status') === 'recording' && told.getAttribute('data-arriving') === 'true')
          return false
        const changedMs = Math.max(asking.changedMs, since!)
        return asking.outstanding === 0 && performance.now() - changedMs > quiet!
      },
      [sinceMs, quietMs],
    )
  }

  /** The rows of the view, when all of its questions have been answered. */
  async rows(inside = this.page.getByRole('main')): Promise<ShownRow[]> {
    await this.settled()
    return readRows(inside)
  }

  /** Newest moment painted, ns of the session. */
  async paintedNs(): Promise<number> {
    const texts = await this.page
      .locator('main [data-painted-ns]')
      .evaluateAll(all => all.map(each => (each as never as Element).getAttribute('data-painted-ns')))
    return Math.max(...texts.map(Number))
  }

  /** Whether the page is wider than its window, and by what. */
  async overflow(): Promise<string[]> {
    return this.page.evaluate(() => {
      const { document } = globalThis as unknown as Inside
      const { scrollWidth, clientWidth } = document.documentElement
      return scrollWidth > clientWidth ? [`${scrollWidth} px in a window of ${clientWidth} px`] : []
    })
  }
}

/** Questions that the page has sent to its worker, and that have not come back. */
interface Asking {
  outstanding: number
  changedMs: number
}

interface Element {
  getAttribute(name: string): string | null
}

/** Runs in the page before anything else. */
function tellViolations(): void {
  const { tellViolation } = globalThis as unknown as { tellViolation: (what: string) => void }
  const { addEventListener } = globalThis as unknown as Inside
  addEventListener('securitypolicyviolation', event => {
    tellViolation(`policy: ${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`)
  })
}

interface WorkerLike {
  postMessage(message: { type?: string }, ...more: unknown[]): void
  addEventListener(type: string, take: (event: { data: { type?: string } }) => void): void
}

/** Runs in the page before anything else: listens to what the page and its worker tell each other. */
function countQuestions(): void {
  const asking: Asking = { outstanding: 0, changedMs: performance.now() }
  const inside = globalThis as unknown as { Worker: new (...given: unknown[]) => WorkerLike; asking: Asking }
  inside.asking = asking
  const count = (outstanding: number): void => {
    asking.outstanding = outstanding
    asking.changedMs = performance.now()
  }
  inside.Worker = class extends inside.Worker {
    constructor(...given: unknown[]) {
      super(...given)
      this.addEventListener('message', ({ data }) => {
        if (data.type === 'answer') count(asking.outstanding - 1)
        else if (data.type === 'lost' || data.type === 'refused') count(0)
      })
    }

    override postMessage(message: { type?: string }, ...more: unknown[]): void {
      if (message.type === 'query') count(asking.outstanding + 1)
      super.postMessage(message, ...more)
    }
  }
}
