import { rmSync, statSync } from 'node:fs'
import { cli, Running, root } from './programs.js'
import { type Outcome, outcomeOf, told } from './recordingprocess.js'
import type { SeekCost } from './recordingseek.js'

/** Live in the recording that is exported. */
export const GOROUTINES = 10_000

interface Wanted {
  format: string
  options: string[]
}

const wanted: Wanted[] = [
  { format: 'gotrace', options: [] },
  { format: 'perfetto', options: [] },
  { format: 'perfetto', options: ['--sched'] },
  { format: 'csv', options: ['--table', 'transitions'] },
  { format: 'csv', options: ['--table', 'intervals'] },
  { format: 'parquet', options: ['--table', 'transitions'] },
  { format: 'parquet', options: ['--table', 'intervals'] },
  { format: 'chrome', options: [] },
  { format: 'pprof', options: [] },
]

export interface Export extends Omit<Outcome, 'lines'> {
  format: string
  /** As on the command line, e.g. `csv --table intervals`. */
  what: string
  transitions: number
  bytes: number
}

/** A long recording: read, opened at any moment, and written in every format. */
export interface LongRecording {
  bytes: number
  seek: SeekCost
  exports: Export[]
  /** Writes one millisecond from the middle of it, as a command. */
  cutSeconds: number
}

export async function measureLongRecording(
  folder: string,
  transitions: number,
  note: (text: string) => void,
): Promise<LongRecording> {
  const path = `${folder}/long.rqs`
  const script = (name: string, ...args: string[]) =>
    Running.start('node', [`${root}dist/scripts/measure/${name}.js`, ...args])
  await script('recordingmake', path, `${transitions}`, `${GOROUTINES}`).succeeds()
  const sought = await script('recordingseek', path).succeeds()
  const seek = JSON.parse(sought.at(-1)!) as SeekCost
  const exports: Export[] = []
  for (const { format, options } of wanted) {
    const one = await exportOnce(path, `${folder}/out`, format, options)
    note(`${one.what}: ${Math.round(one.transitions / one.seconds / 1000)} k transitions/s`)
    exports.push(one)
  }
  const middle = seek.seconds / 2
  const part = ['--table', 'transitions', '--from', `${middle}s`, '--until', `${middle + 0.001}s`]
  const cut = await exportOnce(path, `${folder}/out`, 'csv', part)
  return { bytes: statSync(path).size, seek, exports, cutSeconds: cut.seconds }
}

/** The whole command, with the start of its process. */
async function exportOnce(path: string, out: string, format: string, options: string[]): Promise<Export> {
  const running = Running.start(cli, ['export', path, '--to', format, ...options, '-o', out, '--json'])
  const { lines, ...outcome } = await outcomeOf(running)
  const { transitions, bytes } = told<{ transitions: number; bytes: number }>(lines, 'export')
  if (statSync(out).size !== bytes) throw new Error(`${format} told ${bytes} bytes and wrote others`)
  rmSync(out)
  return { ...outcome, format, what: [format, ...options].join(' '), transitions, bytes }
}
