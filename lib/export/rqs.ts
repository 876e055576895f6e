import { RecordingCopy } from '../recording/copy.js'
import type { Format } from './format.js'

/** A recording of its own: a part of one, or one without names. */
export const rqsFormat: Format = {
  name: 'rqs',
  summary: 'a recording again: a part of it (--from, --until), or without names (--anonymize)',
  extension: 'copy.rqs',
  binary: true,
  allGoroutines: true,
  takes: { anonymize: true },
  make: (output, { anonymize = false }) => new RecordingCopy(bytes => output.write(bytes), { anonymize }),
}
