import { type ClientMessage, PROTOCOL, type ServerMessage } from '../../../lib/stream/wire.js'
import type { SocketEvents } from '../link/socket.js'
import { Answerer } from './answerer.js'
import { readRecording } from './recording.js'

/** Nothing was sent. */
const NO_FRAME = new Uint8Array(0)

/** The recording as the page hands it over, before it asks for anything. */
const packed = new Promise<string>(resolve => {
  addEventListener('message', ({ data }: MessageEvent<{ type: string; packed?: string }>) => {
    if (data.type === 'recording') resolve(data.packed ?? '')
  })
})

/** Stands in for the connection to a server: tells what one would tell of the recording, and answers as one would. */
export class StreamSocket {
  readonly #events: SocketEvents
  #answerer: Answerer | undefined

  constructor(_page: string, events: SocketEvents) {
    this.#events = events
    void this.#open()
  }

  send(message: ClientMessage): void {
    if (message.query) this.#answerer?.ask(message.query)
  }

  close(): void {
    this.#answerer = undefined
  }

  async #open(): Promise<void> {
    const { onRefused } = this.#events
    const onMessage = (message: ServerMessage) => this.#events.onMessage(message, NO_FRAME)
    try {
      const recording = await readRecording(await packed)
      const { hello, sites, aggregate } = recording.head
      this.#answerer = new Answerer(recording, answer => onMessage({ message: 'answer', answer }))
      onMessage({ message: 'hello', hello: { ...hello, protocol: PROTOCOL } })
      onMessage({ message: 'sites', sites: { sites } })
      onMessage({ message: 'aggregate', aggregate })
      // All of it is here.
      onMessage({ message: 'end', end: { reason: 'recording ended' } })
    } catch (error) {
      onRefused(
        `The recording in this file cannot be read: ${(error as Error).message}. It may have been cut short.`,
      )
    }
  }
}
