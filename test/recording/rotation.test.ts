import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { RecordingEncoder } from '../../lib/recording/encoder.js'
import { siteChunks } from '../../lib/recording/facts.js'
import { headOf } from '../../lib/recording/head.js'
import { openRecording } from '../../lib/recording/open.js'
import { createRecordingFile } from '../../lib/recording/output.js'
import { RotatingFile, rotatedPath } from '../../lib/recording/rotation.js'
import { plain } from '../../lib/recording/seal.js'
import { Heard } from './heard.js'
import { inFolder, SyntheticSession, tellFile } from './told.js'

/** A synthetic session in files of about 60 kB; `quiet` is called when its rows are over, before the last file ends. */
async function rotated(
  folder: string,
  quiet: (encoder: RecordingEncoder, files: RotatingFile) => void | Promise<void> = () => {},
) {
  const session = new SyntheticSession({ events: 200_000, goroutines: 50 })
  const told = {
    head: () => headOf(session),
    sites: () => siteChunks(session.model.sites.names, 0, session.nowNs).map(plain),
  }
  const path = join(folder, 'a.rqs')
  const open = (number: number) => createRecordingFile(rotatedPath(path, number))
  const files = new RotatingFile({ ...told, bytesMax: 60_000, filesMax: undefined, open })
  const encoder = new RecordingEncoder({
    getLive: () => session.model.goroutines(),
    getSites: () => session.model.sites.names,
    getCounters: () => session.counters(),
    take: chunk => files.take(chunk),
  })
  session.model.addSink(encoder.onTransitions, encoder.onGap, encoder.onSnapshot)
  await session.run(async () => {
    if (files.wantsKeyframe) encoder.keyframe()
    await encoder.flush()
  })
  await quiet(encoder, files)
  await encoder.finish(session.nowNs)
  await files.finish(session.nowNs)
  return { session, files, encoder }
}

test('several files hold each row once, and each begins where the one before ended', () =>
  inFolder(async folder => {
    const { files, encoder } = await rotated(folder)
    assert.ok(files.paths.length > 3, `${files.paths.length} files`)
    let rows = 0
    let lastNs: number | undefined
    for (const path of files.paths) {
      const file = openRecording(path)
      const { head } = file
      file.close()
      assert.ok(head.whole && head.rows > 0, path)
      if (lastNs !== undefined) assert.equal(head.firstNs, lastNs, path)
      lastNs = head.lastNs
      const heard = new Heard()
      await tellFile(path, heard)
      assert.equal(heard.rows.length, head.rows)
      assert.ok(heard.first.length > 0, 'who lives at its beginning is told')
      rows += head.rows
    }
    assert.equal(rows, encoder.rows)
    assert.equal(rows, files.rows)
  }))

test('no file is begun for a keyframe after which nothing happens', () =>
  inFolder(async folder => {
    let before = 0
    const { files } = await rotated(folder, async (encoder, files) => {
      // As large as a file gets, so that the next keyframe begins another.
      while (!files.wantsKeyframe) {
        encoder.gap({ firstNs: 0, lastNs: 1, lost: { ring_full: 1 } })
        await encoder.flush()
      }
      before = files.paths.length
      encoder.keyframe()
      await encoder.flush()
      assert.ok(!files.wantsKeyframe, 'it has one')
      // A quiet program: what is counted is told on and on, and another keyframe, too.
      for (let at = 0; at < 5; at++) encoder.tick(1e12 + at * 1e9)
      encoder.keyframe()
      await encoder.flush()
    })
    assert.equal(files.paths.length, before)
    const file = openRecording(files.paths.at(-1)!)
    assert.ok(file.head.whole && file.head.rows > 0)
    file.close()
    const heard = new Heard()
    await tellFile(files.paths.at(-1)!, heard)
    assert.equal(heard.rows.length, file.head.rows)
  }))
