import { readFileSync } from 'node:fs'
import type { Agent } from '../agent.js'
import { duration } from '../console/units.js'
import type { RunqscopeError } from '../errors.js'
import { FlightRecording, type WrittenFlight } from '../flight.js'
import { printable } from '../probe/printable.js'
import { bytesText, type SessionRecording } from './recording.js'
import type { RecordOptions, RingFlags } from './recordoptions.js'
import type { ConsoleSession } from './session.js'

/** Keeps the latest in memory, and writes it when something happens. */
export function flightRecording(
  agent: Agent,
  options: RecordOptions,
  ring: RingFlags,
  view: ConsoleSession | undefined,
): SessionRecording {
  const files: WrittenFlight[] = []
  let failed: RunqscopeError | undefined
  const { path, force, anonymize, filesMax } = options
  const { triggers: on, ...setting } = ring
  const flight = new FlightRecording(agent, {
    ...{ path, force, anonymize, on, ...setting },
    ...(filesMax === undefined ? {} : { filesMax }),
  })
  flight.on('begun', why =>
    say(`${printable(why)}; writing what was before, and ${duration(ring.postNs)} more`),
  )
  flight.on('written', written => {
    files.push(written)
    say(sentence(written, ring))
    view?.say({ type: 'recording', ...jsonOf(written) })
    if (files.length >= flight.terms.filesMax) void agent.stop()
  })
  flight.on('failed', error => {
    failed = error
    say(error.message)
  })
  const release = byHand(why => {
    const { refused } = flight.trigger(why, true)
    if (refused !== '') say(`nothing is written: ${refused}`)
  })
  return {
    flight,
    finish: async () => {
      release()
      await flight.finish()
      for (const pattern of flight.unmatchedSites()) say(`no site matched site:${pattern}`)
      if (failed) throw failed
    },
    progress: () => {
      const { spanNs, bytes } = flight.kept
      return `ring: ${duration(spanNs)} in ${bytesText(bytes)}, ${files.length} files written`
    },
    told: () => ({
      line: files.length === 1 ? `1 file: ${files[0]!.path}` : `${files.length} files`,
      json: { files: files.map(({ path }) => path) },
    }),
  }
}

/** Over the line that shows how far it is. */
function say(text: string): void {
  process.stderr.write(`${process.stderr.isTTY ? '\r\x1b[K' : ''}runqscope: ${text}\n`)
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
