import { closeSync, openSync, readFileSync, unlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Agent } from '../agent.js'
import { duration } from '../console/units.js'
import { RunqscopeError } from '../errors.js'
import { RecordingEncoder } from '../recording/encoder.js'
import { FlightRecorder, type WrittenFlight } from '../recording/flight.js'
import { createRecordingFile } from '../recording/output.js'
import { Watch } from '../recording/watch.js'
import { bytesText, follow, type SessionRecording, toldBy } from './recording.js'
import type { RecordOptions, RingFlags } from './recordoptions.js'
import type { ConsoleSession } from './session.js'

/** Files that are written before the session ends by itself. */
const FILES_MAX = 10
/** What goes when the ring lets its oldest go is so much of it, at most. */
const SEGMENTS = 10

/** Keeps the latest in memory, and writes it when something happens. */
export function flightRecording(
  agent: Agent,
  options: RecordOptions,
  ring: RingFlags,
  view: ConsoleSession | undefined,
): SessionRecording {
  checkFolder(options.path)
  const files: WrittenFlight[] = []
  let failed: RunqscopeError | undefined
  const filesMax = options.filesMax ?? FILES_MAX
  const told = toldBy(agent, options.anonymize)
  const say = (text: string) =>
    process.stderr.write(`${process.stderr.isTTY ? '\r\x1b[K' : ''}runqscope: ${text}\n`)
  const recorder = new FlightRecorder({
    ...told,
    ring,
    ...{ postNs: ring.postNs, cooldownNs: ring.cooldownNs, filesMax },
    armedNs: () => agent.armedNs,
    open: () => {
      const path = pathAt(options.path, new Date())
      return { path, output: createRecordingFile(path, { force: options.force }) }
    },
    onWritten: flight => {
      files.push(flight)
      say(sentence(flight, ring))
      view?.say({ type: 'recording', ...jsonOf(flight) })
      if (files.length >= filesMax) void agent.stop()
    },
    onFailed: error => {
      failed = error
      say(error.message)
    },
  })
  const encoder = new RecordingEncoder({
    ...told,
    take: chunk => recorder.take(chunk),
    keyframeNs: Math.min(Math.max(ring.spanNs / SEGMENTS, 0.2e9), 5e9),
  })
  follow(agent, encoder)
  const fire = (why: string, byHand = false) => {
    const refused = recorder.trigger(why, agent.toldNs, byHand)
    if (refused === '') say(`${why}; writing what was before, and ${duration(ring.postNs)} more`)
    else if (byHand) say(`nothing is written: ${refused}`)
  }
  const watch = new Watch(ring.triggers, agent, why => fire(why))
  agent.addSink(watch.sink)
  agent.on('aggregate', aggregate => {
    watch.look(aggregate)
    recorder.advance(agent.toldNs)
    if (recorder.ring.wantsKeyframe) encoder.keyframe()
  })
  let exited = false
  agent.on('end', ({ ended }) => {
    exited = ended.startsWith('target')
  })
  const release = byHand(why => fire(why, true))
  return {
    finish: async () => {
      release()
      await encoder.finish(agent.nowNs())
      // Now the ring holds all up to the end.
      if (exited) watch.exited()
      await recorder.finish()
      if (failed) throw failed
    },
    progress: () => {
      const { bytes, firstNs } = recorder.ring
      const span = firstNs === undefined ? 0 : agent.toldNs - firstNs
      return `ring: ${duration(span)} in ${bytesText(bytes)}, ${files.length} files written`
    },
    told: () => ({
      line: files.length === 1 ? `1 file: ${files[0]!.path}` : `${files.length} files`,
      json: { files: files.map(({ path }) => path) },
    }),
  }
}

/** Makes a file and takes it away again: better now than when it matters. @throws RunqscopeError io */
function checkFolder(path: string): void {
  const trial = pathAt(path, new Date())
  try {
    closeSync(openSync(trial, 'wx', 0o600))
    unlinkSync(trial)
  } catch (error) {
    throw RunqscopeError.make(
      'io',
      `no file can be made in ${dirname(path)}: ${(error as Error).message}`,
      'name a folder that can be written to with -o',
    )
  }
}

/** `incident.rqs` → `incident-20261122T030512.345Z.rqs`. */
function pathAt(path: string, when: Date): string {
  const stamp = when.toISOString().replaceAll(/[-:]/g, '')
  return path.endsWith('.rqs') ? `${path.slice(0, -4)}-${stamp}.rqs` : `${path}-${stamp}.rqs`
}

function sentence(flight: WrittenFlight, ring: RingFlags): string {
  const { path, keptNs, askedNs, lastNs, triggeredNs, rows, bytes, cut } = flight
  const after = duration(Math.max(0, lastNs - triggeredNs))
  const short =
    cut && keptNs < askedNs
      ? `; the ring holds ${bytesText(ring.bytesMax)}, so only ${duration(keptNs)} of ${duration(askedNs)} before it were kept`
      : ''
  return `${path}: ${duration(keptNs)} before and ${after} after the trigger, ${rows} transitions in ${bytesText(bytes)}${short}`
}

function jsonOf(flight: WrittenFlight): Record<string, unknown> {
  return {
    path: flight.path,
    trigger: flight.why,
    triggered_ns: flight.triggeredNs,
    first_ns: flight.firstNs,
    last_ns: flight.lastNs,
    asked_ns: flight.askedNs,
    kept_ns: flight.keptNs,
    cut: flight.cut,
    transitions: flight.rows,
    bytes: flight.bytes,
  }
}

/** SIGUSR2, and Enter on a terminal that is ours. Returns what ends the listening. */
function byHand(fire: (why: string) => void): () => void {
  const onSignal = () => fire('SIGUSR2')
  process.on('SIGUSR2', onSignal)
  const { stdin } = process
  const onKey = () => fire('Enter')
  const listens = stdin.isTTY && isForeground()
  if (listens) {
    stdin.on('data', onKey)
    stdin.unref()
  }
  return () => {
    process.off('SIGUSR2', onSignal)
    if (listens) stdin.off('data', onKey).pause()
  }
}

/** Whoever reads a terminal from the background is stopped. */
function isForeground(): boolean {
  // proc_pid_stat(5): what follows the name is state, ppid, pgrp, session, tty_nr, tpgid.
  const stat = readFileSync('/proc/self/stat', 'latin1')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[2] === fields[5]
}
