import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { WebSocket } from 'ws'
import type { ServerMessage } from '../../lib/stream/wire.js'
import { answer, frame, hello, Imposter } from './imposter.js'
import { missing, SharedBrowser, type Visit, Visit as Visits, views } from './visit.js'

const browser = new SharedBrowser(after)
const guard = { skip: missing, timeout: 120_000 }

const evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
const controls = 'main.\u0000\u001b[31mred\u202egnp\u2028next\tline\r\n'

const sites = [
  { site: 0, function: evil, created_at: `/src/${evil}.go:1`, created_by: evil, system: false },
  { site: 1, function: controls, created_at: controls, created_by: controls, system: false },
  { site: 2, function: 'x'.repeat(100_000), created_at: '', created_by: '', system: false },
  { site: 4294967295, function: '', created_at: '', created_by: '', system: false },
]
const figures = { count: 5, total_ns: 1e9, p50_ns: 1, p90_ns: 2, p99_ns: 3, p999_ns: 4, max_ns: 1e18 }
const stages = Object.fromEntries(
  ['create_to_run', 'ready_to_run', 'run', 'wait', 'syscall', 'lifetime'].map(name => [name, figures]),
)
const f64 = (...values: number[]) => new Uint8Array(Float64Array.from(values).buffer)
const u32 = (...values: number[]) => new Uint8Array(Uint32Array.from(values).buffer)
const u16 = (...values: number[]) => new Uint8Array(Uint16Array.from(values).buffer)

/** Answers every part with four rows that name the sites above. */
const named = {
  stats: {
    stages,
    reasons: [{ reason: 1, wait: figures }],
    created: 1,
    exited: 1,
    transitions: 10,
    unknown: 0,
    sites_total: 4,
    sites: sites.map(({ site }) => ({
      site,
      live: 1,
      created: 1,
      exited: 0,
      stages,
      reasons: [{ reason: 1, wait: figures }],
    })),
  },
  worst: {
    total: 4,
    intervals: sites.map(({ site }, index) => ({
      goid: index + 1,
      site,
      stage: 1,
      reason: 255,
      begin_ns: 1e9,
      end_ns: 2e9,
      p: 0,
      tid: 1,
      woken_by: 2,
    })),
  },
  goroutines: {
    time_ns: 60e9,
    live: 4,
    matched: 4,
    rows: 4,
    goid: f64(1, 2, 3, 4),
    since_ns: f64(1, 2, 3, 4),
    created_ns: f64(1, 2, 3, Number.NaN),
    woken_by: f64(0, 1, 2, 3),
    site: u32(0, 1, 2, 4294967295),
    tid: u32(1, 1, 1, 1),
    state: new Uint8Array([4, 4, 3, 77]),
    reason: new Uint8Array([1, 200, 255, 255]),
    flags: new Uint8Array(4),
    sites: 4,
    matched_site: u32(0, 1, 2, 4294967295),
    matched_count: u32(1, 1, 1, 1),
  },
}

function greet(client: WebSocket, more: Parameters<typeof frame>[0][] = []): void {
  client.send(frame({ hello: { ...hello, command: `/srv/${evil} ${controls}`, go_version: evil } }))
  client.send(frame({ snapshot: { time_ns: 1, rows: 0, total: 0, sites } }))
  for (const message of more) client.send(frame(message))
}

