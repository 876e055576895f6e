import type { Agent } from './agent.js'
import { Anonymizer } from './recording/anonymous.js'
import type { EncoderOptions, RecordingEncoder } from './recording/encoder.js'
import { siteChunks } from './recording/facts.js'
import type { FileHead, SealedChunk } from './recording/format.js'
import { headOf } from './recording/head.js'
import { plain } from './recording/seal.js'

/** What a recording asks of its session. */
export interface Told extends Omit<EncoderOptions, 'take'> {
  head: () => FileHead
  /** Whether nothing of the target may be named: what triggered a recording may name a function. */
  anonymous: boolean
  /** The names of all sites so far, as chunks. */
  sites: () => SealedChunk[]
}

export function toldBy(agent: Agent, anonymize: boolean): Told {
  const anonymizer = anonymize ? new Anonymizer() : undefined
  const rename: EncoderOptions['rename'] = anonymizer && (name => anonymizer.site(name))
  return {
    getLive: () => agent.goroutines(),
    getSites: () => agent.sites.names,
    getCounters: () => agent.counters(),
    // A sample's events happened at another time than now.
    ...(agent.recording ? {} : { getUnixMs: () => Date.now() }),
    ...(rename ? { rename } : {}),
    head: () => (anonymize ? { ...headOf(agent), command: 'anonymous' } : headOf(agent)),
    anonymous: anonymize,
    sites: () => {
      const { names } = agent.sites
      return siteChunks(rename ? names.map(rename) : names, 0, agent.toldNs).map(plain)
    },
  }
}

/** To be called before the session starts: lets the encoder hear all of it. */
export function follow(agent: Agent, encoder: RecordingEncoder): void {
  agent.addSink(encoder.onTransitions, encoder.onGap, encoder.onSnapshot)
  agent.on('aggregate', () => encoder.tick(agent.nowNs()))
}
