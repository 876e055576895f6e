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
const say = (line: object) => writeSync(1, `${JSON.stringify(line)}\n`)
/** Where the rows that are in no chunk yet begin, at the latest; NaN: all are in one. */
let handNs = Number.NaN
let writing = Promise.resolve()
const encoder = new RecordingEncoder({
  ...told,
  // Asked for whenever rows are sealed: what deflate and the disk take after that is the machine's.
  getSites: () => {
    handNs = Number.NaN
    return told.getSites()
  },
  // A slow disk does not keep the next chunk from being handed over.
  take: chunk => {
    writing = writing.then(async () => {
      await file.write(chunk)
      say({ written: file.rows, bytes: file.bytes, last: chunk.lastNs })
    })
  },
})
follow(agent, encoder)
agent.addSink(batch => {
  if (batch.length === 0) return
  if (Number.isNaN(handNs)) handNs = batch.timeNs[batch.length - 1]!
  say({ hand: batch.timeNs[0]! - handNs })
})
agent.start()
