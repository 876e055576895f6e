import type { Agent } from './agent.js'
import { History } from './history/history.js'
import { Flag } from './model/transition.js'
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
}

const HISTORY_BYTES = 256 << 20

/**
 * Streams an agent's session over WebSocket and serves the page. To be called before the agent starts. After the
 * session's end the past goes on being served, until `server.close()`, which frees the port.
 * @throws RunqscopeError usage (no token for a public address, too little history), io (port in use)
 */
export async function serve(
  agent: Agent,
  options: ServeOptions,
): Promise<{ url: string; server: StreamServer }> {
  const { info } = agent.source
  const recording = info.method === 'sample'
  const history = historyOf(agent, options.historyBytes ?? (recording ? Infinity : HISTORY_BYTES))
  const server = new StreamServer({
    ...options,
    ...(history === undefined ? {} : { past: history }),
    hello: {
      version,
      pid: info.pid,
      goVersion: info.goVersion,
      syscalls: info.syscalls ?? false,
      command: info.command,
      baseNs: String(agent.baseNs),
      startedAtUnixMs: agent.startedAtUnixMs,
      waitReasons: info.waitReasons,
      recording,
    },
    getSnapshot: rowsMax => {
      const live = rowsMax > 0 ? liveOf(agent) : noneOf(agent)
      return { ...live, total: agent.model.counters.live, length: Math.min(live.length, rowsMax) }
    },
    getSites: from =>
      agent.model.sites.names.slice(from).map((name, index) => ({
        site: from + index,
        function: name.function,
        created_at: name.createdAt,
        created_by: name.createdBy,
        system: name.system,
      })),
  })
  try {
    const { url } = await server.start()
    agent.addSink(server.onTransitions, gap => server.onGap(gap))
    agent.on('aggregate', aggregate => server.publishAggregate(aggregate))
    agent.on('end', summary => server.end(summary.ended))
    return { url, server }
  } catch (error) {
    await history?.close()
    throw error
  }
}

/** The past of a session, told by the agent from now on. */
function historyOf(agent: Agent, bytesMax: number): History | undefined {
  if (bytesMax === 0) return undefined
  const history = new History({
    bytesMax,
    getLive: () => liveOf(agent),
    getStates: () => Object.values(agent.model.states),
  })
  agent.addSink(history.onTransitions, gap => history.onGap(gap))
  agent.on('aggregate', () => history.advance(agent.toldNs))
  agent.on('end', () => history.end())
  return history
}

/** No goroutine, for who wants to know how many there are. */
function noneOf(agent: Agent) {
  const none = new Uint8Array(0)
  const words = new Uint32Array(0)
  const numbers = new Float64Array(0)
  const columns = { goid: numbers, sinceNs: numbers, site: words, tid: words }
  return { ...columns, state: none, reason: none, flags: none, length: 0, timeNs: agent.nowNs() }
}

/** The live goroutines at this moment. */
function liveOf(agent: Agent) {
  const live = agent.model.goroutines()
  const { site, length } = live
  const system = agent.model.sites.system
  const flags = new Uint8Array(length)
  for (let row = 0; row < length; row++) flags[row] = system[site[row]!] ? Flag.System : 0
  return { ...live, timeNs: agent.nowNs(), flags }
}
