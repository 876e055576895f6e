import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Kind } from '../../lib/contract.gen.js'
import { cut } from '../../lib/export/cut/cut.js'
import { siteMatches } from '../../lib/model/sitepattern.js'
import { REASON_NONE, State } from '../../lib/model/transition.js'
import type { Row } from '../history/told.js'
import { random } from '../model/world.js'
import { inFolder, playSample, tellFile, writeSynthetic } from '../recording/told.js'
import { headWith, Kept, type LiveAt, liveAt } from './csv-session.js'

/** goid → state, reason and site. */
function statesOf(live: LiveAt): Map<number, string> {
  const states = new Map<number, string>()
  for (let i = 0; i < live.length; i++)
    states.set(live.goid[i]!, `${live.state[i]} ${live.reason[i]} ${live.site[i]}`)
  return states
}

/** Who lives in which state after all rows before a moment, told the long way. */
function statesAt(session: Kept, ns: number): Map<number, string> {
  const states = statesOf(session.first)
  for (const { timeNs, goid, to, reason, site } of session.rows) {
    if (timeNs >= ns) break
    if (to === State.NotExist) states.delete(goid)
    else states.set(goid, `${to} ${to === State.Waiting ? reason : REASON_NONE} ${site}`)
  }
  return states
}

const known = (ns: number, fromNs: number) => (ns < fromNs ? Number.NaN : ns)

test('a cut begins with the states that the rows before it left, and tells what lies within', {
  timeout: 120_000,
}, async () => {
  const session = new Kept()
  await playSample(session)
  session.rows.sort((a, b) => a.timeNs - b.timeNs)
  session.calls.splice(0, session.calls.length)
  for (let at = 0; at < session.rows.length; at += 700)
    session.calls.push({ rows: session.rows.slice(at, at + 700) })
  const { firstNs, lastNs } = session.head
  const next = random(3)
  for (let run = 0; run < 30; run++) {
    const fromNs = Math.floor(firstNs + next() * (lastNs - firstNs))
    const toNs = Math.floor(fromNs + next() * (lastNs - fromNs))
    const part = new Kept()
    session.play(cut(part, { fromNs, toNs }))
    assert.deepEqual(statesOf(part.first), statesAt(session, fromNs))
    assert.equal(part.first.timeNs, fromNs)
    for (const ns of [...part.first.sinceNs, ...part.first.createdNs])
      assert.ok(Number.isNaN(ns) || ns >= fromNs)
    assert.deepEqual(
      part.rows,
      session.rows
        .filter(row => row.timeNs >= fromNs && row.timeNs <= toNs)
        .map(
          (row): Row => ({
            ...row,
            sinceNs: known(row.sinceNs, fromNs),
            createdNs: known(row.createdNs, fromNs),
          }),
        ),
    )
    assert.equal(part.endNs, toNs)
    assert.deepEqual([part.head.firstNs, part.head.lastNs], [fromNs, toNs])
  }
})

test('a cut by site or goroutine tells of these alone', { timeout: 120_000 }, async () => {
  const session = new Kept()
  await playSample(session)
  const busiest = session.rows[Math.floor(session.rows.length / 2)]!
  const { function: name } = session.head.sites[busiest.site]!
  const bySite = new Kept()
  session.play(cut(bySite, { sites: [`${name.slice(0, -1)}*`] }))
  const wanted = (site: number) => session.head.sites[site]!.function.startsWith(name.slice(0, -1))
  assert.deepEqual(
    bySite.rows,
    session.rows.filter(row => wanted(row.site)),
  )
  assert.ok(bySite.rows.length > 0 && bySite.rows.length < session.rows.length)
  const byGoid = new Kept()
  session.play(cut(byGoid, { goids: [busiest.goid] }))
  assert.deepEqual(
    byGoid.rows,
    session.rows.filter(row => row.goid === busiest.goid),
  )
  assert.ok([...byGoid.first.goid].every(goid => goid === busiest.goid))
  assert.equal(byGoid.endNs, session.endNs)
})

test('a cut of a part of the file is the same as of all of it, losses included', { timeout: 120_000 }, () =>
  inFolder(async folder => {
    const path = `${folder}/some.rqs`
    await writeSynthetic(path, { events: 60_000, goroutines: 200, seed: 2, eventsPerLoss: 9000 })
    const whole = new Kept()
    await tellFile(path, whole)
    const { firstNs, lastNs } = whole.head
    const next = random(11)
    for (let run = 0; run < 20; run++) {
      const fromNs = Math.floor(firstNs + next() * (lastNs - firstNs))
      const part = { fromNs, toNs: Math.floor(fromNs + next() * (lastNs - fromNs)) }
      const [sought, played] = [new Kept(), new Kept()]
      await tellFile(path, cut(sought, part), part)
      whole.play(cut(played, part))
      assert.deepEqual(statesOf(sought.first), statesOf(played.first))
      assert.deepEqual(sought.rows, played.rows)
      assert.deepEqual(sought.gaps, played.gaps)
      assert.deepEqual([sought.endNs, sought.head], [played.endNs, played.head])
    }
  }),
)

