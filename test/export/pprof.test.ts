import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { foldedFormat } from '../../lib/export/folded.js'
import { pprofFormat } from '../../lib/export/pprof.js'
import { waitReasonText } from '../../lib/latency/latency.js'
import { Flag, State } from '../../lib/model/transition.js'
import { playSample } from '../recording/told.js'
import { ours } from './csv-ours.js'
import { folderFor, headWith, Kept, liveAt, written } from './csv-session.js'

interface Read {
  count: number
  ns: number
  labels: Record<string, string>
  /** Names, innermost first. */
  stack: string[]
}

const pprof = (path: string, ...options: string[]) =>
  execFileSync('go', ['tool', 'pprof', ...options, path], { encoding: 'utf8' })

/** What `go tool pprof -raw` prints of the samples. */
function read(path: string): Read[] {
  const raw = pprof(path, '-raw')
  const names = new Map<string, string>()
  for (const [, id, name] of raw
    .slice(raw.indexOf('\nLocations\n'))
    .matchAll(/^\s+(\d+): 0x0 M=1 (.+?) [^ ]*:\d+(?::\d+)? s=\d+/gm))
    names.set(id!, name!)
  const samples: Read[] = []
  const text = raw.slice(raw.indexOf('Samples:'), raw.indexOf('\nLocations\n'))
  for (const line of text.split('\n').slice(2)) {
    const values = line.match(/^\s+(\d+)\s+(\d+): ([\d ]+)$/)
    if (values) {
      const stack = values[3]!
        .trim()
        .split(' ')
        .map(id => names.get(id)!)
      samples.push({ count: Number(values[1]), ns: Number(values[2]), labels: {}, stack })
    }
    for (const [, key, value] of line.matchAll(/(\w+):\[([^\]]*)\]/g)) samples.at(-1)!.labels[key!] = value!
  }
  return samples
}

const sum = (samples: readonly Read[]) =>
  samples.reduce((total, { count, ns }) => ({ count: total.count + count, total_ns: total.total_ns + ns }), {
    count: 0,
    total_ns: 0,
  })

/** Rows of the program's own goroutines that end a delay. */
function delays(session: Kept) {
  return session.rows.filter(
    row =>
      row.timeNs - row.sinceNs >= 0 &&
      row.from === State.Runnable &&
      row.to === State.Running &&
      (row.flags & Flag.System) === 0,
  )
}

test('go tool pprof shows our delays by site and cause, by waker, and our waits by reason', {
  timeout: 180_000,
}, async t => {
  const session = new Kept()
  await playSample(session)
  const folder = folderFor(t)
  const path = (profile: string) => written(folder, profile, session, pprofFormat, { profile })
  const rows = delays(session)
  const total = { count: rows.length, total_ns: rows.reduce((ns, row) => ns + row.timeNs - row.sinceNs, 0) }
  assert.ok(total.count > 1000)

  const creationPath = path('creation')
  const creation = read(creationPath)
  assert.deepEqual(sum(creation), total)
  const bySite = new Map<string, number>()
  for (const { stack, ns } of creation) bySite.set(stack[0]!, (bySite.get(stack[0]!) ?? 0) + ns)
  const expected = new Map<string, number>()
  for (const row of rows) {
    const { function: name } = session.head.sites[row.site]!
    expected.set(name, (expected.get(name) ?? 0) + row.timeNs - row.sinceNs)
  }
  assert.deepEqual([...bySite].sort(), [...expected].sort())
  assert.ok(creation.some(({ labels }) => labels.cause?.startsWith('woken from ')))
  const longest = Math.max(...rows.map(row => row.timeNs - row.sinceNs))
  const printed = creation.map(({ labels }) => Number.parseInt(labels.max_delay!, 10))
  assert.equal(Math.max(...printed), longest)

  const waker = read(path('waker'))
  assert.deepEqual(sum(waker), total)
  assert.ok(waker.every(({ labels }) => labels.woken))
  assert.ok(waker.some(({ stack }) => stack[0]!.startsWith('[no goroutine')))

  const blockingPath = path('blocking')
  const blocking = read(blockingPath)
  const { reasons } = ours(session)
  for (const [reason, { count, total_ns }] of reasons) {
    const text = waitReasonText(reason, session.head.waitReasons)
    const same = [...reasons].filter(([other]) => waitReasonText(other, session.head.waitReasons) === text)
    if (same.length > 1) continue
    assert.deepEqual(sum(blocking.filter(({ labels }) => labels.reason === text)), { count, total_ns }, text)
  }

  const top = pprof(creationPath, '-top', '-unit=nanoseconds')
  assert.match(top, /Type: delay/)
  assert.match(top, new RegExp(`of ${total.total_ns}ns total`))
  assert.match(pprof(blockingPath, '-tags'), /reason: Total/)
})

test('names and numbers of any sort make a valid profile', t => {
  const session = new Kept()
  const names = ['', 'a;b\n"c"', '\ud800', 'x'.repeat(100_000)]
  session.begin(headWith(names, 5000), liveAt(0, []))
  const row = {
    ...{ timeNs: 2 ** 52, sinceNs: 0, createdNs: Number.NaN, other: 3, tid: 1, p: 0, kind: 3 },
    ...{ from: State.Runnable, to: State.Running, reason: 255, endedReason: 255, flags: 0 },
  }
  session.calls.push({ rows: names.map((_, site) => ({ ...row, site, goid: site + 1 })) })
  session.calls.push({ gap: { firstNs: 1, lastNs: 2, lost: { ring_full: 5 } } })
  session.end(5000)
  const folder = folderFor(t)
  const path = written(folder, 'any', session, pprofFormat)
  assert.deepEqual(sum(read(path)), { count: 4, total_ns: 4 * 2 ** 52 })
  assert.match(pprof(path, '-comments'), /ring_full 5/)
  const folded = readFileSync(written(folder, 'any', session, foldedFormat), 'utf8')
    .trimEnd()
    .split('\n')
  assert.equal(folded.length, 4)
  for (const line of folded) assert.match(line, /^main\.main \(main\.go:\d\);[^;]+ \d+$/)
  assert.ok(folded.includes('main.main (main.go:2);a:b "c" 4503599627370496'))
})

test('an empty recording makes a valid profile', t => {
  const session = new Kept()
  session.begin(headWith([], 0), liveAt(0, []))
  session.end(0)
  const path = written(folderFor(t), 'empty', session, pprofFormat, { profile: 'blocking' })
  assert.deepEqual(read(path), [])
})
