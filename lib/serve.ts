import type { FlightRecording } from './flight.js'
import { History } from './history/history.js'
import { Flag } from './model/transition.js'
import type { Session } from './session.js'
import { StreamServer } from './stream/server.js'
import { version } from './version.js'

export interface ServeOptions {
  /** `HOST:PORT`; a free port for 0. */
  listen: string
  token?: string
  /**
   * Memory for the past that clients can ask for: the latest transitions that fit. 256 MB if left out, but a recording is
   * kept whole; 0 keeps none.
   */
  historyBytes?: number
  /** Writes its file when a viewer asks for it, and tells them of each. */
  flight?: FlightRecording
}

const HISTORY_BYTES = 256 << 20

/**
 * Streams a session over WebSocket and serves the page. To be called before the session starts. After its end the past
 * goes on being served, until `server.close()`, which frees the port.
 * @throws RunqscopeError usage (no token for a public address, too little history), io (port in use)
 */
export async function serve(
  session: Session,
  options: ServeOptions,
): Promise<{ url: string; server: StreamServer }> {
  const { info, recording } = session
  const history = historyOf(session, options.historyBytes ?? (recording ? Infinity : HISTORY_BYTES))
  const server = new StreamServer({
    ...options,
    ...(history === undefined ? {} : { past: history }),
    hello: {
      version,
      pid: info.pid,
      goVersion: info.goVersion,
      syscalls: info.syscalls ?? false,
      command: info.command,
      baseNs: String(session.baseNs),
      startedAtUnixMs: session.startedAtUnixMs,
      waitReasons: info.waitReasons,
      recording,
    },
    getSnapshot: rowsMax => {
      const live = rowsMax > 0 ? liveOf(session) : noneOf(session)
      return { ...live, total: session.live, length: Math.min(live.length, rowsMax) }
    },
    getSites: from =>
      session.sites.names.slice(from).map((name, index) => ({
        site: from + index,
        function: name.function,
        created_at: name.createdAt,
        created_by: name.createdBy,
        system: name.system,
      })),
  })
  try {
    const { url } = await server.start()
    session.addSink(server.onTransitions, gap => server.onGap(gap))
    session.on('aggregate', aggregate => server.publishAggregate(aggregate))
    session.on('end', summary => server.end(summary.ended))
    options.flight?.on('written', flight => server.publishFlight(flight))
    options.flight?.on('failed', ({ message }, why) => server.publishFlight({ failed: message, why }))
    return { url, server }
  } catch (error) {
    await history?.close()
    throw error
  }
}

/** The past of a session, told by it from now on. */
function historyOf(session: Session, bytesMax: number): History | undefined {
  if (bytesMax === 0) return undefined
  const history = new History({
    bytesMax,
    getLive: () => liveOf(session),
    getStates: () => Object.values(session.states),
  })
  session.addSink(history.onTransitions, gap => history.onGap(gap))
  session.on('aggregate', () => history.advance(session.toldNs))
  session.on('end', () => history.end())
  return history
}

/** No goroutine, for who wants to know how many there are. */
function noneOf(session: Session) {
  const none = new Uint8Array(0)
  const words = new Uint32Array(0)
  const numbers = new Float64Array(0)
  const columns = { goid: numbers, sinceNs: numbers, site: words, tid: words }
  return { ...columns, state: none, reason: none, flags: none, length: 0, timeNs: session.nowNs() }
}

/** The live goroutines at this moment. */
function liveOf(session: Session) {
  const live = session.goroutines()
  const { site, length } = live
  const { system } = session.sites
  const flags = new Uint8Array(length)
  for (let row = 0; row < length; row++) flags[row] = system[site[row]!] ? Flag.System : 0
  return { ...live, timeNs: session.nowNs(), flags }
}