const row = {
  ...{ timeNs: 2000, sinceNs: 1000, createdNs: Number.NaN, goid: 7, other: 0, tid: 11, site: 0, p: 1 },
  ...{ kind: Kind.RUN as number, from: State.Runnable as number, to: State.Running as number },
  ...{ reason: REASON_NONE, endedReason: REASON_NONE, flags: 0 },
}

/** A loss from 3000 to 4000, after which goroutine 7 is seen again, and at 5000 all are. */
function withLoss(): Kept {
  const session = new Kept()
  session.begin(
    headWith(['main.main'], 9000),
    liveAt(0, [
      { goid: 7, state: State.Runnable },
      { goid: 8, state: State.Waiting, reason: 1 },
    ]),
  )
  session.calls.push({ rows: [row] })
  session.calls.push({ gap: { firstNs: 3000, lastNs: 4000, lost: { ring_full: 2 } } })
  session.calls.push({
    rows: [
      {
        ...row,
        timeNs: 4500,
        sinceNs: Number.NaN,
        from: State.Running,
        to: State.Waiting,
        reason: 2,
        kind: Kind.PARK,
      },
    ],
  })
  session.calls.push({
    live: liveAt(5000, [
      { goid: 7, state: State.Waiting, sinceNs: 4500, reason: 2 },
      { goid: 9, state: State.Runnable },
    ]),
  })
  session.calls.push({ rows: [{ ...row, timeNs: 6000, sinceNs: Number.NaN, goid: 9 }] })
  session.end(9000)
  return session
}

for (const [name, fromNs, states, gaps, later] of [
  [
    'before it',
    2500,
    [
      [7, '3 255 0'],
      [8, '4 1 0'],
    ],
    [[3000, 4000]],
    1,
  ],
  [
    'within it',
    3500,
    [
      [7, '0 255 0'],
      [8, '0 255 0'],
    ],
    [[3500, 4000]],
    1,
  ],
  [
    'between it and the next picture',
    4700,
    [
      [7, '4 2 0'],
      [8, '0 255 0'],
    ],
    [],
    1,
  ],
  [
    'after the picture',
    5500,
    [
      [7, '4 2 0'],
      [9, '2 255 0'],
    ],
    [],
    0,
  ],
  [
    'after all rows',
    8000,
    [
      [7, '4 2 0'],
      [9, '3 255 0'],
    ],
    [],
    0,
  ],
] as const)
  test(`a cut that begins at a loss: ${name}`, () => {
    const part = new Kept()
    withLoss().play(cut(part, { fromNs }))
    assert.deepEqual([...statesOf(part.first)], states)
    assert.deepEqual(
      part.gaps.map(gap => [gap.firstNs, gap.lastNs]),
      gaps,
    )
    assert.equal(part.calls.filter(call => 'live' in call).length, later)
  })

test('a cut that ends within a loss claims nothing of what follows', () => {
  const part = new Kept()
  withLoss().play(cut(part, { toNs: 3500 }))
  assert.deepEqual(part.gaps, [{ firstNs: 3000, lastNs: 3500, lost: { ring_full: 2 } }])
  assert.equal(part.rows.length, 1)
  assert.equal(part.calls.filter(call => 'live' in call).length, 0)
  assert.equal(part.endNs, 3500)
})

test('a cut of nothing is refused in one sentence', () => {
  const refusal = (options: Parameters<typeof cut>[1], message: RegExp) =>
    assert.throws(() => withLoss().play(cut(new Kept(), options)), { code: 'usage', message })
  refusal({ fromNs: 10_000 }, /outside of the recording, which lasts 0\.000 s/)
  refusal({ fromNs: 3, toNs: 2 }, /ends before it begins/)
  refusal({ sites: ['main.main', 'net.*'] }, /no site of this recording matches net\.\*/)
})

test('patterns match as those of the page do', () => {
  const site = {
    function: 'main.(*pool).run',
    createdAt: '/src/app/pool.go:12',
    createdBy: 'main.main',
    system: false,
  }
  const matches = (pattern: string) => siteMatches(pattern)(site, 5)
  for (const pattern of [
    'main.*',
    'main.(*',
    '*',
    '*run',
    'main.(*pool).run',
    'main.*run',
    '#5',
    '/src/app/pool.go:12',
    '*/pool.go:12',
    'main.(*pool).run@pool.go:12',
    '*@pool.go:*',
    'pool.go:12',
    'main.(*p…n · pool.go:12',
  ])
    assert.ok(matches(pattern), pattern)
  for (const pattern of [
    'main',
    'main.',
    'run',
    '#6',
    '*runs',
    'pool.go:1',
    'pool.*',
    'main.(*pool).run*run',
    '',
  ])
    assert.ok(!matches(pattern), pattern)
})
