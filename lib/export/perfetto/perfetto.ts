import type { Format } from '../format.js'
import { Sched } from './sched.js'
import { Slices } from './slices.js'

/** The engine's memory as WebAssembly, in all and for each transition: see docs/export.md. */
const ENGINE_BYTES = 150e6
const SLICES_BYTES = 330
const SCHED_BYTES = 230
/** And for each goroutine, which is a track. */
const TRACK_BYTES = 2900

/** Perfetto's own protobuf format, for ui.perfetto.dev and trace_processor. */
export const perfettoFormat: Format = {
  name: 'perfetto',
  summary: 'ui.perfetto.dev and trace_processor: goroutines by site, Ps, wake-ups',
  extension: 'pftrace',
  binary: true,
  takes: { sched: true },
  make: (output, { sched = false }) => (sched ? new Sched(output) : new Slices(output)),
  viewerBytes: ({ transitions, goroutines }, { sched = false }) =>
    ENGINE_BYTES +
    (sched ? transitions * SCHED_BYTES : transitions * SLICES_BYTES + goroutines * TRACK_BYTES),
}
