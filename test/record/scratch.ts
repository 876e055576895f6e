import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { Agent } from '../../lib/agent.js'
import { createRecordingFile } from '../../lib/recording/output.js'
import { RecordingWriter } from '../../lib/recording/writer.js'
import type { Source } from '../../lib/source/source.js'
import type { Summary } from '../../lib/summary.js'
import { follow, toldBy } from '../../lib/told.js'
import { SyntheticSource } from '../../scripts/measure/synthetic.js'

/** A folder that is gone when the test ends. */
export function scratch(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'record-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A program that is not there, with a session of its own; it loses nothing, however late it comes. */
export function synthetic(rate = 30_000, goroutines = 400): Agent {
  return new Agent(new SyntheticSource({ rate, goroutines, behindNsMax: Number.POSITIVE_INFINITY }))
}

/** Records a source from its beginning to its end, or for so long. */
export async function recorded(path: string, source: Source, forMs?: number): Promise<Summary> {
  const agent = new Agent(source)
  const writer = new RecordingWriter({ ...toldBy(agent, false), output: createRecordingFile(path) })
  follow(agent, writer)
  agent.start()
  if (forMs !== undefined) setTimeout(() => void agent.stop(), forMs)
  const summary = await agent.ended
  await writer.finish(agent.nowNs())
  return summary
}

/** What must be the same in the summary of a recording and in that of its session: all but why it ended. */
export function comparable({ ended: _, ...summary }: Summary): Omit<Summary, 'ended'> {
  return summary
}
