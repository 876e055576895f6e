import { unlinkSync } from 'node:fs'
import { RecordingFile } from './file.js'
import { ChunkFlag, ChunkType, type FileHead, type SealedChunk } from './format.js'
import type { RecordingOutput } from './output.js'

export interface RotationOptions {
  /** A file that has become so large is ended at the next keyframe. */
  bytesMax: number
  /** Most files to keep; all if left out. */
  filesMax: number | undefined
  head: () => FileHead
  /** The names of all sites so far, as chunks. */
  sites: () => SealedChunk[]
  /** Opens the file of this number, from 0 on; throws RunqscopeError io. */
  open: (number: number) => RecordingOutput
}

/**
 * A session in several files, one after the other: each begins with a keyframe and is a recording of its own. A file is
 * begun only when rows come for it, so that the newest ones kept are never empty.
 */
export class RotatingFile {
  private file: RecordingFile
  /** The keyframe that the next file begins with, and what has come since but no rows. */
  private held: SealedChunk[] = []
  private readonly names: string[] = []
  private opened = 0
  private bytesBefore = 0
  private rowsBefore = 0

  /** Opens the first. @throws RunqscopeError io */
  constructor(private readonly options: RotationOptions) {
    this.file = this.next(options.head)
  }

  /** In all files, also those that are gone. */
  get bytes(): number {
    return this.bytesBefore + this.file.bytes
  }

  get rows(): number {
    return this.rowsBefore + this.file.rows
  }

  /** The files that there are, oldest first. */
  get paths(): readonly string[] {
    return this.names
  }

  /** It goes on in another file as soon as a keyframe comes. */
  get wantsKeyframe(): boolean {
    return this.held.length === 0 && this.file.bytes >= this.options.bytesMax
  }

  /** Takes the session's chunks, in order, one at a time. @throws RunqscopeError io */
  async take(chunk: SealedChunk): Promise<void> {
    const isFirst = chunk.type === ChunkType.Keyframe && (chunk.flags & ChunkFlag.First) !== 0
    if (isFirst && this.file.bytes >= this.options.bytesMax) this.held = [chunk]
    else if (this.held.length > 0 && !hasContent(chunk)) this.hold(chunk)
    else {
      if (this.held.length > 0) await this.rotate()
      await this.file.write(chunk)
    }
  }

  /** @throws RunqscopeError io */
  async finish(endNs: number): Promise<void> {
    for (const chunk of this.held) await this.file.write(chunk)
    await this.file.finish(endNs)
  }

  /** Of what is told again and again while nothing happens the newest does. */
  private hold(chunk: SealedChunk): void {
    const isPart = chunk.type === ChunkType.Keyframe || chunk.type === ChunkType.Sites
    this.held = isPart ? this.held : this.held.filter(({ type }) => type !== chunk.type)
    this.held.push(chunk)
  }

  private async rotate(): Promise<void> {
    const { held } = this
    const ns = held[0].lastNs
    this.held = []
    await this.file.finish(ns)
    this.bytesBefore += this.file.bytes
    this.rowsBefore += this.file.rows
    const head = this.options.head()
    this.file = this.next(() => ({ ...head, firstNs: ns }))
    for (const chunk of [...this.options.sites(), ...held]) await this.file.write(chunk)
  }

  private next(head: () => FileHead): RecordingFile {
    const output = this.options.open(this.opened++)
    this.names.push(output.name)
    const { filesMax = Infinity } = this.options
    while (this.names.length > filesMax) unlinkSync(this.names.shift()!)
    return new RecordingFile(head, output)
  }
}

/** Whether something happened: only then is it worth a file. */
function hasContent({ type }: SealedChunk): boolean {
  return type === ChunkType.Transitions || type === ChunkType.Gap
}

/** `session.rqs`, then `session.1.rqs`, `session.2.rqs` … */
export function rotatedPath(path: string, number: number): string {
  if (number === 0) return path
  return path.endsWith('.rqs') ? `${path.slice(0, -4)}.${number}.rqs` : `${path}.${number}`
}
