import { createRecordingFile } from '../../lib/recording/output.js'
import { recordSynthetic, SyntheticSession } from './told.js'

/** Records a program that does not end, until it is killed. */
const session = new SyntheticSession({ events: Infinity, goroutines: 500 })
const writer = recordSynthetic(session, createRecordingFile(process.argv[2]))
let told = false
await session.run(async () => {
  writer.tick(session.nowNs)
  await writer.room()
  await new Promise(resolve => setImmediate(resolve))
  if (!told && writer.bytes > 300_000) {
    told = true
    process.stdout.write('under way\n')
  }
})
