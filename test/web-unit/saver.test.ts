import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WireAnswer, WireQuery } from '../../lib/stream/wire.js'
import type { SavingState } from '../../web/src/link/message.js'
import { RangeSaver } from '../../web/src/link/saver.js'
import { transitionMessage } from './transitions.js'

const limits = { page: 100, stretch: 1_600, file: 6_000 }

type Question = Omit<WireQuery, 'id'>

/** A server with a transition in every `stepNs` of `rows` × `stepNs`. */
class FakeServer {
  questions = 0
  readonly #asked: Question[] = []
  readonly states: SavingState[] = []

  constructor(
    readonly rows: number,
    readonly stepNs: number,
  ) {}

  readonly ask = (query: Question) => {
    this.questions++
    this.#asked.push(query)
  }

  readonly tell = (message: { type: string; state?: unknown }) => {
    this.states.push(message.state as SavingState)
  }

  /** Answers until the saver has enough, or `change` has said something else. */
  run(saver: RangeSaver, change: (answer: WireAnswer) => void = () => {}): void {
    let more = true
    while (more) {
      const answer = this.#answer(this.#asked.shift()!)
      change(answer)
      more = saver.take(answer)
    }
  }

  async saved(): Promise<number[]> {
    const text = await this.states.at(-1)!.file!.text()
    return text
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line).time_ns)
  }

  #answer({ first_ns, last_ns, transitions }: Question): WireAnswer {
    const first = Math.ceil(Math.max(first_ns!, 0) / this.stepNs)
    const last = Math.min(Math.ceil(last_ns! / this.stepNs), this.rows)
    const from = Math.min(first + transitions!.skip!, last)
    const to = Math.min(from + transitions!.limit!, last)
    const times = Array.from({ length: Math.max(to - from, 0) }, (_, index) => (from + index) * this.stepNs)
    return {
      history: { forgotten: 5 },
      first_ns: first_ns!,
      transitions: { total: Math.max(last - first, 0), transitions: transitionMessage(times) },
    }
  }
}

function save(server: FakeServer, firstNs: number, lastNs: number): RangeSaver {
  return new RangeSaver(
    { first_ns: firstNs, last_ns: lastNs, filter: {} },
    {},
    server.ask,
    server.tell,
    limits,
  )
}

test('a long range is saved whole, in stretches and pages, once each', async () => {
  const server = new FakeServer(5_000, 1_000)
  server.run(save(server, -5e6, 1e7))
  const times = await server.saved()
  assert.equal(times.length, 5_000)
  assert.ok(times.every((time, row) => time === row * 1_000))
  assert.equal(server.states.at(-1)!.note, '')
  assert.equal(server.states.at(-1)!.rows, 5_000)
  assert.ok(server.questions < 90, `${server.questions} questions`)
})

test('only what is in the range is saved, also if that is nothing', async () => {
  const server = new FakeServer(1_000, 1_000)
  server.run(save(server, 10_000, 20_000))
  assert.deepEqual(
    await server.saved(),
    Array.from({ length: 10 }, (_, row) => 10_000 + row * 1_000),
  )
  const empty = new FakeServer(0, 1)
  empty.run(save(empty, 0, 1e9))
  assert.deepEqual(await empty.saved(), [])
})

test('what is missing is said', async () => {
  const gone = new FakeServer(10, 1_000)
  gone.run(save(gone, 0, 10_000), answer => {
    answer.first_ns = 5_000
  })
  assert.match(gone.states.at(-1)!.note, /went out of the past/)

  const refused = new FakeServer(10, 1_000)
  refused.run(save(refused, 0, 10_000), answer => {
    answer.transitions = null
    answer.refused = 'there is no past'
  })
  assert.match(refused.states.at(-1)!.note, /^Stopped after 0 transitions: there is no past\.$/)
  assert.deepEqual(await refused.saved(), [])

  const changing = new FakeServer(1_000, 1_000)
  let total = 1_000
  changing.run(save(changing, 0, 1e6), answer => {
    answer.transitions!.total = ++total
  })
  assert.match(changing.states.at(-1)!.note, /changed while it was saved/)

  // Both are in every answer: they count once.
  const lossy = new FakeServer(1_000, 1_000)
  lossy.run(save(lossy, 0, 1e6), answer => {
    answer.gaps = [
      { first_ns: 5, last_ns: 6, lost_by_cause: { ring_full: 30, g_fault: 1 } },
      { first_ns: 7, last_ns: 8, lost_by_cause: { history_full: 9 } },
    ]
  })
  assert.match(lossy.states.at(-1)!.note, /^40 events of the range were lost/)
})

test('a file has an end', async () => {
  const server = new FakeServer(9_000, 1_000)
  server.run(save(server, 0, 9e6))
  assert.equal((await server.saved()).length, 6_000)
  assert.match(server.states.at(-1)!.note, /^Stopped after 6000 transitions/)
})
