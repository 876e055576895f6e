import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TriggeredOutcome } from '../../lib/stream/wire.js'
import { newsText, ringText } from '../../web/src/session/news.js'

const recorder = { span_ns: 30e9, bytes_max: 1 << 28, post_ns: 2e9, cooldown_ns: 30e9, files_max: 10 }
const path = '/var/incident.rqs'

test('how long the ring is, in words', () => {
  const texts = [1e9, 30e9, 60e9, 90e9, 300e9, 1.5e9, 0, undefined].map(span_ns => ringText({ span_ns }))
  assert.deepEqual(texts, ['1 s', '30 s', '1 min', '90 s', '5 min', '1.50 s', undefined, undefined])
})

test('what became of a wish', () => {
  const told = (triggered: object) => newsText({ of: 'answer', triggered }, recorder)
  assert.deepEqual(told({ outcome: TriggeredOutcome.WRITING, path }), {
    text: `Saving what was before, and 2.00 s more, to ${path} on the machine where runqscope runs.`,
    bad: false,
  })
  assert.deepEqual(told({ outcome: TriggeredOutcome.WAITING }), {
    text: 'What comes is saved on the machine where runqscope runs: nothing has happened yet.',
    bad: false,
  })
  assert.deepEqual(told({ outcome: TriggeredOutcome.COOLING, refused: 'too\u202e early' }), {
    text: 'Not saved: too\ufffd early.',
    bad: true,
  })
  assert.equal(newsText({ of: 'silence' }, recorder).bad, true)
})

test('what became of a file', () => {
  const file = { path, trigger: 'wait > 5s', triggered_ns: 40e9, first_ns: 10e9, last_ns: 42.5e9 }
  const rest = { asked_ns: 30e9, kept_ns: 30e9, cut: false, transitions: 12_345, bytes: 67_800 }
  const told = (changed: object) =>
    newsText({ of: 'file', flight: { ...file, ...rest, ...changed } }, recorder)
  const saved = `Saved (wait > 5s) to ${path} on the machine where runqscope runs: `
  assert.deepEqual(told({}), {
    text: `${saved}30.0 s before and 2.50 s after, 12,345 transitions in 67.8 kB.`,
    bad: false,
  })
  assert.match(
    told({ cut: true, kept_ns: 4e9 }).text,
    /: 4\.00 s before .* There was no memory to keep all of the 30\.0 s before\.$/,
  )
  assert.deepEqual(told({ failed: 'the disk is full', path: '' }), {
    text: 'Not saved (wait > 5s): the disk is full.',
    bad: true,
  })
})
