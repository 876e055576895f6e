import { fileURLToPath } from 'node:url'
import { Model } from '../../lib/model/model.js'
import type { RecordingVisitor } from '../../lib/recording/walk.js'
import { SampleSource } from '../../lib/source/sample.js'

const path = fileURLToPath(new URL('../../../targets/sample/service.rqsample', import.meta.url))

/** Tells visitors what happened in a real server. */
export async function tellSample(visitors: readonly RecordingVisitor[]): Promise<void> {
  const source = new SampleSource(path)
  const baseNs = source.now()
  const model = new Model({ baseNs, siteKinds: source.siteKinds, resolve: source.resolve })
  const { info } = source
  let lastNs = 0
  let begun = false
  model.addSink(
    batch => {
      lastNs = batch.timeNs[batch.length - 1]
      // The sample's list of goroutines comes after some rows; what happened before it is left out.
      if (begun) for (const visitor of visitors) visitor.batch(batch)
    },
    () => {
      throw new Error('the sample holds no gap')
    },
    () => {
      begun = true
      const head = {
        ...{ version: '0.0.0', pid: info.pid, goVersion: info.goVersion, command: info.command },
        ...{ method: info.method, syscalls: info.syscalls ?? false, baseNs: String(baseNs) },
        ...{ startedAtUnixMs: source.startedAtUnixMs ?? 0, waitReasons: info.waitReasons, armedNs: 0 },
        ...{ sites: model.sites.names, firstNs: lastNs, lastNs: 0, rows: 0, whole: true },
      }
      for (const visitor of visitors) visitor.begin(head, { ...model.goroutines(), timeNs: lastNs })
    },
  )
  await new Promise<void>(resolve => {
    source.start({
      batch: (bytes, slots) => model.push(bytes, slots),
      gap: () => {
        throw new Error('the sample holds no gap')
      },
      targetGone: () => resolve(),
    })
    const snapshot = source.snapshot()
    if (snapshot) model.applySnapshot(snapshot)
  })
  model.end()
  for (const visitor of visitors) visitor.end(lastNs)
}
