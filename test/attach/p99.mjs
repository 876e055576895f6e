import { attach, serve } from 'runqscope'

const agent = await attach(Number(process.argv[2]))
const { url, server } = await serve(agent, { listen: '127.0.0.1:0' })
console.log(url)
setInterval(() => {
  const { time_ns, window } = agent.aggregate()
  console.log(
    `${(time_ns / 1e9).toFixed(1)} s: ready→run p99 ${(window.ready_to_run.p99_ns / 1e3).toFixed(1)} µs`,
  )
}, 1000).unref()
agent.on('aggregate', ({ time_ns, window }) => console.error(time_ns, window.ready_to_run.p99_ns))
process.once('SIGINT', () => agent.stop().then(() => server.close()))
