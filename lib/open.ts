import { closeSync, openSync, readSync } from 'node:fs'
import { Agent, type AgentOptions } from './agent.js'
import { Replay } from './replay.js'
import type { Session } from './session.js'
import { SampleSource } from './source/sample.js'

/** How gzip begins, and so a sample. */
const GZIP = [0x1f, 0x8b]

/**
 * Opens a recording, or a sample of raw events, as a session: add sinks and listeners, then `start()`. Works on any
 * operating system and without the addon.
 * @throws RunqscopeError io, usage: no file, or none of ours
 */
export function open(path: string, options: AgentOptions = {}): Session {
  return isSample(path) ? new Agent(new SampleSource(path), options) : Replay.open(path, options)
}

function isSample(path: string): boolean {
  let fd: number
  try {
    fd = openSync(path, 'r')
  } catch {
    // Whoever reads recordings says what is wrong with it.
    return false
  }
  try {
    const head = new Uint8Array(GZIP.length)
    return readSync(fd, head) === GZIP.length && GZIP.every((byte, at) => head[at] === byte)
  } catch {
    return false // a folder, which is no recording either
  } finally {
    closeSync(fd)
  }
}
