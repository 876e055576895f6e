import { PROTOCOL, type ServerMessage, type WireAnswer, type WireHello } from '../../../lib/stream/wire.js'
import { decodeAnswer } from './answer.js'
import { buffersOf } from './buffers.js'
import { RawFeed } from './feed.js'
import type { FromWorker, ToWorker } from './message.js'
import { RangeSaver } from './saver.js'
import { StreamSocket } from './socket.js'

/** Questions of the worker's own have ids from here on. */
const OWN_IDS = 2 ** 31

let socket: StreamSocket | undefined
/** A connection of the raw feed's own: no answer waits behind what may be a thousand times as much. */
let rawSocket: StreamSocket | undefined
let page = ''
/** The session whose transitions are kept. */
let rawBaseNs = ''
let hello: WireHello | undefined
let saver: RangeSaver | undefined
let ownId = OWN_IDS
const feed = new RawFeed(tell)

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'connect':
      page = data.page
      socket = new StreamSocket(page, { onMessage, onLost, onRefused })
      break
    case 'query':
      socket?.send({ message: 'query', query: data.query })
      break
    case 'raw':
      feed.set(data.bytesMax)
      rawSocket?.close()
      // Whether the server can be reached, and lets this page in, the page learns by its other connection.
      rawSocket = feed.on
        ? new StreamSocket(page, {
            onMessage: onRaw,
            onLost: () => feed.break(),
            onRefused: () => feed.break(),
          })
        : undefined
      break
    case 'save-raw':
      if (hello) feed.save(data.seconds, hello)
      break
    case 'save-range':
      if (hello) saver = new RangeSaver(data.range, hello, askOwn, tell)
      break
    case 'save-stop':
      saver?.stop('you ended it')
      saver = undefined
      break
    case 'trigger':
      socket?.send({ message: 'trigger', trigger: { reason: data.reason } })
      break
  }
})

function tell(message: FromWorker, transfer: Transferable[] = []): void {
  postMessage(message, { transfer })
}

function askOwn(query: Parameters<ConstructorParameters<typeof RangeSaver>[2]>[0]): void {
  ownId = ownId < 0xffffffff ? ownId + 1 : OWN_IDS
  socket?.send({ message: 'query', query: { ...query, id: ownId } })
}

/** Throws a RangeError if the message contradicts itself. */
function onRaw(message: ServerMessage, frame: Uint8Array): void {
  switch (message.message) {
    case 'hello':
      if (rawBaseNs !== '' && rawBaseNs !== message.hello.base_monotonic_ns) feed.clear()
      rawBaseNs = message.hello.base_monotonic_ns ?? ''
      rawSocket?.send({ message: 'subscribe', subscribe: { all: true, packed: true, long_values: true } })
      break
    case 'transitions':
      feed.take({ transitions: message.transitions }, frame)
      break
    case 'packed':
      feed.take({ packed: message.packed }, frame)
      break
    case 'gap':
      for (const lost of Object.values(message.gap.lost_by_cause ?? {})) feed.miss(lost)
      break
    case 'client_loss':
      feed.lose(message.client_loss.lost ?? 0)
      break
  }
}

/** Throws a RangeError if the message contradicts itself. */
function onMessage(message: ServerMessage): void {
  switch (message.message) {
    case 'hello':
      onHello(message.hello)
      break
    case 'snapshot':
      tell({ type: 'sites', sites: message.snapshot.sites ?? [] })
      break
    case 'sites':
      tell({ type: 'sites', sites: message.sites.sites ?? [] })
      break
    case 'aggregate':
      tell({ type: 'aggregate', aggregate: message.aggregate })
      break
    case 'answer':
      onAnswer(message.answer)
      break
    case 'triggered':
      tell({ type: 'triggered', triggered: message.triggered })
      break
    case 'flight':
      tell({ type: 'flight', flight: message.flight })
      break
    case 'end':
      tell({ type: 'end', reason: message.end.reason ?? '', aggregate: message.end.aggregate ?? undefined })
      break
  }
}

function onHello(next: WireHello): void {
  if (next.protocol !== PROTOCOL) {
    tell({ type: 'stranger', protocol: next.protocol ?? 0 })
    throw new RangeError(`protocol ${next.protocol}, needed is ${PROTOCOL}`)
  }
  hello = next
  tell({ type: 'hello', hello })
}

function onAnswer(wire: WireAnswer): void {
  if ((wire.id ?? 0) > OWN_IDS) {
    if (wire.id === ownId && saver && !saver.take(wire)) saver = undefined
    return
  }
  const answer = decodeAnswer(wire)
  tell({ type: 'answer', answer }, buffersOf(answer))
}

function onLost(why: string, retryMs: number): void {
  saver?.stop('the connection was lost')
  saver = undefined
  tell({ type: 'lost', why, retryMs })
}

function onRefused(why: string): void {
  tell({ type: 'refused', why })
}
