import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { build } from './build.js'
import { blocked } from './kernel.js'
import { attached, channelWaits, detached, killAll, type Line, Program } from './program.js'

/*
 * The law of pingpong. On an unbuffered channel the first of two to arrive parks and the second one readies it,
 * whatever the number of Ps: a transfer is exactly one park and one ready. A round trip is two transfers. When a pair
 * is done it closes `ping`; its echo then is either waiting in the receive (one more park and ready) or comes later
 * and finds it closed (none).
 */
const PAIRS = 2
const law = (rounds: number) => ({ least: 2 * rounds * PAIRS, most: 2 * rounds * PAIRS + PAIRS })

afterEach(killAll)

/** Attaches before the first round trip, detaches after the last. */
async function counted(rounds: number, ...options: string[]) {
  const target = Program.start(build('pingpong'), ['-wait', '-rounds', `${rounds}`, '-pairs', `${PAIRS}`])
  await target.says(/^pid/)
  const agent = await attached(target.pid, '--transitions', ...options)
  target.write('go\n')
  const said = await target.says(/round_trips (\d+)/)
  assert.equal(Number(said[1]), rounds * PAIRS)
  const summary = await detached(agent)
  const lines = agent.lines()
  assert.ok(!lines.some(line => line.type === 'sink_loss'), 'our own pipe lost nothing')
  return { summary, lines }
}

const transitions = (lines: Line[]) => lines.filter(line => line.type === 'transition')

for (const method of ['multi', 'perf']) {
  test(`every transition of a fixed number of round trips is there, by ${method}`, {
    skip: blocked,
  }, async () => {
    const rounds = 3000
    const { summary, lines } = await counted(rounds, '--method', method)
    const players = new Set(
      summary.sites.filter(site => /^main\.(main|pair)$/.test(site.created_by)).map(site => site.site),
    )
    const theirs = transitions(lines).filter(line => players.has(line.site as number))
    const of = (...kinds: string[]) => theirs.filter(line => kinds.includes(line.kind as string)).length
    const { least, most } = law(rounds)
    const transfers = theirs.filter(line =>
      /^chan (send|receive)$/.test((line.reason as string) ?? ''),
    ).length
    assert.ok(
      transfers >= least && transfers <= most,
      `${transfers} waits for a channel, law ${least} to ${most}`,
    )
    assert.equal(of('CREATE'), 2 * PAIRS)
    assert.equal(of('EXIT'), 2 * PAIRS)
    // All are gone at the end, so what was parked was readied, and what became runnable ran.
    assert.equal(of('PARK', 'PREEMPT_PARK'), of('READY'))
    assert.equal(of('RUN'), of('READY', 'CREATE', 'GOSCHED', 'YIELD'))

    assert.equal(summary.lost, 0)
    assert.equal(summary.produced, summary.events)
    assert.equal(transitions(lines).length, summary.events, 'a line for every event')
    assert.equal(channelWaits(summary), transfers, 'the aggregates count what the lines tell')
    const times = transitions(lines).map(line => line.time_ns as number)
    if (summary.late === 0) assert.ok(times.every((time, row) => row === 0 || time >= times[row - 1]!))
  })
}

test('a ring that overflows loses nothing unseen', { skip: blocked }, async () => {
  const rounds = 20_000
  const { summary, lines } = await counted(rounds, '--ring', '4kB')
  assert.ok(summary.lost > 0, 'a ring of a page overflows')
  assert.equal(summary.produced, summary.events + summary.lost)
  // With so small a ring the agent may also run out of slabs; nothing is unreadable.
  const { ring_full, pool_empty } = summary.lost_by_cause
  assert.ok(ring_full! > 0)
  assert.equal(ring_full! + pool_empty!, summary.lost)
  const gaps = lines.filter(line => line.type === 'gap')
  const told = gaps.reduce((sum, gap) => sum + (gap.lost as number[]).reduce((a, b) => a + b), 0)
  assert.equal(told, summary.lost, 'the gaps hold every loss')
  assert.ok(summary.undetermined > 0)
  // Park, ready and run of every transfer; creation, first run and exit of four; the rest is preemption and timers,
  // some of which come by the clock.
  const { least, most } = law(rounds)
  const background = 2000 + 0.01 * 3 * least + (400 * summary.duration_ns) / 1e9
  assert.ok(summary.produced >= 3 * least + 6 * PAIRS, `${summary.produced} produced, law ${3 * least}`)
  assert.ok(
    summary.produced <= 3 * most + 6 * PAIRS + background,
    `${summary.produced} produced, law ${3 * most}`,
  )
  for (const line of transitions(lines)) {
    if (line.since_ns === null) continue
    const [from, to] = [line.since_ns as number, line.time_ns as number]
    for (const gap of gaps)
      assert.ok(
        to < (gap.first_ns as number) || from > (gap.last_ns as number),
        'no interval lies across a gap',
      )
  }
})
