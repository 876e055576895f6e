import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RunqscopeError } from '../../lib/errors.js'
import { durationNs, parseTrigger } from '../../lib/recording/trigger.js'

test('conditions are read as they are written', () => {
  const read = (text: string) => {
    const { subject, limit, above, holdNs, site } = parseTrigger(text)
    return { subject, limit, above, holdNs, filtered: site !== undefined }
  }
  assert.deepEqual(read('ready_to_run.p99 > 10ms for 1s'), {
    subject: { of: 'figure', stage: 'ready_to_run', figure: 'p99_ns' },
    limit: 10e6,
    above: true,
    holdNs: 1e9,
    filtered: false,
  })
  assert.deepEqual(read('wait>5s site:main.*'), {
    subject: { of: 'interval', stage: 'wait' },
    limit: 5e9,
    above: true,
    holdNs: 0,
    filtered: true,
  })
  assert.deepEqual(read('  goroutines > 50k  '), {
    subject: { of: 'goroutines' },
    limit: 50_000,
    above: true,
    holdNs: 0,
    filtered: false,
  })
  assert.deepEqual(read('goroutines.runnable > 100 for 250ms').subject, {
    of: 'goroutines',
    state: 'runnable',
  })
  assert.deepEqual(read('run.rate < 10 for 5s site:main.worker'), {
    subject: { of: 'rate', stage: 'run' },
    limit: 10,
    above: false,
    holdNs: 5e9,
    filtered: true,
  })
  assert.deepEqual(read('exit').subject, { of: 'exit' })
  for (const stage of ['create_to_run', 'ready_to_run', 'run', 'wait', 'syscall', 'lifetime'])
    for (const figure of ['p50', 'p90', 'p99', 'p999', 'max'])
      assert.deepEqual(read(`${stage}.${figure} > 1us`).subject, {
        of: 'figure',
        stage,
        figure: `${figure}_ns`,
      })
})

test('a site is meant by its whole function or position, * stands for any text', () => {
  const meant = (pattern: string, name: { function: string; createdAt: string }) =>
    parseTrigger(`wait > 1s site:${pattern}`).site!({ ...name, createdBy: '', system: false }, 5)
  const worker = { function: 'main.(*pool).worker', createdAt: '/src/pool.go:41' }
  assert.ok(meant('main.*', worker))
  assert.ok(meant('main.(*pool).worker', worker))
  assert.ok(meant('*/pool.go:41', worker))
  assert.ok(!meant('main', worker))
  assert.ok(!meant('pool.*', worker))
  assert.ok(!meant('main.*', { function: 'mainly', createdAt: '' }), 'a dot is a dot')
})

test('what is wrong with a condition is said in one sentence', () => {
  const wrong: [string, RegExp][] = [
    ['', /no comparison/],
    ['ready_to_run.p99', /no comparison/],
    ['ready_to_run.p99 = 10ms', /no comparison/],
    ['redy_to_run.p99 > 10ms', /no figure 'redy_to_run.p99'/],
    ['ready_to_run.p98 > 10ms', /no figure 'ready_to_run.p98'/],
    ['ready_to_run.toString > 10ms', /no figure/],
    ['goroutines.asleep > 10', /no figure 'goroutines.asleep'/],
    ['wait > 5', /'5' is no duration/],
    ['goroutines > 5s', /'5s' is no number/],
    ['wait > 5s for 1s', /single interval/],
    ['wait < 5s', /only long ones/],
    ['wait > 5s site:', /'site:' is neither/],
    ['goroutines > 5 for long', /'for long' names no duration/],
    ['goroutines > 5 when tired', /'when' is neither/],
    ['goroutines.waiting > 5 site:main.*', /not counted by site/],
  ]
  for (const [text, why] of wrong)
    assert.throws(
      () => parseTrigger(text),
      (error: unknown) => {
        assert.ok(error instanceof RunqscopeError, text)
        assert.equal(error.code, 'usage')
        assert.match(error.message, why)
        assert.match(error.message, /write it like/)
        assert.ok(!error.message.includes('\n'))
        return true
      },
      text,
    )
})

test('durations', () => {
  assert.equal(durationNs('1m30s'), 90e9)
  assert.equal(durationNs('1.5ms'), 1.5e6)
  assert.equal(durationNs('500µs'), 500e3)
  assert.equal(durationNs('2h'), 7200e9)
  for (const text of ['', '5', 's', '1s2', '-1s', '1 s']) assert.equal(durationNs(text), undefined, text)
})
