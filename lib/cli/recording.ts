import { basename } from 'node:path'
import type { Agent } from '../agent.js'
import { count } from '../console/units.js'
import type { FlightRecording } from '../flight.js'
import { RecordingEncoder } from '../recording/encoder.js'
import { RecordingFile } from '../recording/file.js'
import type { SealedChunk } from '../recording/format.js'
import { createRecordingFile } from '../recording/output.js'
import { RotatingFile, rotatedPath } from '../recording/rotation.js'
import { follow, toldBy } from '../told.js'
import type { RecordOptions } from './recordoptions.js'

/** How a session is recorded, from before it starts to the last byte. */
export interface SessionRecording {
  /** Completes what is being written; rejects with a RunqscopeError where that fails. */
  finish(): Promise<void>
  /** What to say of it at the end, a line for people and an object for programs. */
  told(): { line: string; json: Record<string, unknown> }
  /** For the progress line. */
  progress(): string
  /** Where only the latest is kept: who writes it when asked to. */
  flight?: FlightRecording
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
