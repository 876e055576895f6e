import { closeSync, openSync, readSync } from 'node:fs'
import { plan } from '../../lib/plan/index.js'
import type { Plan } from '../../lib/plan/plan.js'
import { loadBias } from '../../lib/probe/loadbias.js'
import { Target } from '../../lib/probe/target.js'
import { sleep } from './programs.js'

/** A place in a binary. */
export interface Place {
  address: number
  fileOffset: number
}

const POLL_MS = 1

/** A process to measure, its plan, and its text as it is in memory: that is where a probe is or is not. */
export class Subject {
  private constructor(
    readonly target: Target,
    readonly plan: Plan,
    private readonly bias: number,
    private readonly memory: number,
  ) {}

  static open(pid: number): Subject {
    const target = Target.open(pid)
    const made = plan(target.pinnedPath)
    const bias = loadBias(target, made)
    if (bias === undefined) throw new Error(`process ${pid} has no text`)
    return new Subject(target, made, bias, openSync(`/proc/${pid}/mem`, 'r'))
  }

  get pid(): number {
    return this.target.pid
  }

  /** The entries of the functions in which the plan has sites. */
  entry(name: string): Place {
    const site = this.plan.sites.find(one => one.function === name)
    const found = site && this.plan.pcs.functionAt(site.address)
    if (!found) throw new Error(`the plan has no site in ${name}`)
    return { address: found.entry, fileOffset: site.fileOffset - (site.address - found.entry) }
  }

  /** How many of the places hold another byte in memory than in the file: that many breakpoints. */
  probed(places: Place[] = this.plan.sites): number {
    return places.filter(
      place => byteAt(this.memory, place.address + this.bias) !== byteAt(this.target.exeFd, place.fileOffset),
    ).length
  }

  /** Waits until so many of the places are probed. */
  async untilProbed(count: number, places: Place[] = this.plan.sites, alive = () => true): Promise<void> {
    while (this.probed(places) !== count) {
      if (!alive()) throw new Error(`the observer ended before ${count} probes were in place`)
      await sleep(POLL_MS)
    }
  }

  close(): void {
    closeSync(this.memory)
    this.target.close()
  }
}

function byteAt(file: number, position: number): number {
  const byte = new Uint8Array(1)
  if (readSync(file, byte, 0, 1, position) !== 1) throw new Error(`nothing to read at ${position}`)
  return byte[0]!
}
