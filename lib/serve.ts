import type { Agent } from './agent.js'
import { Flag } from './model/transition.js'
import { StreamServer } from './stream/server.js'
import { version } from './version.js'

export interface ServeOptions {
  /** `HOST:PORT`; a free port for 0. */
  listen: string
  token?: string
}

/**
 * Streams an agent's session over WebSocket and serves the page, from now until its end; `server.close()` frees the port.
 * @throws RunqscopeError usage (no token for a public address), io (port in use)
 */
export async function serve(
  agent: Agent,
  options: ServeOptions,
): Promise<{ url: string; server: StreamServer }> {
  const { info } = agent.source
  const server = new StreamServer({
    ...options,
    hello: {
      version,
      pid: info.pid,
      goVersion: info.goVersion,
      syscalls: info.syscalls ?? false,
      command: info.command,
      baseNs: String(agent.baseNs),
      startedAtUnixMs: agent.startedAtUnixMs,
      waitReasons: info.waitReasons,
    },
    getSnapshot: rowsMax => {
      const live = agent.model.goroutines()
      const system = agent.model.sites.system
      return {
        ...live,
        timeNs: agent.sessionNs(agent.source.now()),
        total: live.length,
        length: Math.min(live.length, rowsMax),
        flags: Uint8Array.from(live.site, site => (system[site] ? Flag.System : 0)),
      }
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
  const { url } = await server.start()
  agent.addSink(server.onTransitions, gap => server.onGap(gap))
  agent.on('aggregate', aggregate => server.publishAggregate(aggregate))
  agent.on('end', summary => server.end(summary.ended))
  return { url, server }
}