/** Nothing of the names above has become a part of the page. */
async function harmless(visit: Visit, where: string): Promise<void> {
  const { page } = visit
  assert.equal(
    await page.locator('img:not(.brand img), body script').count(),
    0,
    `${where}: markup of a name has become an element`,
  )
  assert.doesNotMatch(await page.title(), /^[12]$/, `${where}: a name was executed`)
  const text = (await page.locator('body').textContent()) ?? ''
  assert.doesNotMatch(
    text,
    /(?![\n\t\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u,
    `${where}: control characters`,
  )
  assert.deepEqual(await visit.overflow(), [], where)
  assert.deepEqual(visit.complaints, [], where)
}

test('names with markup, control characters and no end are text in every view', guard, async t => {
  const imposter = await Imposter.start(
    t,
    client => greet(client),
    (query, client) => client.send(answer(query, parts(query))),
  )
  const visit = await browser.open(t, imposter.url)
  for (const view of [...views, 'goroutine/1']) {
    await visit.go(`#/${view}`)
    await visit.page.getByText('<img src=x onerror=').first().waitFor({ state: 'attached' })
    await harmless(visit, view)
  }
})

/** Only the parts that were asked for. */
function parts(query: object): Partial<typeof named> {
  return Object.fromEntries(Object.entries(named).filter(([name]) => name in query && query[name as never]))
}

const broken: [what: string, said: RegExp, send: (client: WebSocket) => void][] = [
  [
    'another protocol',
    /version|protocol/i,
    client => client.send(frame({ hello: { ...hello, protocol: 99 } })),
  ],
  ['a truncated hello', /understood|sent/i, client => client.send(frame({ hello }).subarray(0, 40))],
  ['text', /understood|sent/i, client => client.send('{"hello":1}')],
  ['bytes of no meaning', /understood|sent/i, client => client.send(new Uint8Array(1000).fill(0xff))],
]

for (const [what, said, send] of broken)
  test(`${what} in place of the stream: the page says so, and tries again`, guard, async t => {
    const imposter = await Imposter.start(t, (client, { connections }) => {
      if (connections <= 3) send(client)
      else greet(client)
    })
    const visit = await Visits.open(t, await browser.get(), imposter.url)
    await visit.page.getByRole('alert').filter({ hasText: said }).waitFor()
    await visit.status('live')
    await harmless(visit, what)
  })

/** Counts that no bytes stand behind, lengths that are no whole number of rows, numbers beyond all sense. */
const huge: [what: string, answer: object][] = [
  [
    'heat',
    {
      heat: {
        columns: 4294967295,
        cells: 4294967295,
        column: u16(1),
        bucket: new Uint8Array(1),
        count: u32(1),
      },
    },
  ],
  [
    'a cell beyond the columns',
    {
      heat: {
        columns: 1,
        cells: 2,
        column: u16(0, 65535),
        bucket: new Uint8Array([255, 0]),
        count: u32(4294967295, 0),
        quantile_ns: f64(Number.POSITIVE_INFINITY),
        max_ns: f64(-1e300),
      },
    },
  ],
  ['series', { series: { columns: 4294967295, ps: 4294967295 } }],
  ['lanes', { lanes: { ps: 4294967295, spans: 4294967295, omitted: -1, arrows: 4294967295 } }],
  [
    'spans of no lane',
    {
      lanes: {
        ps: 1e9,
        spans: 1,
        lane: u16(65535),
        begin_ns: f64(Number.NaN),
        end_ns: f64(Number.NEGATIVE_INFINITY),
        goid: f64(1e300),
        site: u32(4294967295),
        state: new Uint8Array([255]),
        reason: new Uint8Array([255]),
        merged: u32(4294967295),
        busy_ns: f64(1e300),
        flags: new Uint8Array([255]),
      },
    },
  ],
  ['goroutines', { goroutines: { time_ns: Number.NaN, live: 1e300, matched: 1e300, rows: 4294967295 } }],
  ['a table without end', { goroutines: { ...named.goroutines, live: 1e15, matched: 1e15 } }],
  [
    'statistics',
    { stats: { sites_total: 1e300, transitions: Number.NaN, sites: [{ site: 4294967295, live: -1 }] } },
  ],
  [
    'gaps',
    {
      gaps: [
        { first_ns: Number.NaN, last_ns: 1e300 },
        { first_ns: 1e300, last_ns: -1e300 },
      ],
    },
  ],
  [
    'a past without end',
    {
      history: { first_ns: -1e300, last_ns: 1e300, rows: 1e300, bytes: -1, bytes_max: 0 },
    },
  ],
]

test('answers with huge counts and senseless numbers break nothing', guard, async t => {
  let said: object = {}
  const imposter = await Imposter.start(
    t,
    client => greet(client),
    (query, client) => client.send(answer(query, said)),
  )
  const visit = await browser.open(t, imposter.url)
  for (const [what, lie] of huge) {
    said = lie
    const { length } = imposter.queries
    const { connections } = imposter
    for (const view of ['overview', 'timeline', 'goroutines', 'sites']) await visit.go(`#/${view}?span=1e9`)
    const deadline = Date.now() + 30_000
    while (imposter.queries.length < length + 3 && imposter.connections === connections) {
      assert.ok(Date.now() < deadline, `${what}: the page asks no more`)
      await visit.page.waitForTimeout(20)
    }
    assert.deepEqual(visit.complaints, [], what)
  }
  said = {}
  await visit.status('live')
  await harmless(visit, 'after all of it')
})

/** The same bytes for the same seed, so that a failure can be seen again. */
function* random(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 1103515245 + 12345) & 0x7fffffff
    yield state / 0x7fffffff
  }
}

test('a hundred damaged frames, and then an honest stream', guard, async t => {
  const numbers = random(5)
  const next = () => numbers.next().value as number
  const whole: ServerMessage[] = [
    { hello: { ...hello } },
    { snapshot: { time_ns: 1, rows: 0, total: 0, sites } },
    { aggregate: { time_ns: 1e9, events: 10, states: { running: 1 }, stages } },
    { answer: { id: 1, history: { first_ns: 0, last_ns: 1e9 }, gaps: [], ...named } },
  ] as ServerMessage[]
  let sent = 0
  const imposter = await Imposter.start(t, client => {
    client.send(frame({ hello }))
    // Each connection takes frames until one is too much for it.
    for (let each = 0; each < 25 && sent < 100; each++) {
      const bytes = frame(whole[Math.floor(next() * whole.length)]!).slice()
      for (let hits = 0; hits < 3; hits++) bytes[Math.floor(next() * bytes.length)] = Math.floor(next() * 256)
      client.send(bytes.subarray(0, Math.ceil(next() * bytes.length)))
      sent++
    }
    if (sent >= 100) greet(client)
  })
  const visit = await Visits.open(t, await browser.get(), imposter.url)
  const deadline = Date.now() + 60_000
  while (sent < 100) {
    assert.ok(Date.now() < deadline, `the page came back for ${sent} frames only`)
    await visit.page.waitForTimeout(50)
  }
  await visit.status('live')
  await visit.page.getByText('<img src=x onerror=').first().waitFor({ state: 'attached' })
  await harmless(visit, 'after the damage')
})
