/** Records a program that is not there into the file of its argument, until it is killed, and says how far it is. */
import { writeSync } from 'node:fs'
import { Agent } from '../../lib/agent.js'
import { RecordingEncoder } from '../../lib/recording/encoder.js'
import { RecordingFile } from '../../lib/recording/file.js'
import { createRecordingFile } from '../../lib/recording/output.js'
import { follow, toldBy } from '../../lib/told.js'
import { SyntheticSource } from '../../scripts/measure/synthetic.js'

const [path, rate] = process.argv.slice(2)
const agent = new Agent(new SyntheticSource({ rate: Number(rate), goroutines: 300 }))
const told = toldBy(agent, false)
const file = new RecordingFile(told.head, createRecordingFile(path!))
const encoder = new RecordingEncoder({
  ...told,
  take: async chunk => {
    await file.write(chunk)
    writeSync(1, `${JSON.stringify({ written: file.rows, bytes: file.bytes })}\n`)
  },
})
follow(agent, encoder)
agent.addSink(batch => {
  if (batch.length > 0) writeSync(1, `${JSON.stringify({ told: batch.timeNs[batch.length - 1] })}\n`)
})
agent.start()
