import { get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { Child } from './child.js'
import { Text } from './text.js'

const paths = ['/fast', '/lock?us=50', '/queue?us=100', '/sleep?ms=5', '/fanout?n=8&us=20']

const program = '/opt/targets/service'

/** A site of a plan, as `plan --json` tells it; the program is linked to fixed addresses. */
export interface PlannedSite {
  address: number
  fileOffset: number
  group: string
}

/** The sites of targets/service. @throws Error if it is not planned */
export async function plannedSites(): Promise<PlannedSite[]> {
  const planner = Child.runqscope('plan', program, '--json')
  const status = await planner.end()
  if (status !== 0) throw new Error(`plan ended with ${status}: ${planner.stderr.trim()}`)
  return (JSON.parse(planner.stdout) as { sites: PlannedSite[] }).sites
}

/** targets/service, running under a load of requests. */
export class Service {
  answered = 0
  private stopping = false
  private readonly load: Promise<void>

  private constructor(
    readonly child: Child,
    private readonly url: string,
    /** Its text as it was before anybody attached. */
    readonly text: Text,
  ) {
    this.load = this.ask()
    // Whoever stops it hears of a failure; until then it must not end this process.
    this.load.catch(() => {})
  }

  static async start(): Promise<Service> {
    const child = Child.start(program, [])
    const [, url] = await child.says(/listening on (\S+)/)
    return new Service(child, url!, Text.of(child.pid))
  }

  get pid(): number {
    return this.child.pid
  }

  /** Asks every endpoint once. @throws Error if one does not answer */
  async answers(): Promise<void> {
    for (const path of paths) await request(this.url + path)
  }

  /** Ends the load, then the program. @throws Error if an answer had failed */
  async stop(): Promise<void> {
    this.stopping = true
    await this.load
    await this.child.kill('SIGKILL')
  }

  private async ask(): Promise<void> {
    while (!this.stopping)
      for (const path of paths) {
        await request(this.url + path)
        this.answered++
        // An emulated processor is slow: the agent has to live beside this.
        await sleep(20)
      }
  }
}

function request(url: string): Promise<void> {
  return new Promise((done, failed) => {
    get(url, answer => {
      answer.resume()
      answer.on('error', failed)
      answer.on('end', () =>
        answer.statusCode === 200 ? done() : failed(new Error(`${url} answered ${answer.statusCode}`)),
      )
    }).on('error', failed)
  })
}
