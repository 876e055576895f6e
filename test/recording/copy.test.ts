import assert from 'node:assert/strict'
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { cut } from '../../lib/export/cut/cut.js'
import { RecordingCopy } from '../../lib/recording/copy.js'
import { openRecording } from '../../lib/recording/open.js'
import type { RecordingPart, RecordingVisitor } from '../../lib/recording/walk.js'
import { reportsOf } from '../../lib/report/report.js'
import { Kept, type LiveAt } from '../export/csv-session.js'
import { random } from '../model/world.js'
import { inFolder, tellFile, writeSample, writeSynthetic } from './told.js'

async function copyOf(from: string, to: string, part?: RecordingPart, anonymize = false): Promise<void> {
  const pieces: Uint8Array[] = []
  const copy = new RecordingCopy(bytes => pieces.push(Uint8Array.from(bytes)), { anonymize })
  await tellFile(from, part ? cut(copy, part) : copy, part)
  writeFileSync(to, Buffer.concat(pieces))
}

async function kept(path: string): Promise<Kept> {
  const visitor = new Kept()
  await tellFile(path, visitor)
  return visitor
}

/** goid → all that is known of it, in the order of goids. */
function known({ length, goid, state, sinceNs, createdNs, site, tid, reason }: Omit<LiveAt, 'timeNs'>) {
  return Array.from({ length }, (_, row) =>
    [goid, state, sinceNs, createdNs, site, tid, reason].map(column => column[row]).join(' '),
  ).sort()
}

/** What a walk told, but for how it was cut into batches. */
function toldOf(kept: Kept) {
  const calls = kept.calls.map(call => ('live' in call ? { live: known(call.live) } : call))
  const between: unknown[] = []
  for (const call of calls) {
    const last = between.at(-1)
    if ('rows' in call && Array.isArray(last)) last.push(...call.rows)
    else between.push('rows' in call ? [...call.rows] : call)
  }
  return { head: kept.head, first: known(kept.first), atNs: kept.first.timeNs, between, endNs: kept.endNs }
}

async function statesAgree(one: string, other: string, seed: number): Promise<void> {
  const [a, b] = [openRecording(one), openRecording(other)]
  const next = random(seed)
  for (let run = 0; run < 40; run++) {
    const ns = b.head.firstNs + Math.floor(next() * (b.head.lastNs - b.head.firstNs))
    assert.deepEqual(known(b.statesAt(ns)), known(a.statesAt(ns)), `at ${ns}`)
  }
  a.close()
  b.close()
}

test('a copy tells what its recording tells: rows, losses, pictures, states, counters, anchors', () =>
  inFolder(async folder => {
    const [server, lossy, copy] = ['server', 'lossy', 'copy'].map(name => join(folder, `${name}.rqs`))
    await writeSample(server)
    await writeSynthetic(lossy, { events: 400_000, goroutines: 3000, seed: 5, eventsPerLoss: 60_000 })
    for (const path of [server, lossy]) {
      await copyOf(path, copy)
      const [before, after] = [await kept(path), await kept(copy)]
      assert.ok(before.rows.length > 10_000)
      assert.deepEqual(toldOf(after), toldOf(before))
      await statesAgree(path, copy, 7)
      const [a, b] = [openRecording(path), openRecording(copy)]
      assert.deepEqual([b.anchors, b.notes, b.damage], [a.anchors, a.notes, []])
      assert.deepEqual((await reportsOf([b]))[0].losses, (await reportsOf([a]))[0].losses)
      a.close()
      b.close()
    }
    assert.ok((await kept(copy)).gaps.length > 3)
  }))

