import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import type { PlanCost } from './planonce.js'
import { installBig, root, workFolder } from './programs.js'
import { atMost, median, type Section, show, spread, table } from './row.js'
import type { Scale } from './scale.js'

/** Promised for a binary of 100 MB whose bytes are in the page cache; the stripped one has 113. */
const MS_MAX = 250
const MB_MAX = 200

interface Planned {
  what: string
  /** Whether the promise is about this one. */
  promised: boolean
  sizeBytes: number
  costs: PlanCost[]
  /** Reading every byte of the file, in milliseconds: what a reader that takes it whole pays at least. */
  readMs: number[]
}

/** (f) Planning a big binary: time and memory, each time in a new process. */
export async function planningSection(scale: Scale): Promise<Section> {
  const whole = installBig()
  const measured = [
    measure('with symbols and DWARF', false, whole, scale.attaches),
    measure('stripped', true, strippedCopy(whole), scale.attaches),
  ]
  return {
    rows: measured.flatMap(one => {
      const ms = median(one.costs.map(cost => cost.ms))
      const megabytes = median(one.costs.map(cost => cost.bytes)) / 1e6
      const read = median(one.readMs)
      const what = `of ${show(one.sizeBytes / 1e6)} MB, ${one.what}, warm page cache`
      return [
        {
          what: `planning a binary ${what}`,
          ours: `${show(ms)} ms`,
          beside: `reading the file: ${show(read)} ms`,
          ratio: `${show(ms / read)} ×`,
          ...(one.promised ? { bound: atMost(ms, MS_MAX, ' ms') } : {}),
        },
        {
          what: `memory for planning a binary ${what}`,
          ours: `${show(megabytes)} MB`,
          beside: `the file: ${show(one.sizeBytes / 1e6)} MB`,
          ratio: `${show((megabytes * 1e6) / one.sizeBytes)} ×`,
          ...(one.promised ? { bound: atMost(megabytes, MB_MAX, ' MB') } : {}),
        },
      ]
    }),
    raw: rawTable(measured),
  }
}

function measure(what: string, promised: boolean, path: string, times: number): Planned {
  const script = `${root}dist/scripts/measure/planonce.js`
  const readMs: number[] = []
  const costs: PlanCost[] = []
  for (let round = 0; round <= times; round++) {
    const begin = performance.now()
    const sizeBytes = readFileSync(path).length
    readMs.push(performance.now() - begin)
    if (sizeBytes !== statSync(path).size) throw new Error(`${path} changes`)
    costs.push(JSON.parse(execFileSync(process.execPath, [script, path], { encoding: 'utf8' })))
  }
  // The first round brings the file into the page cache.
  return { what, promised, sizeBytes: statSync(path).size, costs: costs.slice(1), readMs: readMs.slice(1) }
}

function strippedCopy(path: string): string {
  const output = `${workFolder}/rclone-stripped`
  if (!existsSync(output)) execFileSync('strip', ['-o', output, path])
  return output
}

function rawTable(measured: Planned[]): string {
  const head = ['binary', 'MB', 'sites', 'ms, median', 'ms', 'MB over Node, median', 'MB', 'reading, ms']
  const rows = measured.map(({ what, sizeBytes, costs, readMs }) => {
    const ms = costs.map(cost => cost.ms)
    const megabytes = costs.map(cost => cost.bytes / 1e6)
    return [
      what,
      show(sizeBytes / 1e6),
      `${costs[0]!.sites}`,
      show(median(ms)),
      spread(ms),
      show(median(megabytes)),
      spread(megabytes),
      show(median(readMs)),
    ]
  })
  return `The first plan of a new process each time, modules loaded before; MB are 10⁶ bytes:\n\n${table(head, rows)}`
}
