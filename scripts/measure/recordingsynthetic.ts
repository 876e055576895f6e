/**
 * Records a program that is not there (synthetic.ts) as `runqscope record --json` records a live one: the same output,
 * the same signals. Without `--output` it is only seen, as by `attach`.
 *
 *   node dist/scripts/measure/recordingsynthetic.js [--rate 1000000] [--goroutines 100000] [--ps 8] [--duration 12s]
 *                                                   [--output FILE.rqs [--ring 64MB]]
 */
import { parseArgs } from 'node:util'
import { Agent } from '../../lib/agent.js'
import { flightRecording } from '../../lib/cli/flight.js'
import { fileRecording } from '../../lib/cli/recording.js'
import type { RecordOptions } from '../../lib/cli/recordoptions.js'
import { ConsoleSession, stopOnSignals } from '../../lib/cli/session.js'
import { byteSize, durationMs } from '../../lib/cli/verb.js'
import { SyntheticSource } from './synthetic.js'

/** As if `--post` were given. */
const POST_NS = 1e9

const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '1000000' },
    goroutines: { type: 'string', default: '100000' },
    ps: { type: 'string', default: '8' },
    duration: { type: 'string' },
    output: { type: 'string' },
    ring: { type: 'string' },
  },
})
const { rate, goroutines, ps } = values
const agent = new Agent(
  new SyntheticSource({ rate: Number(rate), goroutines: Number(goroutines), ps: Number(ps) }),
)
const view = new ConsoleSession(agent, { json: true, transitions: false, to: process.stdout, quiet: true })
stopOnSignals(agent)
const recording = values.output === undefined ? undefined : begin(values.output)
agent.start()
view.begin()
if (values.duration !== undefined)
  setTimeout(() => void agent.stop('duration'), durationMs('duration', values.duration))
await agent.ended
if (recording) {
  await recording.finish()
  view.say({ type: 'recording', ...recording.told().json })
}
await view.finish()

function begin(path: string) {
  const files = { sizeMax: undefined, rotateBytes: undefined, filesMax: undefined }
  const options: RecordOptions = { path, force: true, anonymize: false, json: true, ...files }
  if (values.ring === undefined) return fileRecording(agent, options)
  const ring = { spanNs: Infinity, bytesMax: byteSize('ring', values.ring) }
  return flightRecording(
    agent,
    { ...options, filesMax: 1000 },
    { ...ring, triggers: [], postNs: POST_NS, cooldownNs: 0 },
    view,
  )
}
