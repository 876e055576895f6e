import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { executablePath, switches } from './chromium.js'
import { Running } from './programs.js'

type Fields = Record<string, unknown>

interface Reply {
  id?: number
  method?: string
  params?: Fields
  result?: Fields
  error?: { message: string }
}

/** How long a page may take to answer, ms. */
const PATIENCE_MS = 60_000

/**
 * A browser with one empty page, spoken to in Chromium's DevTools protocol. The tests use Playwright; here it would be in
 * what is measured: it has the browser copy every message of every WebSocket to it as base64, which at 48 MB/s took a
 * core, and held back what the page painted.
 */
export class Devtools {
  #id = 0
  readonly #waiting = new Map<number, { resolve: (result: Fields) => void; reject: (error: Error) => void }>()
  readonly #listeners = new Map<string, (params: Fields) => void>()
  #session: string | undefined

  private constructor(
    private readonly browser: Running,
    private readonly profile: string,
    private readonly socket: WebSocket,
  ) {
    socket.on('message', data => this.#take(JSON.parse(String(data)) as Reply))
    socket.on('close', () => this.#fail(new Error('the browser is gone')))
  }

  static async start(): Promise<Devtools> {
    const profile = mkdtempSync(join(tmpdir(), 'runqscope-chromium-'))
    const own = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank']
    const browser = Running.start(executablePath!, [...switches, ...own])
    const [, address] = await browser.says(/^DevTools listening on (ws:\S+)/)
    const socket = new WebSocket(address!, { perMessageDeflate: false, maxPayload: 1 << 30 })
    await once(socket, 'open')
    const devtools = new Devtools(browser, profile, socket)
    const { targetInfos } = await devtools.send('Target.getTargets')
    const { targetId } = (targetInfos as { type: string; targetId: string }[]).find(
      one => one.type === 'page',
    )!
    const { sessionId } = await devtools.send('Target.attachToTarget', { targetId, flatten: true })
    devtools.#session = sessionId as string
    return devtools
  }

  /** A command to the page, or `ofBrowser`; throws an Error with what the browser says against it. */
  send(method: string, params: Fields = {}, ofBrowser = false): Promise<Fields> {
    const id = ++this.#id
    const sessionId = ofBrowser ? undefined : this.#session
    const answered = new Promise<Fields>((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
    this.socket.send(JSON.stringify({ id, method, params, sessionId }))
    return answered
  }

  on(method: string, listener: (params: Fields) => void): void {
    this.#listeners.set(method, listener)
  }

  /** What a function returns in the page, as JSON; it sees nothing of this program but its argument. */
  async evaluate<Result, Argument = undefined>(
    run: (argument: Argument) => Result,
    argument?: Argument,
  ): Promise<Awaited<Result>> {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', {
      expression: `(${run})(${JSON.stringify(argument)})`,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error(`in the page: ${JSON.stringify(exceptionDetails)}`)
    return (result as { value: Awaited<Result> }).value
  }

  /** Waits until a function returns something true in the page, and returns that. */
  async until<Result, Argument = undefined>(
    run: (argument: Argument) => Result,
    argument?: Argument,
  ): Promise<NonNullable<Awaited<Result>>> {
    const beganMs = performance.now()
    for (;;) {
      const result = await this.evaluate(run, argument)
      if (result) return result
      if (performance.now() - beganMs > PATIENCE_MS) throw new Error(`the page never came to ${run}`)
      await new Promise(resolve => setTimeout(resolve, 10))
    }
  }

  async close(): Promise<void> {
    await this.send('Browser.close', {}, true)
    await this.browser.exited
    this.socket.terminate()
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 })
  }

  #take({ id, method, params, result, error }: Reply): void {
    if (id === undefined) {
      this.#listeners.get(method!)?.(params!)
      return
    }
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (error) waiting?.reject(new Error(error.message))
    else waiting?.resolve(result!)
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}
