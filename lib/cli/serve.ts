import { Agent, attach } from '../agent.js'
import { RunqscopeError } from '../errors.js'
import { serve } from '../serve.js'
import { SampleSource } from '../source/sample.js'
import type { StreamServer } from '../stream/server.js'
import {
  attachOptions,
  durationOption,
  sessionHelp,
  sessionOptions,
  targetHelp,
  targetOptions,
  targetPid,
} from './options.js'
import { ConsoleSession, stopOnSignals } from './session.js'
import { parse, type Verb } from './verb.js'

const help = `usage: runqscope serve PID|FILE [options]
       runqscope serve [--name NAME] [--exe PATH] [--container ID] [options]

Attaches to a running Go process, or plays a sample, and serves the live page and its WebSocket stream
(proto/stream.proto). The page's address is printed on stderr. Without --json the table is shown as by attach.

  --listen ADDRESS   default 127.0.0.1:7070; port 0 takes a free one
  --token TOKEN      what clients must show; needed for any address but loopback
${targetHelp}
${sessionHelp}

example: runqscope serve 4711 --listen 127.0.0.1:0
         runqscope serve --name server`

export const serveVerb: Verb = {
  name: 'serve',
  summary: 'serve the live page of a running process',
  help,
  async run(args) {
    const { values, positionals } = parse('serve', args, {
      ...targetOptions,
      ...sessionOptions,
      listen: { type: 'string', default: '127.0.0.1:7070' },
      token: { type: 'string' },
    })
    const pid = targetPid('serve', values, positionals)
    const [file, ...rest] = positionals
    if ((file === undefined && pid === undefined) || rest.length)
      throw RunqscopeError.make(
        'usage',
        'serve takes one process id or sample file',
        'see `runqscope serve --help`',
      )
    const durationMs = durationOption(values)
    const started: { view?: ConsoleSession; server?: StreamServer } = {}
    const prepare = async (agent: Agent) => {
      const { url, server } = await serve(agent, {
        listen: values.listen,
        ...(values.token === undefined ? {} : { token: values.token }),
      })
      started.server = server
      stopOnSignals(agent)
      process.stderr.write(`runqscope: ${agent.source.info.command} is shown at ${url}\n`)
      started.view = new ConsoleSession(agent, {
        json: values.json ?? false,
        transitions: values.transitions ?? false,
        ...(durationMs === undefined ? {} : { durationMs }),
        to: process.stdout,
        heading: `shown at ${url}`,
      })
    }
    if (pid !== undefined) {
      await attach(pid, { ...attachOptions(values), prepare })
    } else {
      const agent = new Agent(new SampleSource(file!), attachOptions(values))
      await prepare(agent)
      agent.start()
    }
    started.view!.begin()
    try {
      return await started.view!.finish()
    } finally {
      await started.server!.close()
    }
  },
}
