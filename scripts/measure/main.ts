import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { costSection, measurePingPong, type PingPongSeries } from './cost.js'
import { dashboardSection } from './dashboard.js'
import { footprintSection } from './footprint.js'
import { throughputSection } from './live.js'
import { page } from './page.js'
import { planningSection } from './planning.js'
import { presenceSection } from './presence.js'
import { root } from './programs.js'
import { recordingSection } from './recording.js'
import type { Section } from './row.js'
import { full, quick, type Scale } from './scale.js'
import { slowdownSection } from './slowdown.js'

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

/** What (a) and (b) tell of the same windows, so it is measured once. */
async function pingpongs(scale: Scale): Promise<PingPongSeries[]> {
  return [await measurePingPong(1, 1, scale), await measurePingPong(2, 2, scale)]
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } })
  const wanted = values.only?.split(',') ?? letters
  const unknown = wanted.find(letter => !letters.includes(letter))
  if (unknown !== undefined) throw new Error(`--only takes letters of ${letters.join()}, not ${unknown}`)
  const scale = values.quick ? quick : full
  let shared: Promise<PingPongSeries[]> | undefined
  const pingpong = () => {
    shared ??= pingpongs(scale)
    return shared
  }
  const parts: Record<string, () => Promise<Section>> = {
    a: async () => costSection(await pingpong()),
    b: async () => slowdownSection(await pingpong(), scale),
    c: () => throughputSection(scale),
    d: () => presenceSection(scale),
    e: () => footprintSection(scale),
    f: () => planningSection(scale),
    g: () => dashboardSection(scale),
    h: () => recordingSection(scale),
  }
  const sections = new Map<string, Section>()
  for (const letter of letters.filter(one => wanted.includes(one))) {
    process.stderr.write(`bench: (${letter})\n`)
    sections.set(letter, await parts[letter]!())
  }
  const text = page(sections, ['scripts/bench', ...process.argv.slice(2)].join(' '))
  if (values.quick || values.only) process.stdout.write(text)
  else {
    mkdirSync(`${root}docs`, { recursive: true })
    writeFileSync(`${root}docs/bench.md`, text)
  }
  const missed = [...sections.values()]
    .flatMap(({ rows }) => rows)
    .filter(row => row.bound && !row.bound.reached)
  for (const row of missed) process.stderr.write(`bench: not reached: ${row.what}: ${row.bound!.text}\n`)
  if (missed.length) process.exitCode = 1
}

await main()
// An attach that a failed section left behind would keep the process.
process.exit()
