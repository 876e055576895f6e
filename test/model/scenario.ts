import assert from 'node:assert/strict'
import { Kind, NO_P } from '../../lib/contract.gen.js'
import { type AggregateOptions, aggregate } from '../../lib/latency/aggregate.js'
import { Latency } from '../../lib/latency/latency.js'
import type { Aggregate, Stages } from '../../lib/latency/report.js'
import { Model } from '../../lib/model/model.js'
import { isSystemFunction } from '../../lib/model/system.js'
import {
  Flag,
  REASON_COROUTINE,
  REASON_NONE,
  REASON_PREEMPTED,
  type Snapshot,
  type State,
  stateNames,
  type TransitionBatch,
} from '../../lib/model/transition.js'
import { BASE_NS, siteKinds, siteKindsWithSyscalls, slotsOf, type TapeEvent } from './tape.js'
import { Validator } from './validate.js'

/** Wait reasons that scenarios know; the index is the byte. */
const reasons = ['', 'select', 'chan-receive', 'sleep', 'coroutine']

const kinds: Record<string, Kind> = {
  create: Kind.CREATE,
  ready: Kind.READY,
  run: Kind.RUN,
  park: Kind.PARK,
  gosched: Kind.GOSCHED,
  yield: Kind.YIELD,
  preempt: Kind.PREEMPT_PARK,
  exit: Kind.EXIT,
  switch: Kind.CORO_SWITCH,
  'syscall-exit': Kind.SYSCALL_EXIT,
  enter: Kind.SYSCALL_ENTER,
  return: Kind.SYSCALL_RETURN,
  needm: Kind.NEEDM,
  dropm: Kind.DROPM,
}

/**
 * Plays a scenario's text and returns what it makes of its `expect` block: the block as it should read. Rows and gaps
 * are all listed; of every other line only the figures that the block names.
 *
 * Commands: `system` (count system goroutines), `syscalls` (system calls have probes), `sites-max N`, `hold N`, then in
 * any order
 *   t=N KIND gN [by gN] [tid N] [site NAME] [REASON | waiting | preempted | no-p]
 *   gap FIRST LAST, advance N, push, snapshot BEGIN END followed by indented `gN STATE [tid N] [site NAME] [REASON]`
 * Events are pushed together, up to the next other command. The end of the text ends the session.
 */
