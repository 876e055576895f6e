import { RunqscopeError } from '../errors.js'
import type { FlightRecording } from '../flight.js'
import { type ServeOptions, serve } from '../serve.js'
import type { Session } from '../session.js'
import type { StreamServer } from '../stream/server.js'
import { byteSize } from './verb.js'

/** Where a session is served if nothing else is said. */
export const LISTEN = '127.0.0.1:7070'

/** Options of every verb that serves its session. */
export const servingOptions = {
  listen: { type: 'string' },
  token: { type: 'string' },
  history: { type: 'string' },
} as const

export interface ServingValues {
  listen?: string
  token?: string
  history?: string
}

/**
 * How the session is served; undefined if it is not, because no address is given.
 * @throws RunqscopeError usage
 */
export function servingFlags({ listen, token, history }: ServingValues): ServeOptions | undefined {
  if (listen === undefined) {
    for (const [option, value] of Object.entries({ token, history }))
      if (value !== undefined)
        throw RunqscopeError.make('usage', `--${option} goes with --listen`, `write --listen ${LISTEN}`)
    return undefined
  }
  return {
    listen,
    ...(token === undefined ? {} : { token }),
    ...(history === undefined ? {} : { historyBytes: byteSize('history', history) }),
  }
}

/** Serves a session that has not started, with its flight recorder, and says where. Throws as `serve`. */
export async function openServer(
  session: Session,
  options: ServeOptions,
  flight?: FlightRecording,
): Promise<{ url: string; server: StreamServer }> {
  const opened = await serve(session, flight ? { ...options, flight } : options)
  process.stderr.write(`runqscope: ${session.info.command} is shown at ${opened.url}\n`)
  return opened
}

/** `--listen` alone means the usual address: the words of a command line, with the address written out. */
export function withListen(args: string[]): string[] {
  const end = args.indexOf('--')
  return args.map((word, at) => {
    const next = args[at + 1]
    const isOption = word === '--listen' && (end < 0 || at < end)
    return isOption && (next === undefined || next.startsWith('-')) ? `--listen=${LISTEN}` : word
  })
}
