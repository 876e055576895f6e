import type { AttachOptions } from '../agent.js'
import { RunqscopeError } from '../errors.js'
import { byteSize, durationMs } from './verb.js'

/** Options that every verb with a session shares. */
export const sessionOptions = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  transitions: { type: 'boolean' },
  duration: { type: 'string' },
  method: { type: 'string' },
  ring: { type: 'string' },
  system: { type: 'boolean' },
} as const

export const sessionHelp = `  --duration 5s      end after this time (default: until Ctrl-C or the target's end)
  --json             newline-delimited JSON on stdout; the last line is the summary
  --transitions      with --json: every transition is a line, too
  --system           count the runtime's own goroutines in the overall figures
  --method METHOD    auto, multi (uprobe_multi) or perf (perf-event uprobes)
  --ring 8MB         size of the ring buffer, a power of two
  -h, --help         this text`

export interface SessionValues {
  json?: boolean
  transitions?: boolean
  duration?: string
  method?: string
  ring?: string
  system?: boolean
}

/** @throws RunqscopeError usage */
export function attachOptions(values: SessionValues): AttachOptions {
  const method = values.method ?? 'auto'
  if (method !== 'auto' && method !== 'multi' && method !== 'perf')
    throw RunqscopeError.make('usage', `--method ${method} is unknown`, 'write auto, multi or perf')
  if (values.transitions && !values.json) throw RunqscopeError.make('usage', '--transitions goes with --json')
  const ringBytes = values.ring === undefined ? undefined : byteSize('ring', values.ring)
  if (ringBytes !== undefined && (ringBytes < 4096 || ringBytes > 1 << 30 || ringBytes & (ringBytes - 1)))
    throw RunqscopeError.make('usage', `--ring ${values.ring} is no power of two from 4kB to 1GB`)
  return { method, system: values.system, ...(ringBytes === undefined ? {} : { ringBytes }) }
}

export function durationOption(values: SessionValues): number | undefined {
  return values.duration === undefined ? undefined : durationMs('duration', values.duration)
}
