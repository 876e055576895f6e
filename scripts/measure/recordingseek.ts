/** Opens a recording at random moments, then reads it to the end, and prints what that took: `node recordingseek.js FILE`. */
import { openRecording } from '../../lib/recording/open.js'

const MOMENTS = 20

export interface SeekCost {
  transitions: number
  seconds: number
  /** From the path to the states of all goroutines at a moment, each with the file opened anew. */
  seekMs: number[]
  goroutines: number
  /** Reading all of it for nothing. */
  walkSeconds: number
}

const [, , path] = process.argv
const seekMs: number[] = []
let goroutines = 0
for (let tries = 0; tries < MOMENTS; tries++) {
  const begin = performance.now()
  const recording = openRecording(path!)
  const { firstNs, lastNs } = recording.head
  const live = recording.statesAt(firstNs + Math.random() * (lastNs - firstNs))
  seekMs.push(performance.now() - begin)
  goroutines = Math.max(goroutines, live.goid.length)
  recording.close()
}
const recording = openRecording(path!)
let transitions = 0
const begin = performance.now()
await recording.walk({
  begin: () => undefined,
  batch: ({ length }) => {
    transitions += length
  },
  gap: () => undefined,
  end: () => undefined,
})
const walkSeconds = (performance.now() - begin) / 1000
const { firstNs, lastNs } = recording.head
recording.close()
const seconds = (lastNs - firstNs) / 1e9
console.log(JSON.stringify({ transitions, seconds, seekMs, goroutines, walkSeconds } satisfies SeekCost))
