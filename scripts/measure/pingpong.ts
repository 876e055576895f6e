import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monotonicNs } from '../../lib/probe/probe.js'
import { build, Running, sleep } from './programs.js'
import type { Span } from './rounds.js'
import { cpuTimeNs } from './usage.js'

/** src: targets/pingpong/count.go. */
const COUNT_STRIDE = 64

/** A running targets/pingpong whose round trips can be read at any moment. */
export class PingPong {
  private constructor(
    readonly running: Running,
    private readonly folder: string,
    private readonly counts: number,
    private readonly pairs: number,
  ) {}

  /** @param calls whether it makes system calls in place of round trips */
  static async start(procs: number, pairs: number, calls = false): Promise<PingPong> {
    const program = build('pingpong')
    const folder = mkdtempSync(join(tmpdir(), 'runqscope-bench-'))
    const file = join(folder, 'count')
    const args = ['-pairs', `${pairs}`, '-count', file, ...(calls ? ['-calls'] : [])]
    const running = Running.start(program, args, { GOMAXPROCS: `${procs}` })
    await running.says(/^pid/)
    return new PingPong(running, folder, openSync(file, 'r'), pairs)
  }

  get pid(): number {
    return this.running.pid
  }

  /** Round trips since the start. */
  trips(): number {
    const bytes = Buffer.alloc(this.pairs * COUNT_STRIDE)
    readSync(this.counts, bytes, 0, bytes.length, 0)
    let sum = 0
    for (let pair = 0; pair < this.pairs; pair++) sum += Number(bytes.readBigUInt64LE(pair * COUNT_STRIDE))
    return sum
  }

  /** Round trips in a window, cut by the counter and the clocks at both of its ends. */
  async window(ms: number): Promise<Span> {
    const look = () => ({ trips: this.trips(), ns: monotonicNs(), cpuNs: cpuTimeNs(this.pid) })
    const begin = look()
    await sleep(ms)
    const end = look()
    return {
      operations: end.trips - begin.trips,
      ns: Number(end.ns - begin.ns),
      cpuNs: end.cpuNs - begin.cpuNs,
    }
  }

  async end(): Promise<void> {
    await this.running.kill()
    closeSync(this.counts)
    rmSync(this.folder, { recursive: true })
  }
}