test('a copy of a part tells what the part tells, and begins where it begins', () =>
  inFolder(async folder => {
    const [path, copy] = [join(folder, 'a.rqs'), join(folder, 'copy.rqs')]
    await writeSynthetic(path, { events: 100_000, goroutines: 500, seed: 6, eventsPerLoss: 20_000 })
    const { head } = await kept(path)
    const next = random(9)
    for (let run = 0; run < 12; run++) {
      const fromNs = Math.floor(next() * head.lastNs)
      const part = { fromNs, toNs: fromNs + Math.floor(next() * (head.lastNs - fromNs)) }
      await copyOf(path, copy, part)
      const before = new Kept()
      await tellFile(path, cut(before, part), part)
      const after = await kept(copy)
      assert.deepEqual(
        { ...toldOf(after), head: undefined },
        { ...toldOf(before), head: undefined },
        JSON.stringify(part),
      )
      assert.deepEqual([after.head.firstNs, after.head.lastNs, after.head.whole], [fromNs, part.toNs, true])
    }
  }))

test('names are replaced, the same by the same, and nothing else', () =>
  inFolder(async folder => {
    const [path, copy] = [join(folder, 'a.rqs'), join(folder, 'copy.rqs')]
    await writeSample(path)
    await copyOf(path, copy, undefined, true)
    const [before, after] = [await kept(path), await kept(copy)]
    assert.deepEqual(after.rows, before.rows)
    const words = new Map<string, string>()
    for (const [site, { function: name, system }] of before.head.sites.entries()) {
      const word = after.head.sites[site].function
      assert.equal(words.get(name) ?? word, word)
      words.set(name, word)
      if (system) assert.equal(word, name)
      else if (name.includes('.')) assert.match(word, /^pkg_[0-9a-f]{8}\.fn_[0-9a-f]{8}$/)
    }
    assert.equal(new Set(words.values()).size, words.size)
    assert.equal(after.head.command, 'anonymous')
    const chunks = openRecording(copy)
    assert.deepEqual(chunks.notes, {})
    chunks.close()
    // Texts are stored deflated, but short ones and the header are not.
    assert.ok(!readFileSync(copy).includes('/service'))
  }))

test('a copy of what was not ended in order was not ended in order; what cannot be read is a loss in it', () =>
  inFolder(async folder => {
    const [path, copy] = [join(folder, 'a.rqs'), join(folder, 'copy.rqs')]
    await writeSynthetic(path, { events: 200_000, goroutines: 300, seed: 8 })
    const bytes = readFileSync(path)
    copyFileSync(path, join(folder, 'cut.rqs'))
    truncateSync(join(folder, 'cut.rqs'), bytes.length - 1000)
    await copyOf(join(folder, 'cut.rqs'), copy)
    assert.deepEqual(toldOf(await kept(copy)), toldOf(await kept(join(folder, 'cut.rqs'))))
    const { head } = await kept(copy)
    assert.equal(head.whole, false)
    // A part that ends before is whole.
    await copyOf(join(folder, 'cut.rqs'), copy, { toNs: Math.floor(head.lastNs / 2) })
    assert.equal((await kept(copy)).head.whole, true)

    bytes[bytes.length >>> 1] ^= 1
    writeFileSync(join(folder, 'flipped.rqs'), bytes)
    await copyOf(join(folder, 'flipped.rqs'), copy)
    const [before, after] = [await kept(join(folder, 'flipped.rqs')), await kept(copy)]
    assert.ok(before.gaps.some(({ lost }) => lost.damaged_chunk > 0))
    assert.deepEqual(after.gaps, before.gaps)
    assert.deepEqual(after.rows, before.rows)
  }))

test('what cannot be written ends the walk', () =>
  inFolder(async folder => {
    const path = join(folder, 'a.rqs')
    await writeSynthetic(path, { events: 1_000_000, goroutines: 300, seed: 8 })
    let bytes = 0
    let told = 0
    const copy = new RecordingCopy(piece => {
      bytes += piece.length
      if (bytes > 100_000) throw new Error('no room')
    })
    const counting: RecordingVisitor = {
      begin: (head, live) => copy.begin(head, live),
      batch: batch => {
        told += batch.length
        copy.batch(batch)
      },
      gap: gap => copy.gap(gap),
      end: ns => copy.end(ns),
      settled: () => copy.settled(),
    }
    await assert.rejects(tellFile(path, counting), /no room/)
    assert.ok(told > 0 && told < 1_000_000, `${told} were told`)
  }))
