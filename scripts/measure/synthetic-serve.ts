/**
 * Serves a program that is not there (synthetic.ts) as `runqscope serve` serves a live one, until SIGTERM; then a line of
 * JSON with what was made and what became of it.
 *
 *   node dist/scripts/measure/synthetic-serve.js [--rate 1000000] [--goroutines 100000] [--ps 8] [--listen 127.0.0.1:0]
 *                                                [--history 256MB] [--duration 60s]
 */
import { parseArgs } from 'node:util'
import { Agent } from '../../lib/agent.js'
import { byteSize, durationMs } from '../../lib/cli/verb.js'
import { serve } from '../../lib/serve.js'
import { SyntheticSource } from './synthetic.js'

const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '1000000' },
    goroutines: { type: 'string', default: '100000' },
    ps: { type: 'string', default: '8' },
    listen: { type: 'string', default: '127.0.0.1:0' },
    history: { type: 'string', default: '256MB' },
    duration: { type: 'string' },
  },
})

const source = new SyntheticSource({
  rate: Number(values.rate),
  goroutines: Number(values.goroutines),
  ps: Number(values.ps),
})
const agent = new Agent(source)
const { url, server } = await serve(agent, {
  listen: values.listen,
  historyBytes: byteSize('history', values.history),
})
process.stdout.write(`${url}\n`)
agent.start()
const began = performance.now()
const cpu = process.cpuUsage()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void agent.stop())
if (values.duration !== undefined)
  setTimeout(() => void agent.stop('duration'), durationMs('duration', values.duration))
const summary = await agent.ended
const seconds = (performance.now() - began) / 1000
const { user, system } = process.cpuUsage(cpu)
await server.close()
process.stdout.write(
  `${JSON.stringify({
    events: summary.events,
    lost: summary.lost,
    disagreements: summary.disagreements,
    late: summary.late,
    live: summary.goroutines.live,
    late_ms_max: source.lateMsMax,
    seconds,
    cpu_percent: (user + system) / 1e4 / seconds,
    rss_mb: process.memoryUsage.rss() / 1e6,
    stages: summary.stages,
  })}\n`,
)
