import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Attachment, runWatched } from './attachment.js'
import type { ClockFit } from './clock.js'
import { type Comparison, compare } from './compare.js'
import { compilerCommand } from './compiler.js'
import { readGoTrace } from './gotrace.js'
import { type Recording, readRecording } from './recording.js'
import { Target } from './target.js'
import { buildDump, buildTarget } from './toolchain.js'

/** One workload, watched by both at once. */
export interface Case {
  work: string
  version: string
  procs: number
  /** Which of the two watches longer: the trace begins and ends while attached, or the other way round. */
  inner: 'trace' | 'attach'
  /** With probes on system calls. */
  syscalls: boolean
}

export interface Outcome {
  case: Case
  comparison: Comparison
  recording: Omit<Recording, 'steps'>
  clock: ClockFit
  snapshot_ns_max: number | null
  /** Sessions that lost events before this one. */
  retries: number
}

export const caseName = ({ work, version, procs, inner, syscalls }: Case) =>
  `${work}, ${version}, GOMAXPROCS=${procs}, ${inner} inside${syscalls ? ', --syscalls' : ''}`

/** What has a workload of its own outside targets/truth: Go's compiler at its work. */
const COMPILE = 'compile'

/** Events and rows that are missing by the session's own account. */
export const lossOf = ({ recording }: Outcome) => recording.lost + recording.unwritten

/** How long the outer one runs alone before and after, ms. */
const LEAD_MS = 100
const RETRIES = 2
/** For a session that is repeated: eight times what is usual. */
const ROOMY = ['--ring', '64MB']

/**
 * Runs a case; if the session lost events, again with a larger ring, at most `RETRIES` times. The last outcome may still
 * have lost some.
 *
 * @param window_ms how long both watch together
 */
export async function outcomeOf(one: Case, window_ms: number): Promise<Outcome> {
  for (let retries = 0; ; retries++) {
    const outcome = await watch(one, window_ms, retries)
    if (lossOf(outcome) === 0 || retries === RETRIES) return outcome
  }
}

async function watch(one: Case, window_ms: number, retries: number): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'truth-'))
  let told = false
  try {
    const files = { trace: join(folder, 'trace'), dump: join(folder, 'dump'), rows: join(folder, 'rows') }
    const options = [...(one.syscalls ? ['--syscalls'] : []), ...(retries > 0 ? ROOMY : [])]
    if (one.work === COMPILE) await recordCompiler(one, files, options)
    else await record(one, window_ms, files, options)
    printTrace(files)
    const { steps, ...recording } = await readRecording(files.rows)
    const { clock, snapshot_ns_max, ...trace } = await readGoTrace(
      files.dump,
      recording.base_ns,
      recording.syscalls,
    )
    const comparison = compare(trace, { steps, ...recording })
    told = comparison.mismatches.length === 0
    return { case: one, comparison, recording, clock, snapshot_ns_max, retries }
  } finally {
    if (!told) keep(folder, one)
    rmSync(folder, { recursive: true })
  }
}

interface Files {
  trace: string
  dump: string
  rows: string
}

/** The workloads that need a program linked with C. */
const cgo = new Set(['callback'])

async function record(one: Case, window_ms: number, files: Files, options: string[]): Promise<void> {
  const { work, version, procs, inner } = one
  const target = await Target.start(buildTarget(version, cgo.has(work)), work, procs)
  let attachment: Attachment | undefined
  try {
    await target.tell('start', 'started')
    await sleep(LEAD_MS)
    const traceBegins = () => target.tell(`trace ${files.trace}`, 'tracing')
    if (inner === 'attach') await traceBegins()
    attachment = await Attachment.to(target.pid, files.rows, options)
    await sleep(LEAD_MS)
    if (inner === 'trace') await traceBegins()
    await sleep(window_ms)
    if (inner === 'trace') await target.tell('stop', 'stopped')
    await sleep(LEAD_MS)
    await attachment.end()
    if (inner === 'attach') await target.tell('stop', 'stopped')
    await target.quit()
  } finally {
    attachment?.kill()
    target.kill()
  }
}

/** The compiler traces itself from its first flags to its exit, and so is it watched. */
async function recordCompiler({ version, procs }: Case, files: Files, options: string[]): Promise<void> {
  const command = compilerCommand(version, files.trace)
  await runWatched(command, files.rows, options, { GOMAXPROCS: `${procs}` })
}

function printTrace(files: Files): void {
  const out = openSync(files.dump, 'w')
  try {
    const result = spawnSync(buildDump(), [files.trace], { stdio: ['ignore', out, 'pipe'], encoding: 'utf8' })
    if (result.error) throw result.error
    if (result.status !== 0) throw new Error(result.stderr)
  } finally {
    closeSync(out)
  }
}

/** With RUNQSCOPE_TRUTH_KEEP=FOLDER the files of a case that did not match stay there, to be looked at. */
function keep(folder: string, one: Case): void {
  const to = process.env.RUNQSCOPE_TRUTH_KEEP
  if (!to) return
  mkdirSync(to, { recursive: true })
  spawnSync('cp', ['-r', folder, join(to, caseName(one).replace(/[ ,=]+/g, '-'))])
}
