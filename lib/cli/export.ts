import { basename } from 'node:path'
import { RunqscopeError } from '../errors.js'
import type { CutOptions } from '../export/cut/selection.js'
import type { Format, FormatOptions } from '../export/format.js'
import { formats } from '../export/formats.js'
import { openRecording } from '../recording/open.js'
import { filesOf, runExport } from './exporting.js'
import { isSameFile } from './samefile.js'
import { durationMs, parse, type Verb } from './verb.js'

/** Of the formats' own. */
const optionNames = ['sched', 'go', 'table', 'profile', 'anonymize'] as const

const help = `usage: runqscope export FILE --to FORMAT [-o OUT] [options]

Writes a recording in the format of another tool, as a stream: memory stays flat however long the recording is.

formats:
${formats.map(({ name, summary }) => `  ${name.padEnd(9)} ${summary}`).join('\n')}

options:
  --to FORMAT        one of the above
  -o, --output OUT   file to write, - for standard output; default: the recording's name with the format's suffix, here.
                     A folder (DIR/) takes one file for each table or profile: csv, parquet, pprof, folded
  --force            replace OUT if it is there
  --from TIME        leave out what is before, e.g. 1.5s after the recording's beginning
  --until TIME       leave out what is after
  --site PATTERN     only goroutines of these sites, e.g. 'main.*' or main.worker@server.go:41; may be repeated.
                     Without a / it is also compared with names without their folders: 'dns.*'
  --goroutine GOID   only these goroutines; may be repeated, or several separated by commas
  --json             end with one line of JSON: what was written and what was lost
${formats.flatMap(optionLines).join('\n')}

example: runqscope export server.rqs --to perfetto --from 10s --until 12s
         runqscope export server.rqs --to parquet -o tables/
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
      anonymize: { type: 'boolean' },
    })
    const [path, ...more] = positionals
    if (path === undefined || more.length > 0)
      throw usage(`export takes one recording, got ${positionals.length ? positionals.join(' ') : 'none'}`)
    const format = formatOf(values.to)
    const options = optionsOf(format, values)
    refuseSome(format, values)
    const to = values.output ?? `${basename(path).replace(/\.rqs$/, '')}.${format.extension}`
    if (to === '-' && values.json)
      throw usage('--json and the export would both go to the standard output', 'name a file with -o')

    const recording = openRecording(path)
    try {
      const { files, folder } = filesOf(to, format, options)
      if (files.some(file => isSameFile(path, file.to)))
        throw usage(`${to} is the recording itself`, 'name another file with -o')
      const part = partOf(recording.head.firstNs, values)
      await runExport({ recording, part, format, files, folder }, values)
    } finally {
      recording.close()
    }
    return 0
  },
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

/** @throws RunqscopeError usage: a cut that would make what is written say what is not so */
function refuseSome(
  { allGoroutines, name }: Format,
  values: { site?: string[]; goroutine?: string[] },
): void {
  const option = values.site ? '--site' : values.goroutine ? '--goroutine' : undefined
  if (allGoroutines && option !== undefined)
    throw usage(
      `${option} leaves goroutines out, and a recording without them would show their Ps idle`,
      `cut ${name} with --from and --until, and give ${option} to whatever reads it`,
    )
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
    ...(site === undefined ? {} : { sites: site.map(patternOf) }),
    ...(goroutine === undefined ? {} : { goids: goroutine.flatMap(text => text.split(',').map(goidOf)) }),
  }
}

function patternOf(text: string): string {
  if (text === '') throw usage('--site is empty', "write a function, or * for any text as in 'main.*'")
  return text
}

function goidOf(text: string): number {
  if (!/^[1-9]\d{0,15}$/.test(text))
    throw usage(`--goroutine ${text} is no goroutine's number`, 'write it like 17 or 17,42')
  return Number(text)
}
