import type { Output } from '../output.js'
import { Message } from './message.js'
import { putVarint } from './varint.js'

/** Events of a kind in one bundle. */
const EVENTS = 1024
/** Bytes of a column: a varint of a time takes ten at most. */
const COLUMN_BYTES = EVENTS * 10
/** Nobody runs. */
const IDLE = 0
const PRIORITY = 120

/** A packed column under construction. */
class Column {
  readonly bytes = new Uint8Array(COLUMN_BYTES)
  length = 0

  push(value: number): void {
    this.length = putVarint(this.bytes, this.length, value)
  }

  taken(): Uint8Array {
    const bytes = this.bytes.subarray(0, this.length)
    this.length = 0
    return bytes
  }
}

/** The switches and wake-ups of one CPU, gathered into packets of ftrace's compact encoding. */
export class Bundle {
  private switches = 0
  private wakings = 0
  private readonly switchTime = new Column()
  private readonly switchState = new Column()
  private readonly switchPid = new Column()
  private readonly switchPriority = new Column()
  private readonly switchName = new Column()
  private readonly wakingTime = new Column()
  private readonly wakingPid = new Column()
  private readonly wakingCpu = new Column()
  private readonly wakingPriority = new Column()
  private readonly wakingName = new Column()
  private switchNs = 0
  private wakingNs = 0
  private comms: string[] = ['idle']
  private readonly commOfSite = new Map<number, number>()

  /** @param beginNs of the trace: the first switch of a CPU only tells readers of it, and they count it as skipped */
  constructor(
    private readonly output: Output,
    private readonly cpu: number,
    private readonly baseNs: bigint,
    private readonly names: readonly string[],
    beginNs: number,
  ) {
    this.idle(beginNs, 0)
  }

  /** A thread takes the CPU; `left` is the state of the one before it. */
  switch(ns: number, left: number, tid: number, site: number): void {
    this.push(ns, left, tid, this.comm(site))
  }

  /** The CPU has nothing to run from now on. */
  idle(ns: number, left: number): void {
    this.push(ns, left, IDLE, 0)
  }

  waking(ns: number, tid: number, site: number): void {
    if (this.wakings === EVENTS || (this.wakings > 0 && ns < this.wakingNs)) this.flush()
    if (this.wakings > 0) this.wakingTime.push(ns - this.wakingNs)
    else this.first(this.wakingTime, ns)
    this.wakingNs = ns
    this.wakingPid.push(tid)
    this.wakingCpu.push(this.cpu)
    this.wakingPriority.push(PRIORITY)
    this.wakingName.push(this.comm(site))
    this.wakings++
  }

  flush(): void {
    if (this.switches + this.wakings === 0) return
    const compact = new Message()
    if (this.switches > 0)
      compact
        .block(1, this.switchTime.taken())
        .block(2, this.switchState.taken())
        .block(3, this.switchPid.taken())
        .block(4, this.switchPriority.taken())
    for (const comm of this.comms) compact.text(5, comm)
    if (this.switches > 0) compact.block(6, this.switchName.taken())
    if (this.wakings > 0)
      compact
        .block(7, this.wakingTime.taken())
        .block(8, this.wakingPid.taken())
        .block(9, this.wakingCpu.taken())
        .block(10, this.wakingPriority.taken())
        .block(11, this.wakingName.taken())
    this.switches = 0
    this.wakings = 0
    this.comms = ['idle']
    this.commOfSite.clear()
    const bundle = new Message().varint(1, this.cpu).block(4, compact)
    this.output.write(new Message().block(1, new Message().varint(10, 1).block(1, bundle)).bytes())
  }

  private push(ns: number, left: number, tid: number, comm: number): void {
    // Times within a bundle are deltas that cannot go back.
    if (this.switches === EVENTS || (this.switches > 0 && ns < this.switchNs)) {
      const name = this.comms[comm]!
      this.flush()
      if (comm !== 0) comm = this.comms.push(name) - 1
    }
    if (this.switches > 0) this.switchTime.push(ns - this.switchNs)
    else this.first(this.switchTime, ns)
    this.switchNs = ns
    this.switchState.push(left)
    this.switchPid.push(tid)
    this.switchPriority.push(PRIORITY)
    this.switchName.push(comm)
    this.switches++
  }

  private first(column: Column, ns: number): void {
    let value = this.baseNs + BigInt(Math.max(0, ns))
    for (; value > 127n; value >>= 7n) column.bytes[column.length++] = Number(value & 127n) | 128
    column.bytes[column.length++] = Number(value)
  }

  private comm(site: number): number {
    let comm = this.commOfSite.get(site)
    if (comm === undefined) {
      comm = this.comms.push(this.names[site] ?? 'unknown') - 1
      this.commOfSite.set(site, comm)
    }
    return comm
  }
}
