import { closeSync, openSync } from 'node:fs'
import { build } from '../attach/build.js'
import { type Program, Program as Programs, runqscope, until } from '../attach/program.js'

/** A `runqscope serve` of its own process. */
export class Serving {
  private constructor(
    readonly program: Program,
    /** Of the page, with a slash at its end. */
    readonly url: string,
  ) {}

  /** Serves a process or a sample; with `teed`, all transitions go to that file as lines of JSON. */
  static async start(
    what: number | string,
    options: { listen?: string; teed?: string; args?: string[] } = {},
  ): Promise<Serving> {
    const { listen = '127.0.0.1:0', teed, args = [] } = options
    const file = teed === undefined ? 'ignore' : openSync(teed, 'w')
    const program = runqscope(
      [
        'serve',
        `${what}`,
        '--listen',
        listen,
        ...(teed === undefined ? [] : ['--json', '--transitions']),
        ...args,
      ],
      { stdio: ['ignore', file, 'pipe'] },
    )
    if (typeof file === 'number') closeSync(file)
    const shown = /is shown at (http:\S+)/
    await until(() => shown.test(program.stderr) || !program.running, 'the address of the page')
    const url = program.stderr.match(shown)?.[1]
    if (!url) throw new Error(`serve ended: ${program.stderr}`)
    return new Serving(program, url)
  }

  get port(): number {
    return Number(new URL(this.url).port)
  }

  /** Ends the session in order; the teed file is whole then. */
  async stop(): Promise<void> {
    this.program.kill('SIGINT')
    const status = await this.program.end()
    if (status !== 0) throw new Error(`serve ended with ${status}: ${this.program.stderr}`)
  }
}

/** targets/service under load: many kinds of waits, a few thousand transitions a second. */
export async function startService(rate = 300): Promise<{ pid: number; service: Program; load: Program }> {
  const service = Programs.start(build('service'), [])
  const [, url] = await service.says(/listening on (\S+)/)
  const load = Programs.start(build('load'), [
    '-url',
    url!,
    '-rate',
    `${rate}`,
    '-connections',
    '8',
    '-for',
    '0',
  ])
  return { pid: service.pid, service, load }
}

/** targets/crowd: very many goroutines that wait, and a few that wake them. */
export async function startCrowd(size: number): Promise<Program> {
  const crowd = Programs.start(build('crowd'), ['-size', `${size}`, '-pause', '10ms', '-burst', '20'])
  await crowd.says(/^pid/)
  return crowd
}
