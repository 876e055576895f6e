import type { SiteName } from '../model/sites.js'
import { isSystemFunction } from '../model/system.js'
import type { Snapshot } from '../model/transition.js'
import type { Plan } from '../plan/plan.js'
import type { NativeMemory } from '../probe/addon.js'
import { attachedSites, siteKinds } from '../probe/config.js'
import { loadBias, loadBiasOfMain } from '../probe/loadbias.js'
import { printable } from '../probe/printable.js'
import {
  calibrate,
  monotonicNs,
  openMemory,
  Probe,
  type ProbeListener,
  type ProbeOptions,
} from '../probe/probe.js'
import { readSnapshot } from '../probe/snapshot.js'
import { type Starvation, StarvationWatch } from '../probe/starvation.js'
import type { Target } from '../probe/target.js'
import type { Source, SourceInfo } from './source.js'

/** Start function of the main goroutine: src/runtime/proc.go, rt0_go. */
const MAIN = 'runtime.main'

/** A running process: probes for what happens, its memory for what was there before. */
export class LiveSource implements Source {
  readonly info: SourceInfo
  readonly siteKinds: Uint8Array
  hitCostNs = 0
  /** Opened when first needed: under `run` the address space comes with the execve. */
  private memory: NativeMemory | undefined
  private bias: number | undefined
  private watch: StarvationWatch | undefined

  private constructor(
    private readonly target: Target,
    private readonly plan: Plan,
    private readonly probe: Probe,
    syscalls: boolean,
  ) {
    this.siteKinds = siteKinds(attachedSites(plan, syscalls))
    this.info = {
      pid: target.pid,
      command: printable(target.command),
      goVersion: printable(plan.goVersion),
      method: probe.method === 'multi' ? 'uprobe_multi' : 'perf-event uprobes',
      syscalls,
      waitReasons: plan.waitReasons.map(printable),
    }
  }

  /** @throws RunqscopeError no-privilege, unsupported-kernel, attach-failed, incomplete-plan */
  static attach(target: Target, plan: Plan, options: ProbeOptions): LiveSource {
    return new LiveSource(target, plan, Probe.attach(target, plan, options), options.syscalls ?? false)
  }

  now(): bigint {
    return monotonicNs()
  }

  start(listener: ProbeListener): bigint {
    this.watch = new StarvationWatch(this.target.pid)
    return this.probe.arm(listener)
  }

  starvation(fresh?: boolean): Starvation {
    return this.watch?.told(fresh) ?? {}
  }

  /** Measures what a hit costs, on a function of our own. Until then, and where it fails, the cost is unknown: 0. */
  async calibrate(): Promise<void> {
    const { recordNs } = await calibrate(this.plan, this.probe.method)
    this.hitCostNs = recordNs
  }

  /** Opens the target's memory, while refusing is still possible. @throws RunqscopeError no-privilege */
  openMemory(): NativeMemory {
    this.memory ??= openMemory(this.target)
    return this.memory
  }

  snapshot(baseNs: bigint, beginNs: number): Snapshot | undefined {
    const bias = this.loadBias()
    if (bias === undefined) return undefined
    const memory = this.openMemory()
    const now = () => Number(monotonicNs() - baseNs)
    return readSnapshot(memory, this.target, this.plan, bias, beginNs, now)?.snapshot
  }

  counters(): { produced: number; dropped: number[] } {
    return this.probe.counters()
  }

  async stop(): Promise<void> {
    this.watch?.close()
    await this.probe.stop()
    this.memory?.close()
  }

  /** Detaches at once; for a session that never began. */
  close(): void {
    this.probe.close()
    this.memory?.close()
  }

  /** Names a site: the start function, and where its go statement stands. */
  readonly resolve = (startpc: number, gopc: number): SiteName => {
    // A command that lived for a few milliseconds is gone with its maps; its main goroutine, created first, tells.
    this.bias ??= this.loadBias() ?? loadBiasOfMain(this.target, this.plan, startpc, gopc)
    const { bias } = this
    if (bias === undefined) return { function: 'unknown', createdAt: '', createdBy: '', system: false }
    const { pcs } = this.plan
    const name = pcs.startFunction(startpc - bias) ?? 'unknown'
    // The main goroutine was made by the runtime's start code, not by a go statement. Of all others gopc is a return
    // address: the call lies before it.
    const creation = gopc && name !== MAIN ? pcs.lookup(gopc - bias - 1) : undefined
    return {
      function: printable(name),
      createdAt: creation ? printable(`${creation.file}:${creation.line}`) : '',
      createdBy: printable(creation?.function ?? ''),
      system: isSystemFunction(name),
    }
  }

  /** Known once the executable is mapped; kept for the names of a target that is gone. */
  private loadBias(): number | undefined {
    this.bias ??= loadBias(this.target, this.plan)
    return this.bias
  }
}
