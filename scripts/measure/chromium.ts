import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where the browser lies, or undefined. */
export const executablePath: string | undefined = places.find(place => existsSync(place))

/** Why no page can be opened here, or undefined. */
export const missing: string | undefined = executablePath
  ? undefined
  : `Chromium is in none of ${places.join(', ')}; scripts/setup installs it`

/** What keeps a headless browser from talking to anybody but the page's server, and from keeping processes ready. */
export const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=SpareRendererForSitePerProcess',
]

/** A browser with a profile of its own. The caller closes it. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: executablePath!, args: switches })
}
