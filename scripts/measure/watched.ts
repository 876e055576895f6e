import { Devtools } from './devtools.js'
import { recordFrames } from './frames.js'
import type { Inside } from './inside.js'

const screen = { width: 1920, height: 1080, deviceScaleFactor: 1, mobile: false }

/** A page in a browser of its own, so that all its renderers are this page's, and what it complained of. */
export class WatchedPage {
  readonly complaints: string[] = []

  private constructor(readonly devtools: Devtools) {
    devtools.on('Runtime.consoleAPICalled', ({ type, args }) => {
      if (type === 'error') this.complaints.push(JSON.stringify(args))
    })
    devtools.on('Runtime.exceptionThrown', details => this.complaints.push(JSON.stringify(details)))
    devtools.on('Log.entryAdded', ({ entry }) => {
      const { level, text } = entry as { level: string; text: string }
      if (level === 'error') this.complaints.push(text)
    })
  }

  static async open(address: string): Promise<WatchedPage> {
    const devtools = await Devtools.start()
    const watched = new WatchedPage(devtools)
    await devtools.send('Emulation.setDeviceMetricsOverride', screen)
    // Without it a page that was frozen draws nothing after its thaw: nobody has the window before them.
    await devtools.send('Emulation.setFocusEmulationEnabled', { enabled: true })
    for (const domain of ['Page', 'Runtime', 'Log']) await devtools.send(`${domain}.enable`)
    for (const run of [recordFrames, recordFirstNumber])
      await devtools.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${run})()` })
    const { errorText } = await devtools.send('Page.navigate', { url: address })
    if (errorText) throw new Error(`${address}: ${errorText}`)
    return watched
  }

  /** When the first figure of the session was in a frame, ms after the navigation began. */
  firstNumberMs(): Promise<number> {
    return this.devtools.until(() => (globalThis as unknown as { firstNumberMs?: number }).firstNumberMs)
  }

  /** Waits until so many things have been painted. */
  async painted(count: number): Promise<void> {
    await this.devtools.until(wanted => {
      const { document } = globalThis as unknown as Inside
      return [...document.querySelectorAll('[data-painted-ns]')].length >= wanted
    }, count)
  }

  /** Types one key: a character, or the name of a key. */
  async press(key: string): Promise<void> {
    const text = key.length === 1 ? key : undefined
    const code = key === 'Backspace' ? { windowsVirtualKeyCode: 8, code: key } : {}
    await this.devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text, ...code })
    await this.devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', key, ...code })
  }

  close(): Promise<void> {
    return this.devtools.close()
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
