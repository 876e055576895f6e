import { basename } from 'node:path'
import type { Agent } from '../agent.js'
import { count } from '../console/units.js'
import { Anonymizer } from '../recording/anonymous.js'
import { type EncoderOptions, RecordingEncoder } from '../recording/encoder.js'
import { siteChunks } from '../recording/facts.js'
import { RecordingFile } from '../recording/file.js'
import type { FileHead, SealedChunk } from '../recording/format.js'
import { headOf } from '../recording/head.js'
import { createRecordingFile } from '../recording/output.js'
import { RotatingFile, rotatedPath } from '../recording/rotation.js'
import { plain } from '../recording/seal.js'
import type { RecordOptions } from './recordoptions.js'

/** How a session is recorded, from before it starts to the last byte. */
export interface SessionRecording {
  /** Completes what is being written; rejects with a RunqscopeError where that fails. */
  finish(): Promise<void>
  /** What to say of it at the end, a line for people and an object for programs. */
  told(): { line: string; json: Record<string, unknown> }
  /** For the progress line. */
  progress(): string
}

/** What a recording asks of its session. */
export interface Told extends Omit<EncoderOptions, 'take'> {
  head: () => FileHead
  /** The names of all sites so far, as chunks. */
  sites: () => SealedChunk[]
}

export function toldBy(agent: Agent, anonymize: boolean): Told {
  const anonymizer = anonymize ? new Anonymizer() : undefined
  const rename: EncoderOptions['rename'] = anonymizer && (name => anonymizer.site(name))
  return {
    getLive: () => agent.goroutines(),
    getSites: () => agent.sites.names,
    getCounters: () => agent.counters(),
    // A sample's events happened at another time than now.
    ...(agent.recording ? {} : { getUnixMs: () => Date.now() }),
    ...(rename ? { rename } : {}),
    head: () => (anonymize ? { ...headOf(agent), command: 'anonymous' } : headOf(agent)),
    sites: () => {
      const { names } = agent.sites
      return siteChunks(rename ? names.map(rename) : names, 0, agent.toldNs).map(plain)
    },
  }
}

/** To be called before the session starts: lets the encoder hear all of it. */
export function follow(agent: Agent, encoder: RecordingEncoder): void {
  agent.addSink(encoder.onTransitions, encoder.onGap, encoder.onSnapshot)
  agent.on('aggregate', () => encoder.tick(agent.nowNs()))
}

/** Bytes for people: `912 B`, `4.20 MB`. */
export function bytesText(bytes: number): string {
  if (bytes >= 1 << 20) return `${(bytes / (1 << 20)).toFixed(bytes >= 100 << 20 ? 0 : 2)} MB`
  return bytes >= 1 << 10 ? `${(bytes / (1 << 10)).toFixed(1)} kB` : `${bytes} B`
}

/** The whole session goes into a file, into several one after the other, or into a pipe. */
export function fileRecording(agent: Agent, options: RecordOptions): SessionRecording {
  const { path, force, sizeMax, rotateBytes, filesMax } = options
  const told = toldBy(agent, options.anonymize)
  const open = (number: number) => createRecordingFile(rotatedPath(path, number), { force })
  const rotating =
    rotateBytes === undefined
      ? undefined
      : new RotatingFile({ ...told, bytesMax: rotateBytes, filesMax, open })
  const file = rotating ?? new RecordingFile(told.head, open(0))
  const take = (chunk: SealedChunk) =>
    rotating ? rotating.take(chunk) : (file as RecordingFile).write(chunk)
  const encoder = new RecordingEncoder({ ...told, take })
  follow(agent, encoder)
  void encoder.failed.then(() => agent.stop())
  agent.on('aggregate', () => {
    if (rotating?.wantsKeyframe) encoder.keyframe()
    if (sizeMax !== undefined && file.bytes >= sizeMax) void agent.stop('size limit')
  })
  const name = path === '-' ? 'stdout' : path
  return {
    finish: async () => {
      const endNs = agent.nowNs()
      await encoder.finish(endNs)
      await file.finish(endNs)
    },
    progress: () => `${basename(name)}: ${count(file.rows)} transitions, ${bytesText(file.bytes)}`,
    told: () => {
      const { rows, bytes } = file
      const each = rows > 0 ? ` (${(bytes / rows).toFixed(2)} bytes each)` : ''
      const slow =
        encoder.lostRows > 0
          ? `, ${encoder.lostRows} transitions NOT RECORDED because the output was too slow`
          : ''
      const files = rotating && rotating.paths.length > 1 ? ` and ${rotating.paths.length - 1} more` : ''
      return {
        line: `${rotating?.paths[0] ?? name}${files}: ${rows} transitions in ${bytesText(bytes)}${each}${slow}`,
        json: {
          path: name,
          ...(rotating ? { files: rotating.paths } : {}),
          transitions: rows,
          bytes,
          not_recorded: encoder.lostRows,
        },
      }
    },
  }
}
