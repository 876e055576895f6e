import { rmSync } from 'node:fs'
import { type LongRecording, measureLongRecording } from './recordingexport.js'
import { type Flight, measureFlights } from './recordingflight.js'
import { type BusyServer, measureBusyServer } from './recordinghttp.js'
import { type LiveRecording, measureLiveRecordings, measureSyntheticRecording } from './recordinglive.js'
import { emptyFolder } from './recordingprocess.js'
import { recordingRows, recordingText } from './recordingrows.js'
import type { Section } from './row.js'
import type { Scale } from './scale.js'

export interface Recordings {
  /** Without and with system calls. */
  busy: BusyServer[]
  live: LiveRecording[]
  synthetic: LiveRecording
  long: LongRecording
  flights: Flight[]
}

const note = (text: string) => process.stderr.write(`bench: (h) ${text}\n`)

/** (h) What is kept of a session: its size, what keeping it costs, and what reading it again takes. */
export async function recordingSection(scale: Scale): Promise<Section> {
  const folder = emptyFolder()
  try {
    const measured = await measure(folder, scale)
    return { rows: recordingRows(measured), raw: recordingText(measured) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(folder: string, scale: Scale): Promise<Recordings> {
  note('a busy server, recorded and traced by Go')
  const busy: BusyServer[] = []
  for (const syscalls of [false, true])
    busy.push(await measureBusyServer(folder, scale.traceSeconds, syscalls))
  note('as many events as there can be')
  const seconds = scale.liveSeconds / 2
  const live = await measureLiveRecordings(folder, seconds)
  const synthetic = await measureSyntheticRecording(folder, scale.liveSeconds)
  note(`a recording of ${scale.recordedRows} transitions`)
  const long = await measureLongRecording(folder, scale.recordedRows, note)
  note(`flight recorders of ${scale.ringMegabytes} MB`)
  const flights = await measureFlights(folder, scale.ringMegabytes)
  return { busy, live, synthetic, long, flights }
}
