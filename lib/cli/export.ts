import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { count, duration } from '../console/units.js'
import { RunqscopeError } from '../errors.js'
import { cut } from '../export/cut/cut.js'
import type { CutOptions } from '../export/cut/selection.js'
import type { Amount, Format, FormatOptions } from '../export/format.js'
import { formats } from '../export/formats.js'
import { Output } from '../export/output.js'
import { Progress } from '../export/progress.js'
import { suggestion } from '../export/viewer.js'
import { openRecording, type Recording } from '../recording/open.js'
import { durationMs, parse, type Verb } from './verb.js'

/** Of the formats' own. */
const optionNames = ['sched', 'go', 'table', 'profile'] as const

const help = `usage: runqscope export FILE --to FORMAT [-o OUT] [options]

Writes a recording in the format of another tool, as a stream: memory stays flat however long the recording is.

formats:
${formats.map(({ name, summary }) => `  ${name.padEnd(9)} ${summary}`).join('\n')}

options:
  --to FORMAT        one of the above
  -o, --output OUT   file to write, - for standard output; default: the recording's name with the format's suffix, here
  --force            replace OUT if it is there
  --from TIME        leave out what is before, e.g. 1.5s after the recording's beginning
  --until TIME       leave out what is after
  --site PATTERN     only goroutines of these sites, e.g. 'main.*' or main.worker@server.go:41; may be repeated
  --goroutine GOID   only these goroutines; may be repeated, or several separated by commas
  --json             end with one line of JSON: what was written and what was lost
${formats.flatMap(optionLines).join('\n')}

example: runqscope export server.rqs --to perfetto --from 10s --until 12s
         runqscope export server.rqs --to csv --table intervals -o - | head`

function optionLines({ name, takes = {} }: Format): string[] {
  return optionNames.flatMap(option => {
    const values = takes[option]
    if (values === undefined) return []
    const usage = values === true ? `--${option}` : `--${option} ${option.toUpperCase()}`
    return [
      `  ${usage.padEnd(18)} ${name}: ${values === true ? 'see the manual' : `${values.join(', ')} (default ${values[0]})`}`,
    ]
  })
}

export const exportVerb: Verb = {
  name: 'export',
  summary: 'write a recording for Perfetto, go tool trace, pprof, Chrome, CSV, Parquet',
  help,
  async run(args) {
    const { values, positionals } = parse('export', args, {
      to: { type: 'string' },
      output: { type: 'string', short: 'o' },
      force: { type: 'boolean' },
      from: { type: 'string' },
      until: { type: 'string' },
      site: { type: 'string', multiple: true },
      goroutine: { type: 'string', multiple: true },
      json: { type: 'boolean' },
      sched: { type: 'boolean' },
      go: { type: 'string' },
      table: { type: 'string' },
      profile: { type: 'string' },
    })
    const [path, ...more] = positionals
    if (path === undefined || more.length > 0)
      throw usage(`export takes one recording, got ${positionals.length ? positionals.join(' ') : 'none'}`)
    const format = formatOf(values.to)
    const options = optionsOf(format, values)
    const to = values.output ?? `${basename(path).replace(/\.rqs$/, '')}.${format.extension}`
    if (to === '-' && values.json)
      throw usage('--json and the export would both go to the standard output', 'name a file with -o')

    const recording = openRecording(path)
    try {
      if (same(path, to)) throw usage(`${to} is the recording itself`, 'name another file with -o')
      await write({ recording, part: partOf(recording.head.firstNs, values), format, options, to }, values)
    } finally {
      recording.close()
    }
    return 0
  },
}

interface Job {
  recording: Recording
  part: CutOptions
  format: Format
  options: FormatOptions
  to: string
}

async function write(
  job: Job,
  { force = false, json = false }: { force?: boolean; json?: boolean },
): Promise<void> {
  const { recording, part, format, options, to } = job
  const { fromNs, toNs, sites, goids } = part
  const output = Output.to(to, { force, binary: format.binary })
  const withdraw = discardOnSignals(output)
  let progress: Progress | undefined
  try {
    const terminal = process.stderr.isTTY ? process.stderr : undefined
    const label = `${format.name} ${basename(recording.path)}`
    progress = new Progress(format.make(output, options), label, terminal, () => output.total)
    const visitor = Object.keys(part).length > 0 ? cut(progress, part) : progress
    // How much some goroutines are, and how many there are, shows only afterwards.
    const some = sites !== undefined || goids !== undefined
    const warned = !some && warn(job, recording.head, { transitions: recording.head.rows, goroutines: 0 })
    await recording.walk(visitor, {
      ...(fromNs === undefined ? {} : { fromNs }),
      ...(toNs === undefined ? {} : { toNs }),
    })
    output.finish()
    progress.clear()
    tell(job, output, progress, json)
    if (!warned) warn(job, progress, progress)
  } catch (error) {
    output.discard()
    throw error
  } finally {
    progress?.clear()
    withdraw()
  }
}

