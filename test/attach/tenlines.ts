import { attach } from 'runqscope'

const agent = await attach(Number(process.argv[2]))
let shown_ns = 0
agent.on('aggregate', aggregate => {
  if (aggregate.time_ns - shown_ns < 1e9) return
  shown_ns = aggregate.time_ns
  console.log(`p99 ready→run: ${aggregate.window.ready_to_run.p99_ns} ns`)
})