export function play(text: string): { expected: string[]; actual: string[] } {
  const [commands, expectation] = text.split(/^expect\n/m)
  const expected = linesOf(expectation)
  const stage = new Stage(linesOf(commands))
  return { expected, actual: stage.report(expected) }
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.replace(/#.*/, '').trimEnd())
    .filter(line => line !== '')
}

class Stage {
  private readonly model: Model
  private readonly latency: Latency
  private readonly validator = new Validator()
  private readonly rows: string[] = []
  private readonly names: string[] = ['']
  private pending: TapeEvent[] = []

  constructor(lines: string[]) {
    const option = (name: string): number | undefined => {
      const found = lines.find(line => line.split(' ')[0] === name)
      return found === undefined ? undefined : Number(found.split(' ')[1])
    }
    this.model = new Model({
      baseNs: BASE_NS,
      siteKinds: lines.includes('syscalls') ? siteKindsWithSyscalls : siteKinds,
      holdNs: option('hold') ?? 0,
      sitesMax: option('sites-max'),
      resolve: startpc => {
        const name = this.names[startpc]
        return {
          function: name,
          createdAt: 'main.go:1',
          createdBy: 'main.main',
          system: isSystemFunction(name),
        }
      },
    })
    this.latency = new Latency({ system: lines.includes('system') })
    this.model.addSink(this.validator.sink, this.validator.onGap)
    this.model.addSink(this.latency.sink)
    this.model.addSink(
      batch => this.rows.push(...Array.from({ length: batch.length }, (_, row) => rowText(batch, row))),
      gap => this.rows.push(`gap ${gap.firstNs} ${gap.lastNs}`),
    )
    for (let i = 0; i < lines.length; i++) {
      const words = lines[i].split(/\s+/)
      if (words[0].startsWith('t=')) {
        this.pending.push(this.event(words))
        continue
      }
      this.push()
      if (words[0] === 'gap')
        this.model.gap({ firstNs: Number(words[1]), lastNs: Number(words[2]), lost: [1] })
      else if (words[0] === 'advance') this.model.advance(Number(words[1]))
      else if (words[0] === 'snapshot') {
        const entries: string[][] = []
        while (lines[i + 1]?.startsWith(' ')) entries.push(lines[++i].trim().split(/\s+/))
        this.model.applySnapshot(this.snapshot(Number(words[1]), Number(words[2]), entries))
      } else
        assert.ok(
          ['system', 'syscalls', 'sites-max', 'hold', 'push'].includes(words[0]),
          `unknown command: ${lines[i]}`,
        )
    }
    this.push()
    this.model.end()
    assert.ok(this.validator.inversions <= this.model.counters.late)
  }

  report(expected: string[]): string[] {
    const options: AggregateOptions = { waitReasons: reasons }
    const session = {
      time_ns: 0,
      duration_ns: 0,
      produced: 0,
      hits_per_s: 0,
      hit_cost_ns: 0,
      lost: 0,
      lost_by_cause: {},
    }
    const report = aggregate(this.model, this.latency, session, options)
    const figures = expected.filter(line => /^(counters|states|site|stage|wait) /.test(line))
    return [...this.rows, ...figures.map(line => this.figures(line, report))]
  }

  /** The line with every `name=value` that it asks for, as it is. */
  private figures(line: string, report: Aggregate): string {
    const words = line.split(' ')
    const asked = words.filter(word => word.includes('='))
    const title = words.filter(word => !word.includes('='))
    const source = this.source(title, report)
    return [...title, ...asked.map(word => word.split('=')[0]).map(key => `${key}=${source[key] ?? 0}`)].join(
      ' ',
    )
  }

  private source(title: string[], report: Aggregate): Record<string, unknown> {
    const [what, name, of] = title
    if (what === 'counters') return { ...this.model.counters }
    if (what === 'states') return report.states
    if (what === 'wait') return { ...report.wait_reasons[name] }
    if (what === 'stage') return { ...report.stages[name as keyof Stages] }
    const site = report.sites.find(candidate => candidate.function === name)
    if (!site) return {}
    return of ? { ...site.stages[of as keyof Stages] } : { ...site }
  }

  private push(): void {
    const { bytes, slots } = slotsOf(this.pending)
    if (slots > 0) this.model.push(bytes, slots)
    this.pending = []
  }

  private event(words: string[]): TapeEvent {
    const kind = kinds[words[1]]
    assert.ok(kind, `unknown kind: ${words.join(' ')}`)
    const event: TapeEvent = { timeNs: Number(words[0].slice(2)), kind, goid: goidOf(words[2]), p: 0 }
    if (kind === Kind.CREATE) event.reason = 1
    for (let i = 3; i < words.length; i++) {
      const word = words[i]
      if (word === 'by') event.other = goidOf(words[++i])
      else if (word === 'tid') event.tid = Number(words[++i])
      else if (word === 'site') {
        event.startpc = this.pc(words[++i])
        event.gopc = event.startpc + 0x1000
      } else if (word === 'waiting') event.reason = 4
      else if (word === 'preempted') event.reason = 1
      else if (word === 'no-p') event.p = NO_P
      else event.reason = reasonOf(word)
    }
    return event
  }

  private snapshot(beginNs: number, endNs: number, entries: string[][]): Snapshot {
    const { length } = entries
    const snapshot: Snapshot = {
      beginNs,
      endNs,
      length,
      goid: new Float64Array(length),
      state: new Uint8Array(length),
      reason: new Uint8Array(length).fill(REASON_NONE),
      startpc: new Float64Array(length),
      gopc: new Float64Array(length),
      tid: new Uint32Array(length),
    }
    for (const [at, words] of entries.entries()) {
      snapshot.goid[at] = goidOf(words[0])
      const state = stateNames.indexOf(words[1] as (typeof stateNames)[number])
      assert.ok(state > 0, `unknown state: ${words.join(' ')}`)
      snapshot.state[at] = state as State
      for (let i = 2; i < words.length; i++) {
        if (words[i] === 'tid') snapshot.tid[at] = Number(words[++i])
        else if (words[i] === 'site') {
          snapshot.startpc[at] = this.pc(words[++i])
          snapshot.gopc[at] = snapshot.startpc[at] + 0x1000
        } else snapshot.reason[at] = reasonOf(words[i])
      }
    }
    return snapshot
  }

  private pc(name: string): number {
    const known = this.names.indexOf(name)
    if (known > 0) return known
    this.names.push(name)
    return this.names.length - 1
  }
}

function goidOf(word: string): number {
  assert.match(word, /^g\d+$/)
  return Number(word.slice(1))
}

function reasonOf(word: string): number {
  const reason = reasons.indexOf(word)
  assert.ok(reason > 0, `unknown reason: ${word}`)
  return reason
}

function reasonText(reason: number): string {
  if (reason === REASON_PREEMPTED) return 'preempted'
  if (reason === REASON_COROUTINE) return 'coroutine'
  return reasons[reason] ?? String(reason)
}

/** `TIME gN FROM FOR → TO`, then what else is known. FOR is the interval's length or `?`. */
function rowText(batch: TransitionBatch, row: number): string {
  const timeNs = batch.timeNs[row]
  const sinceNs = batch.sinceNs[row]
  const words = [String(timeNs), `g${batch.goid[row]}`, stateNames[batch.from[row]]]
  const born = batch.kind[row] === Kind.CREATE || batch.kind[row] === Kind.NEEDM
  if (!born || batch.flags[row] & Flag.Disagreement)
    words.push(Number.isNaN(sinceNs) ? '?' : String(timeNs - sinceNs))
  if (batch.endedReason[row] !== REASON_NONE) words.push(`(${reasonText(batch.endedReason[row])})`)
  words.push('→', stateNames[batch.to[row]])
  if (batch.kind[row] === Kind.GOSCHED) words.push(batch.reason[row] === 1 ? '(preempted)' : '(yielded)')
  else if (batch.reason[row] !== REASON_NONE) words.push(`(${reasonText(batch.reason[row])})`)
  if (batch.other[row] !== 0) words.push(`by g${batch.other[row]}`)
  if (batch.flags[row] & Flag.FirstRun) words.push('first-run')
  if (batch.flags[row] & Flag.System) words.push('system')
  if (batch.flags[row] & Flag.Disagreement) words.push('disagreement')
  if (!Number.isNaN(batch.createdNs[row])) words.push(`life ${timeNs - batch.createdNs[row]}`)
  return words.join(' ')
}
