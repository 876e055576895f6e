import { RunqscopeError } from '../errors.js'
import { parseTrigger, type Trigger } from '../recording/trigger.js'
import { targetOptions } from './options.js'
import { servingOptions } from './serving.js'
import { byteSize, durationMs, type OptionTable, type parse } from './verb.js'

/** What `record` takes. */
export const recordTable = {
  ...targetOptions,
  ...servingOptions,
  help: { type: 'boolean', short: 'h' },
  output: { type: 'string', short: 'o' },
  force: { type: 'boolean' },
  'max-size': { type: 'string' },
  rotate: { type: 'string' },
  'max-files': { type: 'string' },
  anonymize: { type: 'boolean' },
  duration: { type: 'string' },
  ring: { type: 'string' },
  on: { type: 'string', multiple: true },
  post: { type: 'string' },
  cooldown: { type: 'string' },
  json: { type: 'boolean' },
  system: { type: 'boolean' },
  syscalls: { type: 'boolean' },
  method: { type: 'string' },
  'kernel-ring': { type: 'string' },
} as const satisfies OptionTable

type Values = ReturnType<typeof parse<typeof recordTable>>['values']

/** What is written, and where. */
export interface RecordOptions {
  path: string
  force: boolean
  anonymize: boolean
  json: boolean
  sizeMax: number | undefined
  rotateBytes: number | undefined
  filesMax: number | undefined
}

export interface RingFlags {
  spanNs: number
  bytesMax: number
  triggers: Trigger[]
  postNs: number
  cooldownNs: number
}

/** @throws RunqscopeError usage */
export function recordOptions(values: Values): RecordOptions {
  const { output, json = false, force = false, anonymize = false } = values
  const usage = (what: string, remedy: string) => RunqscopeError.make('usage', what, remedy)
  if (output === undefined)
    throw usage('record needs to know where to', 'write -o FILE.rqs, or -o - for a pipe')
  if (output === '-' && process.stdout.isTTY)
    throw usage('a recording is binary and stdout is a terminal', 'name a file with -o, or pipe it')
  if (output === '-' && json) throw usage('--json and -o - both want stdout', 'name a file with -o')
  const toPipe = output === '-' && (values.rotate !== undefined || values.ring !== undefined)
  if (toPipe)
    throw usage('--rotate and --ring write several files, and -o - is a pipe', 'name a file with -o')
  if (values.ring !== undefined && (values.rotate !== undefined || values['max-size'] !== undefined))
    throw usage('--ring bounds its files by itself', 'leave --rotate and --max-size out')
  if (values['max-files'] !== undefined && values.ring === undefined && values.rotate === undefined)
    throw usage('--max-files goes with --rotate or --ring', 'use --max-size to bound a single file')
  const filesMax = values['max-files'] === undefined ? undefined : Number(values['max-files'])
  if (filesMax !== undefined && !(Number.isInteger(filesMax) && filesMax > 0))
    throw usage(`--max-files ${values['max-files']} is no number of files`, 'write it like 10')
  const size = (option: 'max-size' | 'rotate') =>
    values[option] === undefined ? undefined : sizeAbove(option, values[option], 64 << 10)
  return {
    ...{ path: output, force, anonymize, json, filesMax },
    ...{ sizeMax: size('max-size'), rotateBytes: size('rotate') },
  }
}

function sizeAbove(option: string, text: string, least: number): number {
  const bytes = byteSize(option, text)
  if (bytes < least) throw RunqscopeError.make('usage', `--${option} ${text} is less than ${least} bytes`)
  return bytes
}

/** Of a ring that is asked for by its time alone. */
const RING_BYTES = 256 << 20

/** `30s`, `64MB`, `30s,64MB`. @throws RunqscopeError usage */
export function ringFlags(values: Values): RingFlags | undefined {
  const { ring, on = [], post = '2s', cooldown = '30s' } = values
  if (ring === undefined) {
    for (const option of ['on', 'post', 'cooldown'] as const)
      if (values[option] !== undefined)
        throw RunqscopeError.make('usage', `--${option} goes with --ring`, 'write --ring 30s')
    return undefined
  }
  let spanNs = Infinity
  let bytesMax: number | undefined
  for (const part of ring.split(',')) {
    if (/b$/i.test(part)) bytesMax = sizeAbove('ring', part, 1 << 20)
    else spanNs = durationMs('ring', part) * 1e6
  }
  return {
    spanNs,
    bytesMax: bytesMax ?? RING_BYTES,
    triggers: on.map(parseTrigger),
    postNs: durationMs('post', post) * 1e6,
    cooldownNs: durationMs('cooldown', cooldown) * 1e6,
  }
}
