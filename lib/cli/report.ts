import { RunqscopeError } from '../errors.js'
import { cut } from '../export/cut/cut.js'
import { Output } from '../export/output.js'
import { printable } from '../probe/printable.js'
import { openRecording, type Recording } from '../recording/open.js'
import type { RecordingPart, RecordingVisitor } from '../recording/walk.js'
import { writeHtmlReport } from '../report/html/report.js'
import { pageFindings } from '../report/pagefindings.js'
import { type ReportInput, type ReportOptions, reportsOf } from '../report/report.js'
import type { Report } from '../report/result.js'
import { textOf } from '../report/text.js'
import { discardOnSignals } from './discard.js'
import { isSameFile } from './samefile.js'
import { durationMs, parse, type Verb } from './verb.js'

const help = `usage: runqscope report FILE… [options]

Says what is in recordings: first what was found (the worst latencies with goroutine, site, moment and what ran meanwhile,
the longest waits, the busiest sites, growth, losses) and what to look at next, then tables by stage, wait reason and site.
Several files of one session, as rotation makes them, are one report; every other session has its own.

  --html OUT         also write one page that holds the recording, or the part of it around the worst moment that fits into
                     5 MB; it opens from disk and needs no server. Takes one FILE
  --from 2s          leave out what is before, counted from the beginning of the (first) recording; also of the page
  --until 5s         leave out what is after
  --system           count the runtime's own goroutines in the overall figures and the findings
  --force            replace OUT if it is there already
  --json             one JSON object a session on stdout
  -h, --help         this text

example: runqscope report session.rqs
         runqscope report night.rqs --html night.html --json | jq '.findings[0].text'`

const NS_PER_MS = 1e6
const WIDTH_MAX = 140

interface Values {
  html?: string
  from?: string
  until?: string
  system?: boolean
  force?: boolean
  json?: boolean
}

export const reportVerb: Verb = {
  name: 'report',
  summary: 'say what is in recordings: the worst first',
  help,
  async run(args) {
    const { values, positionals } = parse('report', args, {
      html: { type: 'string' },
      from: { type: 'string' },
      until: { type: 'string' },
      system: { type: 'boolean' },
      force: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    })
    check(values, positionals)
    const part = partOf(values)
    const recordings: Recording[] = []
    let page: Output | undefined
    const discard = () => page?.discard()
    const withdraw = discardOnSignals(discard)
    try {
      for (const path of positionals) recordings.push(openRecording(path))
      // A page that cannot be written is told before hours are read.
      if (values.html !== undefined) page = pageAt(values.html, positionals, values.force ?? false)
      const inputs = recordings.map(inputOf)
      const reports = await reportsOf(inputs, { ...part, system: values.system ?? false })
      if (values.json) for (const report of reports) process.stdout.write(`${JSON.stringify(report)}\n`)
      else process.stdout.write(reports.map(readable).join('\n'))
      tellDamage(recordings)
      if (page) await writePage(page, inputs[0], reports[0], part)
      return 0
    } finally {
      withdraw()
      // Nothing, if it is whole.
      discard()
      for (const recording of recordings) recording.close()
    }
  },
}

/** @throws RunqscopeError usage */
function check({ html }: Values, files: string[]): void {
  const remedy = 'see `runqscope report --help`'
  if (files.length === 0)
    throw RunqscopeError.make('usage', 'report takes one or more recordings, got none', remedy)
  if (html !== undefined && files.length > 1)
    throw RunqscopeError.make(
      'usage',
      `--html makes a page of one recording, got ${files.length}`,
      'report on each alone',
    )
  if (html === '-')
    throw RunqscopeError.make('usage', '--html writes a file, and - is the standard output', 'name a file')
}

/** @throws RunqscopeError usage */
function partOf({ from, until }: Values): { fromNs?: number; untilNs?: number } {
  const part = {
    ...(from === undefined ? {} : { fromNs: durationMs('from', from) * NS_PER_MS }),
    ...(until === undefined ? {} : { untilNs: durationMs('until', until) * NS_PER_MS }),
  }
  if ((part.fromNs ?? 0) > (part.untilNs ?? Infinity))
    throw RunqscopeError.make(
      'usage',
      `--until ${until} lies before --from ${from}`,
      'choose an end after the beginning',
    )
  return part
}

/** A part is told as `export` tells it: what began before has no length, and a loss counts from where the part begins. */
function inputOf(recording: Recording): ReportInput {
  const { path, head } = recording
  const walk = (visitor: RecordingVisitor, part: RecordingPart = {}) =>
    recording.walk(Object.keys(part).length > 0 ? cut(visitor, part) : visitor, part)
  return { path, head, walk }
}

function readable(report: Report): string {
  const width = Math.min(process.stdout.columns || WIDTH_MAX, WIDTH_MAX)
  return `${textOf(report, width).map(printable).join('\n')}\n`
}

/** @throws RunqscopeError usage: it would replace what is reported on; io */
function pageAt(path: string, recordings: string[], force: boolean): Output {
  if (recordings.some(recording => isSameFile(recording, path)))
    throw RunqscopeError.make('usage', `${path} is the recording itself`, 'name another file with --html')
  return Output.to(path, { force })
}

/** Parts of files that could not be read are gaps in the report; where they lie is for whoever wants to mend them. */
function tellDamage(recordings: Recording[]): void {
  for (const { path, damage } of recordings)
    for (const { chunk, offset, bytes, why } of damage)
      process.stderr.write(
        chunk < 0
          ? `runqscope: ${printable(path)}: ${why}; it is read from the copy at the file's end\n`
          : `runqscope: ${printable(path)}: chunk ${chunk} at byte ${offset} (${bytes} bytes) cannot be read: ${why}\n`,
      )
}

/** @param output what becomes of it is the caller's */
async function writePage(
  output: Output,
  input: ReportInput,
  report: Report,
  { fromNs, untilNs }: ReportOptions,
): Promise<void> {
  const { head } = input
  const part: RecordingPart = {
    ...(fromNs === undefined ? {} : { fromNs: head.firstNs + fromNs }),
    ...(untilNs === undefined ? {} : { toNs: head.firstNs + untilNs }),
  }
  const worst = report.findings.find(({ last_ns }) => last_ns !== undefined)
  const extent = await writeHtmlReport(
    { head, walk: visitor => input.walk(visitor, part) },
    {
      findings: pageFindings(report, head),
      ...(worst?.last_ns === undefined ? {} : { aroundNs: worst.last_ns }),
    },
    text => output.text(text),
  )
  output.finish()
  const at = (ns: number) => `${((ns - head.firstNs) / 1e9).toFixed(3)} s`
  const held =
    extent.rows === extent.rowsTotal
      ? `all of the ${extent.cut ? 'part' : 'recording'}`
      : `${extent.rows} of ${extent.rowsTotal} transitions, from ${at(extent.firstNs)} to ${at(extent.lastNs)}`
  process.stderr.write(
    `runqscope: ${printable(output.name)} holds ${held} (${(extent.bytes / 1e6).toFixed(1)} MB)\n`,
  )
}
