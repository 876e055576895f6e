import { statSync } from 'node:fs'
import { attach } from '../../lib/agent.js'
import { plan } from '../../lib/plan/index.js'
import { attachedSites } from '../../lib/probe/config.js'
import { monotonicNs, Probe } from '../../lib/probe/probe.js'
import { build, cli, installBig, Running, sleep, startService } from './programs.js'
import { atMost, median, type Row, type Section, show, spread, table } from './row.js'
import type { Scale } from './scale.js'
import { Subject } from './subject.js'

/** Requests a second while it is attached: often enough for a first event, far from busy. */
const REQUESTS_PER_S = 1000
const PAUSE_MS = 300

interface Times {
  planMs: number[]
  nullAttachMs: number[]
  nullDetachMs: number[]
  attachMs: number[]
  detachMs: number[]
  summaryMs: number[]
  commandAttachMs: number[]
  commandDetachMs: number[]
}

interface Measured {
  name: string
  bytes: number
  times: Times
}

/** (d) How long it takes until the first event is here, and until no probe is left. */
export async function presenceSection(scale: Scale): Promise<Section> {
  const measured = [
    await measure('small', build('service'), scale),
    await measure('large', installBig(), scale),
  ]
  return { rows: measured.flatMap(rowsOf), raw: rawTable(measured) }
}

async function measure(name: string, program: string, scale: Scale): Promise<Measured> {
  const { running, url } = await startService(program)
  const load = Running.start(build('load'), [
    '-url',
    url,
    '-mix',
    'fast=1',
    '-rate',
    `${REQUESTS_PER_S}`,
    '-for',
    '0',
  ])
  const subject = Subject.open(running.pid)
  const times: Times = {
    planMs: [],
    nullAttachMs: [],
    nullDetachMs: [],
    attachMs: [],
    detachMs: [],
    summaryMs: [],
    commandAttachMs: [],
    commandDetachMs: [],
  }
  try {
    for (let round = 0; round < scale.attaches; round++) {
      for (const step of [timePlan, timeNull, timeSession, timeCommand]) {
        await sleep(PAUSE_MS)
        await step(subject, times)
      }
    }
    return { name, bytes: statSync(program).size, times }
  } finally {
    subject.close()
    await load.kill()
    await running.kill()
  }
}

const sinceMs = (beginNs: bigint) => Number(monotonicNs() - beginNs) / 1e6

async function timePlan(subject: Subject, times: Times): Promise<void> {
  const begin = monotonicNs()
  plan(subject.target.exePath)
  times.planMs.push(sinceMs(begin))
}

/** The floor: load and attach of empty programs, the plan being made. */
async function timeNull(subject: Subject, times: Times): Promise<void> {
  const begin = monotonicNs()
  const probe = Probe.attach(subject.target, subject.plan, { program: 'null' })
  await subject.untilProbed(attachedSites(subject.plan, false).length)
  times.nullAttachMs.push(sinceMs(begin))
  await sleep(PAUSE_MS)
  const end = monotonicNs()
  probe.close()
  await subject.untilProbed(0)
  times.nullDetachMs.push(sinceMs(end))
}

/** A session in this warm process, planned anew: until a sink has the first transition; until no breakpoint is left. */
async function timeSession(subject: Subject, times: Times): Promise<void> {
  const begin = monotonicNs()
  let first: ((ms: number) => void) | undefined
  const seen = new Promise<number>(resolve => {
    first = resolve
  })
  const agent = await attach(subject.pid, {
    prepare: agent =>
      agent.addSink(() => {
        first?.(sinceMs(begin))
        first = undefined
      }),
  })
  times.attachMs.push(await seen)
  await sleep(PAUSE_MS)
  const end = monotonicNs()
  const ended = agent.stop()
  await subject.untilProbed(0)
  times.detachMs.push(sinceMs(end))
  const summary = await ended
  times.summaryMs.push(sinceMs(end))
  if (summary.events === 0) throw new Error('the session saw no event')
}

/** The command, from its start as a process. */
async function timeCommand(subject: Subject, times: Times): Promise<void> {
  const begin = monotonicNs()
  const command = Running.start(cli, ['attach', `${subject.pid}`, '--json', '--transitions'])
  await command.says(/^\{"type":"transition"/)
  times.commandAttachMs.push(sinceMs(begin))
  await sleep(PAUSE_MS)
  const end = monotonicNs()
  command.child.kill('SIGINT')
  await subject.untilProbed(0)
  times.commandDetachMs.push(sinceMs(end))
  await command.succeeds()
}

function rowsOf({ name, bytes, times }: Measured): Row[] {
  const of = `${name} binary (${show(bytes / 1e6)} MB)`
  const pair = (what: string, ours: number[], floor: number[], limit: number): Row[] => {
    const [mine, bare] = [median(ours), median(floor)]
    return [
      {
        what: `${what}, ${of}`,
        ours: `${show(mine)} ms`,
        beside: `null loader: ${show(bare)} ms`,
        ratio: `${show(mine / bare)} ×`,
        bound: atMost(mine, limit, ' ms'),
      },
      {
        what: `${what}, more than the null loader, ${name}`,
        ours: `${show(mine - bare)} ms`,
        beside: '',
        ratio: '',
        bound: atMost(mine - bare, 100, ' ms'),
      },
    ]
  }
  return [
    ...pair('attach → first event', times.attachMs, times.nullAttachMs, 300),
    ...pair('detach → no probe left', times.detachMs, times.nullDetachMs, 150),
    {
      what: `the command: process start → first event, signal → no probe left, ${of}`,
      ours: `${show(median(times.commandAttachMs))} ms, ${show(median(times.commandDetachMs))} ms`,
      beside: `in a warm process: ${show(median(times.attachMs))} ms, ${show(median(times.detachMs))} ms`,
      ratio: `${show(median(times.commandAttachMs) / median(times.attachMs))} ×, ${show(median(times.commandDetachMs) / median(times.detachMs))} ×`,
    },
  ]
}

const names: [keyof Times, string][] = [
  ['nullAttachMs', 'null loader: attach, plan already made'],
  ['nullDetachMs', 'null loader: detach'],
  ['planMs', 'the plan alone (part of attach)'],
  ['attachMs', 'attach() → first transition in a sink'],
  ['detachMs', 'stop() → no probe left'],
  ['summaryMs', 'stop() → summary, all drained'],
  ['commandAttachMs', 'command started → first transition on its stdout'],
  ['commandDetachMs', 'SIGINT → no probe left'],
]

function rawTable(measured: Measured[]): string {
  const head = ['ms', ...measured.flatMap(({ name }) => [`${name}, median`, 'least to most'])]
  const rows = names.map(([key, text]) => [
    text,
    ...measured.flatMap(({ times }) => [show(median(times[key])), spread(times[key])]),
  ])
  return `Small: [targets/service](../targets/service). Large: rclone from the Go module proxy, serving a file. Each answers ${show(REQUESTS_PER_S)}
requests/s meanwhile. "No probe left": every site's byte in the target's memory is the file's again. In this process that
is looked at when the detaching call returns, which waits for the kernel's grace period; from outside it is seen earlier.
${measured[0]!.times.attachMs.length} times each.\n\n${table(head, rows)}`
}
