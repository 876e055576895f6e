import type { AudienceCost, Got } from './audience.js'
import type { Dashboard, Following } from './dashboard.js'
import { type Frames, rank } from './frames.js'
import { atLeast, atMost, median, type Row, show, spread, table } from './row.js'

const megabytes = (bytes: number) => bytes / 1e6
const signed = (value: number) => `${value < 0 ? '−' : '+'}${show(Math.abs(value))}`

/** Lines of the one table; with the raw feed off, too, because so the page opens. */
export function dashboardRows(measured: Dashboard): Row[] {
  return [
    sourceRow(measured),
    ...measured.following.flatMap(followingRows),
    ...audienceRows(measured.audience),
    keysRow(measured),
    ...tenRows(measured),
    ...frozenRows(measured),
    {
      what: "page's scripts and styles, its worker included, gzip",
      ours: `${show(measured.gzipBytes / 1000)} kB`,
      beside: '',
      ratio: '',
      bound: atMost(measured.gzipBytes / 1000, 120, ' kB'),
    },
  ]
}

function sourceRow({ source }: Dashboard): Row {
  const perSecond = source.events / source.seconds
  return {
    what: 'synthetic events/s taken by the server meanwhile, 100,000 goroutines',
    ours: show(perSecond),
    beside: `lost: ${source.lost.toLocaleString('en')}`,
    ratio: '',
    bound: atLeast(perSecond, 0.98e6),
  }
}

const TABLES = /Sites$/

function followingRows(one: Following): Row[] {
  const { frames, memory, firstNumberMs } = one
  const with_ = `page at 1920×1080, raw feed ${one.raw ? 'on' : 'off'}`
  const row = (what: string, ours: string, beside: string, bound: Row['bound']): Row => ({
    what: `${with_}: ${what}`,
    ours,
    beside,
    ratio: '',
    ...(bound ? { bound } : {}),
  })
  // The table of sites changes four times a second, so that it can be read.
  const slowest = frames.states
    .filter(state => !TABLES.test(state.what))
    .sort((a, b) => a.perSecond - b.perSecond)[0]!
  const oldest = [...frames.states].sort((a, b) => b.maxAgeMs - a.maxAgeMs)[0]!
  return [
    row(
      `frames/s, mean over ${show(frames.seconds)} s`,
      show(frames.perSecond),
      'of 60 that the browser offers',
      atLeast(frames.perSecond, 55),
    ),
    row('frame time, p99', `${show(frames.p99Ms)} ms`, '', atMost(frames.p99Ms, 33, ' ms')),
    row('frame time, longest', `${show(frames.maxMs)} ms`, '', atMost(frames.maxMs, 200, ' ms')),
    row(
      'data states painted/s, of heat map and timeline the one with fewer',
      show(slowest.perSecond),
      slowest.what,
      atLeast(slowest.perSecond, 30),
    ),
    row(
      'age of the data shown, oldest',
      `${show(oldest.maxAgeMs)} ms`,
      `median ${show(oldest.medianAgeMs)} ms; ${oldest.what}`,
      atMost(oldest.maxAgeMs, 250, ' ms'),
    ),
    row(
      'renderer PSS, most',
      `${show(megabytes(memory.mostBytes))} MB`,
      `at first ${show(megabytes(memory.bytes[0]!))} MB`,
      atMost(megabytes(memory.mostBytes), 300, ' MB'),
    ),
    row(
      `growth of it over the last ${one.growthSeconds} s`,
      `${signed(megabytes(memory.growthBytes))} MB`,
      '',
      atMost(megabytes(memory.growthBytes), 2, ' MB'),
    ),
    row(
      'first live number after navigation, slowest of three',
      `${show(Math.max(...firstNumberMs))} ms`,
      `median ${show(median(firstNumberMs))} ms`,
      atMost(Math.max(...firstNumberMs), 1000, ' ms'),
    ),
    row('errors on the console', `${one.complaints.length}`, '', atMost(one.complaints.length, 0)),
  ]
}

function audienceRows(costs: AudienceCost[]): Row[] {
  return costs.map(({ kind, samples, eachPercent }) => {
    const what = kind === 'raw' ? 'subscribed to all transitions' : 'that asks what a following page asks'
    const alone = samples.filter(({ viewers }) => viewers === 0).map(({ percent }) => percent)
    const rates = samples.flatMap(({ got, viewers }) =>
      got ? [got.bytes / got.seconds / viewers / 1e6] : [],
    )
    return {
      what: `server's CPU for each viewer more, up to four, beside one, ${what}`,
      ours: `${show(eachPercent)} % of a core`,
      beside: `with one: ${spread(alone)} %; each got ${show(median(rates))} MB/s`,
      ratio: '',
      bound: atMost(eachPercent, 2, ' %'),
    }
  })
}

