import { attach } from '../../lib/agent.js'
import { attachedSites } from '../../lib/probe/config.js'
import { Probe } from '../../lib/probe/probe.js'
import { Running } from './programs.js'
import type { Subject } from './subject.js'

/** Something that is done to a subject and taken back. */
export interface Condition {
  name: string
  apply(subject: Subject): Promise<Applied>
}

export interface Applied {
  /** Hits counted so far, where the condition can tell while it lasts. */
  hits?(): number
  /** Returns when no probe is left. */
  lift(): Promise<Lifted>
}

export interface Lifted {
  /** Events lost while it lasted, where it tells. */
  lost?: number
}

export const untouched: Condition = {
  name: 'untouched',
  async apply() {
    return { lift: async () => ({}) }
  },
}

/** Empty programs on our sites: the trap, which nobody can be below. */
export const nullProbes: Condition = {
  name: 'null probes',
  async apply(subject) {
    const probe = Probe.attach(subject.target, subject.plan, { program: 'null' })
    await subject.untilProbed(attachedSites(subject.plan, false).length)
    return {
      async lift() {
        probe.close()
        await subject.untilProbed(0)
        return {}
      },
    }
  },
}

/** Our records, taken out of the ring buffer and thrown away: what the kernel side costs. */
export const drained: Condition = {
  name: 'records only',
  async apply(subject) {
    const probe = Probe.attach(subject.target, subject.plan, {})
    let lost = 0
    probe.arm({
      batch: () => {},
      gap: gap => {
        lost += gap.lost.reduce((sum, count) => sum + count, 0)
      },
      targetGone: how => {
        throw new Error(`the target is gone: ${how}`)
      },
    })
    return {
      hits: () => probe.counters().produced,
      async lift() {
        await probe.stop()
        await subject.untilProbed(0)
        return { lost }
      },
    }
  },
}

/** A whole session: probes, model, aggregates ten times a second. */
export const ours = session('runqscope', false)

/** The same with probes on system calls. */
export const oursWithSyscalls = session('runqscope --syscalls', true)

function session(name: string, syscalls: boolean): Condition {
  return { name, apply: subject => attached(subject, syscalls) }
}

async function attached(subject: Subject, syscalls: boolean): Promise<Applied> {
  const agent = await attach(subject.pid, { syscalls })
  return {
    hits: () => agent.source.counters().produced,
    async lift() {
      const summary = await agent.stop()
      if (summary.events === 0) throw new Error('the session saw no event')
      await subject.untilProbed(0)
      return { lost: summary.lost }
    },
  }
}

const NUDGE_MS = 1000
const ENTRIES = ['runtime.execute', 'runtime.ready', 'runtime.park_m']

/** bpftrace on the functions' entries, counting and nothing else. */
export const bpftraceEntries: Condition = {
  name: 'bpftrace entries',
  async apply(subject) {
    const places = ENTRIES.map(name => subject.entry(name))
    const probes = ENTRIES.map(name => `uprobe:${subject.target.exePath}:${name}`).join(',')
    const tracer = Running.start('bpftrace', ['-p', `${subject.pid}`, '-e', `${probes} { @ = count(); }`])
    const alive = () => tracer.child.exitCode === null
    try {
      await subject.untilProbed(places.length, places, alive)
    } catch (error) {
      throw new Error(`${error}: ${tracer.lines.slice(-3).join(' / ')}`)
    }
    return {
      async lift() {
        // bpftrace 0.17 now and then sleeps through the first one.
        const nudge = setInterval(() => tracer.child.kill('SIGINT'), NUDGE_MS)
        tracer.child.kill('SIGINT')
        await tracer.exited
        clearInterval(nudge)
        const [, hits] = await tracer.says(/^@: (\d+)$/)
        await subject.untilProbed(0, places)
        if (Number(hits) === 0) throw new Error('bpftrace counted nothing')
        return {}
      },
    }
  },
}
