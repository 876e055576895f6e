import { type EncoderOptions, RecordingEncoder } from './encoder.js'
import { RecordingFile } from './file.js'
import type { FileHead } from './format.js'
import type { RecordingOutput } from './output.js'

export interface WriterOptions extends Omit<EncoderOptions, 'take'> {
  /** What holds for the recording; asked for when the first chunk is there, so after the session has begun. */
  head(): FileHead
  output: RecordingOutput
}

/**
 * Records a session into one output: its methods are to be added to the session as sinks. A slow output costs rows, which
 * are counted as lost, and never holds the session up.
 */
export class RecordingWriter extends RecordingEncoder {
  private readonly file: RecordingFile

  constructor(options: WriterOptions) {
    const file = new RecordingFile(() => options.head(), options.output)
    super({ ...options, take: chunk => file.write(chunk) })
    this.file = file
  }

  /** Written so far. */
  get bytes(): number {
    return this.file.bytes
  }

  /** Writes what is left, index and end. @throws RunqscopeError io: all whole chunks before stay readable */
  override async finish(endNs: number): Promise<void> {
    await super.finish(endNs)
    await this.file.finish(endNs)
  }
}