function keysRow({ keysMs }: Dashboard): Row {
  const worst = rank(keysMs, 0.95)
  return {
    what: `filter of 100,000 goroutines, key to paint, p95 of ${keysMs.length}`,
    ours: `${show(worst)} ms`,
    beside: `median ${show(median(keysMs))} ms, slowest ${show(Math.max(...keysMs))} ms`,
    ratio: '',
    bound: atMost(worst, 100, ' ms'),
  }
}

const oldestOf = (frames: Frames) => Math.max(...frames.states.map(state => state.maxAgeMs))
const middleAge = (frames: Frames) => Math.max(...frames.states.map(state => state.medianAgeMs))

function tenRows({ ten }: Dashboard): Row[] {
  const closed = ten.got.reduce((sum, got) => sum + got.closed, 0)
  return [
    {
      what: 'ten viewers, three behind 1 Mbit/s: frames/s of a page that is not',
      ours: show(ten.near.perSecond),
      beside: `longest frame ${show(ten.near.maxMs)} ms, data at most ${show(oldestOf(ten.near))} ms old`,
      ratio: '',
    },
    {
      what: 'the same: frames/s of a page that is behind it',
      ours: show(ten.far.perSecond),
      beside: `data ${show(middleAge(ten.far))} ms old in the median, ${show(oldestOf(ten.far))} ms at most; ${show((ten.farBytesPerSecond * 8) / 1e6)} Mbit/s`,
      ratio: '',
    },
    {
      what: 'the same: viewers that were cut off',
      ours: `${closed}`,
      beside: '',
      ratio: '',
      bound: atMost(closed, 0),
    },
  ]
}

function frozenRows({ frozen }: Dashboard): Row[] {
  return [
    {
      what: `tab frozen for ${frozen.seconds} s: longest frame after its thaw`,
      ours: `${show(frozen.frames.maxMs)} ms`,
      beside: `new data painted after ${show(frozen.freshMs)} ms`,
      ratio: '',
      bound: atMost(frozen.frames.maxMs, 200, ' ms'),
    },
    {
      what: 'the same: growth of renderer PSS and of the server meanwhile',
      ours: `${signed(megabytes(frozen.growthBytes))} MB, ${signed(megabytes(frozen.serverGrowthBytes))} MB`,
      beside: '',
      ratio: '',
    },
  ]
}

export function dashboardText({ following, audience }: Dashboard): string {
  const head = ['raw feed', 'what is painted', 'states/s', 'median age ms', 'p99 age ms', 'oldest ms']
  const rows = following.flatMap(one =>
    one.frames.states.map(state => [
      one.raw ? 'on' : 'off',
      state.what,
      show(state.perSecond),
      show(state.medianAgeMs),
      show(state.p99AgeMs),
      show(state.maxAgeMs),
    ]),
  )
  const runs = following.map(one => [
    one.raw ? 'on' : 'off',
    show(one.frames.perSecond),
    show(one.serverPercent),
    one.memory.bytes.map(bytes => Math.round(megabytes(bytes))).join(' '),
  ])
  const viewers = audience.flatMap(({ kind, samples }) =>
    [0, 1, 2, 4].map(count => {
      const those = samples.filter(sample => sample.viewers === count)
      const sum = (of: (got: Got) => number) => those.reduce((all, { got }) => all + (got ? of(got) : 0), 0)
      return [
        `${count} ${kind}`,
        those.map(({ percent }) => show(percent)).join(' '),
        sum(got => got.answers).toLocaleString('en'),
        sum(got => got.refused).toLocaleString('en'),
        show(sum(got => got.bytes) / 1e6),
        `${sum(got => got.closed)}`,
      ]
    }),
  )
  return `Headless Chromium at 1920×1080 with heat map, timeline and sites, following; an age is that of the newest moment in
what is painted, by CLOCK_MONOTONIC, when the frame after it begins. Source, server and browser share the CPUs:

${table(head, rows)}

Server's CPU (with its source), and the renderers' PSS in MB, second by second:

${table(['raw feed', 'frames/s', 'server, % of a core', 'PSS MB'], runs)}

Viewers without a browser, in a process of their own, beside a first; the pulling ones repeat what a page asked in one
period. Three stretches for each number, in mixed order; the cost of each is the median slope between any two:

${table(['viewers more', 'server, % of a core', 'answers', 'refused', 'MB', 'cut off'], viewers)}`
}
