import assert from 'node:assert/strict'
import { join } from 'node:path'
import { afterEach, test } from 'node:test'
import { chromeFormat } from '../../lib/export/chrome/chrome.js'
import { perfettoFormat } from '../../lib/export/perfetto/perfetto.js'
import { attach } from '../../lib/index.js'
import { createRecordingFile } from '../../lib/recording/output.js'
import type { RecordingWriter } from '../../lib/recording/writer.js'
import { build } from '../attach/build.js'
import { killAll, Program, until } from '../attach/program.js'
import { recordAgent, tellFile } from '../recording/told.js'
import { folderFor, Kept, written } from './csv-session.js'
import { Ledger, linesOf } from './perfettoledger.js'
import { slicesOf, sums } from './perfettoqueries.js'
import { perfettoEngine } from './perfettowheel.js'
import { TraceProcessor } from './traceprocessor.js'

afterEach(killAll)

for (const syscalls of [false, true])
  test(`a server under load, ${syscalls ? 'with' : 'without'} system calls: both formats agree with the rows`, async t => {
    const folder = folderFor(t)
    const server = Program.start(build('service'), [])
    const [, url] = await server.says(/listening on (\S+)/)
    Program.start(build('load'), ['-url', url!, '-rate', '300', '-for', '0'])
    const path = join(folder, 'server.rqs')
    let writer: RecordingWriter | undefined
    const agent = await attach(server.pid, {
      syscalls,
      prepare: agent => {
        writer = recordAgent(agent, createRecordingFile(path))
      },
    })
    await until(() => agent.counters().events >= 5000, '5000 events')
    await agent.stop()
    await writer!.finish(agent.nowNs())

    const kept = new Kept()
    await tellFile(path, kept)
    const ledger = new Ledger()
    kept.play(ledger)
    assert.ok(ledger.rows > 3000 && ledger.rows < 500_000, `${ledger.rows} rows`)
    for (const [format, slices] of [
      [perfettoFormat, slicesOf.perfetto],
      [chromeFormat, slicesOf.chrome],
    ] as const) {
      const engine = await TraceProcessor.load(perfettoEngine(), written(folder, 'live', kept, format))
      assert.deepEqual(await engine.problems(), [])
      assert.deepEqual(await sums(engine, slices, 'name'), linesOf(ledger.overall))
      // After a loss a goroutine may be met before its site is known.
      if (ledger.gaps.length === 0)
        assert.deepEqual(await sums(engine, slices, "site || '|' || name"), linesOf(ledger.sums))
    }
  })
