/**
 * Writes a long recording of a program that is not there, as fast as it can be made:
 *
 *   node dist/scripts/measure/recordingmake.js FILE.rqs TRANSITIONS GOROUTINES
 */
import { writeSynthetic } from '../../test/recording/told.js'

/** As of a busy machine: 1 M events a second on so many Ps. */
const STEP_NS = 1000
const PS = 8

const [, , path, events, goroutines] = process.argv
await writeSynthetic(path!, {
  events: Number(events),
  goroutines: Number(goroutines),
  ps: PS,
  stepNs: STEP_NS,
})
