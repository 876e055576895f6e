import { mkdirSync, rmdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { count, duration } from '../console/units.js'
import { RunqscopeError } from '../errors.js'
import { cut } from '../export/cut/cut.js'
import type { CutOptions } from '../export/cut/selection.js'
import type { Amount, Format, FormatOptions } from '../export/format.js'
import { Output } from '../export/output.js'
import { Progress } from '../export/progress.js'
import { Several } from '../export/several.js'
import { suggestion } from '../export/viewer.js'
import type { Recording } from '../recording/open.js'
import { discardOnSignals } from './discard.js'
import { statOf } from './samefile.js'

/** One file of an export. */
export interface ExportFile {
  /** `-` is the standard output. */
  to: string
  options: FormatOptions
}

export interface ExportJob {
  recording: Recording
  part: CutOptions
  format: Format
  /** One, or in a folder those that the format makes of each value of an option. */
  files: readonly ExportFile[]
  /** Made if it is not there; undefined if a file was named. */
  folder: string | undefined
}

/**
 * The files that an output stands for: a path that ends in `/`, or a folder that is there, takes one file for each of the
 * format's tables or profiles, or the one that was asked for.
 * @throws RunqscopeError usage: a folder for a format that makes one file
 */
export function filesOf(
  to: string,
  format: Format,
  options: FormatOptions,
): Pick<ExportJob, 'files' | 'folder'> {
  const isFolder = to.endsWith('/') || (to !== '-' && statOf(to)?.isDirectory() === true)
  if (!isFolder) return { files: [{ to, options }], folder: undefined }
  const { each, extension, name, takes } = format
  if (each === undefined)
    throw RunqscopeError.make('io', `${to} is a folder, and ${name} is one file`, 'name a file')
  const values = options[each] === undefined ? (takes![each] as readonly string[]) : [options[each]]
  const files = values.map(value => ({
    to: join(to, `${value}.${extension}`),
    options: { ...options, [each]: value },
  }))
  return { files, folder: to }
}

/** Writes all files of a job in one pass; none of them is left if one fails. @throws RunqscopeError */
export async function runExport(
  job: ExportJob,
  { force = false, json = false }: { force?: boolean | undefined; json?: boolean | undefined },
): Promise<void> {
  const { recording, part, format, files, folder } = job
  const { fromNs, toNs, sites, goids } = part
  const outputs: Output[] = []
  const made = folder !== undefined && makeFolder(folder)
  const discard = () => {
    for (const output of outputs) output.discard()
    if (made) rmdirSync(folder)
  }
  const withdraw = discardOnSignals(discard)
  let progress: Progress | undefined
  try {
    for (const { to } of files) outputs.push(Output.to(to, { force, binary: format.binary, less }))
    const visitors = files.map(({ options }, at) => format.make(outputs[at]!, options))
    const label = `${format.name} ${basename(recording.path)}`
    const terminal = process.stderr.isTTY ? process.stderr : undefined
    const inner = visitors.length === 1 ? visitors[0]! : new Several(visitors)
    progress = new Progress(inner, label, terminal, () => bytesOf(outputs))
    const visitor = Object.keys(part).length > 0 ? cut(progress, part) : progress
    // How much some goroutines are, and how many there are, shows only afterwards.
    const some = sites !== undefined || goids !== undefined
    const warned = !some && warn(job, recording.head, { transitions: recording.head.rows, goroutines: 0 })
    await recording.walk(visitor, {
      ...(fromNs === undefined ? {} : { fromNs }),
      ...(toNs === undefined ? {} : { toNs }),
    })
    refuseNobody(part, progress)
    for (const output of outputs) output.finish()
    progress.clear()
    tell(job, outputs, progress, json)
    if (!warned) warn(job, progress, progress)
  } catch (error) {
    progress?.clear()
    discard()
    // Of lines of text the first ones may be all that is wanted.
    if (!format.binary && outputs.some(({ abandoned }) => abandoned)) return
    throw error
  } finally {
    withdraw()
  }
}

const less = 'cut the export with --from, --until, --site or --goroutine'

/** @throws RunqscopeError usage: none of the goroutines that were asked for is there */
function refuseNobody({ goids }: CutOptions, { transitions, goroutines }: Progress): void {
  if (goids === undefined || transitions > 0 || goroutines > 0) return
  throw RunqscopeError.make(
    'usage',
    `no goroutine ${goids.join(', ')} is in the recording, or in this part of it`,
    '`runqscope report` names goroutines, and `export --to csv` lists all',
  )
}

const bytesOf = (outputs: readonly Output[]) => outputs.reduce((sum, { total }) => sum + total, 0)

/** Returns whether it was not there. @throws RunqscopeError io */
function makeFolder(path: string): boolean {
  try {
    mkdirSync(path)
    return true
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && statOf(path)?.isDirectory()) return false
    throw RunqscopeError.make(
      'io',
      `${path} cannot be made: ${message}`,
      'name a folder where you may write to',
    )
  }
}

/** Says so if a viewer will hardly open it. @param told a stretch of time and how much there is in it */
function warn(job: ExportJob, told: { firstNs: number; lastNs: number }, amount: Amount): boolean {
  const { recording, part, format, files } = job
  const firstNs = Math.max(told.firstNs, part.fromNs ?? -Infinity)
  const lastNs = Math.min(told.lastNs, part.toNs ?? Infinity)
  const share = told.lastNs > told.firstNs ? Math.max(0, lastNs - firstNs) / (told.lastNs - told.firstNs) : 1
  const advice = suggestion({
    bytesOf: amount => format.viewerBytes?.(amount, files[0]!.options) ?? 0,
    amount: { transitions: amount.transitions * share, goroutines: amount.goroutines * share },
    fromS: (firstNs - recording.head.firstNs) / 1e9,
    spanS: (lastNs - firstNs) / 1e9,
  })
  if (advice) process.stderr.write(`${advice}\n`)
  return advice !== undefined
}

function tell(job: ExportJob, outputs: readonly Output[], progress: Progress, json: boolean): void {
  const { recording, format, files, folder } = job
  const { transitions, gaps, lost, firstNs, lastNs, seconds } = progress
  const { damage, head } = recording
  const bytes = bytesOf(outputs)
  const to = folder ?? files[0]!.to
  if (json) {
    const each = files.map((file, at) => ({ output: file.to, bytes: outputs[at]!.total }))
    const summary = {
      type: 'export',
      ...{ format: format.name, output: to, bytes, transitions, gaps, lost },
      ...{ first_ns: firstNs, last_ns: lastNs, whole: head.whole, damaged: damage.length, seconds },
      ...(folder === undefined ? {} : { files: each }),
    }
    process.stdout.write(`${JSON.stringify(summary)}\n`)
  }
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const name = folder === undefined ? to : files.map(file => file.to).join(', ')
  say(
    `${to === '-' ? 'standard output' : name}: ${count(transitions)} transitions of ${duration(lastNs - firstNs)}, ${megabytes(bytes)}, in ${seconds.toFixed(1)}s`,
  )
  const events = Object.entries(lost).flatMap(([cause, number]) =>
    number > 0 ? [`${count(number)} ${cause}`] : [],
  )
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
