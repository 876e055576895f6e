import type { AttachOptions } from '../agent.js'
import { RunqscopeError } from '../errors.js'
import { findProcess, type Selector } from '../probe/find.js'
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
  syscalls: { type: 'boolean' },
} as const

/** Options that name the process instead of its id. */
export const targetOptions = {
  name: { type: 'string' },
  exe: { type: 'string' },
  container: { type: 'string' },
  library: { type: 'string' },
} as const

export const targetHelp = `  --name NAME        the Go process of this name, or with an executable of this file name
  --exe PATH         the Go process that runs this file, by a path of ours or of its own
  --container ID     the Go process in this container: its name, or four or more digits of its id
  --library PATH     where a process maps several Go libraries: the one to watch`

export const sessionHelp = `  --duration 5s      end after this time (default: until Ctrl-C or the target's end)
  --json             newline-delimited JSON on stdout; the last line is the summary
  --transitions      with --json: every transition is a line, too
  --system           count the runtime's own goroutines in the overall figures
  --syscalls         probe system calls, too: their time is exact and no part of the runs (two more hits for each)
  --method METHOD    auto, multi (uprobe_multi) or perf (perf-event uprobes)
  --ring 8MB         size of the ring buffer, a power of two
  -h, --help         this text`

export interface SessionValues {
  library?: string
  json?: boolean
  transitions?: boolean
  duration?: string
  method?: string
  ring?: string
  system?: boolean
  syscalls?: boolean
}

export interface TargetValues extends Selector {
  library?: string
}

/** What a process is looked for by, or undefined if only its id may tell. */
function selectorOf({ name, exe, container }: TargetValues): Selector | undefined {
  const given = Object.entries({ name, exe, container }).filter(([, value]) => value !== undefined)
  return given.length ? (Object.fromEntries(given) as Selector) : undefined
}

/**
 * The process that the words of a verb name: by its id, or by one or more of the options above.
 * @returns undefined if they are something else, which a verb that knows it may take
 * @throws RunqscopeError usage, no-process, not-go
 */
export function targetPid(verb: string, values: TargetValues, positionals: string[]): number | undefined {
  const selector = selectorOf(values)
  if (!selector) {
    const [text, ...rest] = positionals
    return text !== undefined && !rest.length && /^\d+$/.test(text) ? Number(text) : undefined
  }
  for (const [option, value] of Object.entries(selector))
    if (value === '') throw RunqscopeError.make('usage', `--${option} is empty`)
  if (positionals.length)
    throw RunqscopeError.make(
      'usage',
      `${verb} takes either a process id or --name, --exe and --container, got ${positionals.join(' ')} besides`,
      `see \`runqscope ${verb} --help\``,
    )
  return findProcess(selector)
}

/**
 * @param ring what the option is called that gives the size of the ring buffer
 * @throws RunqscopeError usage
 */
export function attachOptions(values: SessionValues, ring = 'ring'): AttachOptions {
  const method = values.method ?? 'auto'
  if (method !== 'auto' && method !== 'multi' && method !== 'perf')
    throw RunqscopeError.make('usage', `--method ${method} is unknown`, 'write auto, multi or perf')
  if (values.transitions && !values.json) throw RunqscopeError.make('usage', '--transitions goes with --json')
  const ringBytes = values.ring === undefined ? undefined : byteSize(ring, values.ring)
  if (ringBytes !== undefined && (ringBytes < 4096 || ringBytes > 1 << 30 || ringBytes & (ringBytes - 1)))
    throw RunqscopeError.make('usage', `--${ring} ${values.ring} is no power of two from 4kB to 1GB`)
  return {
    method,
    system: values.system,
    ...(values.library === undefined ? {} : { library: values.library }),
    syscalls: values.syscalls ?? false,
    ...(ringBytes === undefined ? {} : { ringBytes }),
  }
}

export function durationOption(values: SessionValues): number | undefined {
  return values.duration === undefined ? undefined : durationMs('duration', values.duration)
}