/** Says so if a viewer will hardly open it. @param told a stretch of time and how much there is in it */
function warn(job: Job, told: { firstNs: number; lastNs: number }, amount: Amount): boolean {
  const { recording, part, format, options } = job
  const firstNs = Math.max(told.firstNs, part.fromNs ?? -Infinity)
  const lastNs = Math.min(told.lastNs, part.toNs ?? Infinity)
  const share = told.lastNs > told.firstNs ? Math.max(0, lastNs - firstNs) / (told.lastNs - told.firstNs) : 1
  const advice = suggestion({
    bytesOf: amount => format.viewerBytes?.(amount, options) ?? 0,
    amount: { transitions: amount.transitions * share, goroutines: amount.goroutines * share },
    fromS: (firstNs - recording.head.firstNs) / 1e9,
    spanS: (lastNs - firstNs) / 1e9,
  })
  if (advice) process.stderr.write(`${advice}\n`)
  return advice !== undefined
}

function same(path: string, to: string): boolean {
  const found = to === '-' ? undefined : statSync(to, { throwIfNoEntry: false })
  const recording = statSync(path)
  return found !== undefined && found.ino === recording.ino && found.dev === recording.dev
}

function usage(what: string, remedy = 'see `runqscope export --help`'): RunqscopeError {
  return RunqscopeError.make('usage', what, remedy)
}

function formatOf(name: string | undefined): Format {
  const known = formats.map(format => format.name).join(', ')
  if (name === undefined)
    throw usage('export does not know which format is wanted', `say --to with one of ${known}`)
  const format = formats.find(candidate => candidate.name === name)
  if (!format) throw usage(`there is no format ${name}`, `--to takes ${known}`)
  return format
}

/** Refuses what the format would ignore. */
function optionsOf(format: Format, values: FormatOptions): FormatOptions {
  const options: FormatOptions = {}
  for (const option of optionNames) {
    const value = values[option]
    if (value === undefined) continue
    const takes = format.takes?.[option]
    if (takes === undefined) throw usage(`--${option} means nothing to ${format.name}`)
    if (takes !== true && !takes.includes(String(value)))
      throw usage(`--${option} ${value} is unknown to ${format.name}`, `it takes ${takes.join(', ')}`)
    Object.assign(options, { [option]: value })
  }
  return options
}

/** What is asked of the recording; empty for all of it. */
function partOf(
  firstNs: number,
  values: { from?: string; until?: string; site?: string[]; goroutine?: string[] },
): CutOptions {
  const { from, until, site, goroutine } = values
  return {
    ...(from === undefined ? {} : { fromNs: firstNs + Math.round(durationMs('from', from) * 1e6) }),
    ...(until === undefined ? {} : { toNs: firstNs + Math.round(durationMs('until', until) * 1e6) }),
    ...(site === undefined ? {} : { sites: site }),
    ...(goroutine === undefined ? {} : { goids: goroutine.flatMap(text => text.split(',').map(goidOf)) }),
  }
}

function goidOf(text: string): number {
  if (!/^[1-9]\d{0,15}$/.test(text))
    throw usage(`--goroutine ${text} is no goroutine's number`, 'write it like 17 or 17,42')
  return Number(text)
}

/** A cancelled export leaves nothing behind. Returns what takes the listeners away. */
function discardOnSignals(output: Output): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const withdraw = () => {
    for (const signal of signals) process.removeListener(signal, cancel)
  }
  const cancel = (signal: NodeJS.Signals) => {
    output.discard()
    withdraw()
    // As it would have ended without us.
    process.kill(process.pid, signal)
  }
  for (const signal of signals) process.on(signal, cancel)
  return withdraw
}

function tell(job: Job, output: Output, progress: Progress, json: boolean): void {
  const { recording, format, to } = job
  const { transitions, gaps, lost, firstNs, lastNs, seconds } = progress
  const { damage, head } = recording
  const name = to === '-' ? 'standard output' : to
  if (json) {
    const summary = {
      type: 'export',
      ...{ format: format.name, output: to, bytes: output.total, transitions, gaps, lost },
      ...{ first_ns: firstNs, last_ns: lastNs, whole: head.whole, damaged: damage.length, seconds },
    }
    process.stdout.write(`${JSON.stringify(summary)}\n`)
  }
  const say = (line: string) => process.stderr.write(`${line}\n`)
  say(
    `${name}: ${count(transitions)} transitions of ${duration(lastNs - firstNs)}, ${megabytes(output.total)}, in ${seconds.toFixed(1)}s`,
  )
  const events = Object.entries(lost).map(([cause, number]) => `${count(number)} ${cause}`)
  if (gaps > 0)
    say(
      `${gaps === 1 ? 'a loss' : `${gaps} losses`} within (${events.join(', ') || 'of unknown size'}): no state is shown across`,
    )
  if (!head.whole)
    say('the recording was not ended in order: it holds what there was up to its last whole chunk')
  if (damage.length > 0) say(`damaged parts of the recording that could not be read: ${damage.length}`)
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
