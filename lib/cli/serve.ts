import { setImmediate as turn } from 'node:timers/promises'
import { type AttachOptions, attach } from '../agent.js'
import { RunqscopeError } from '../errors.js'
import { open as openFile } from '../open.js'
import type { ServeOptions } from '../serve.js'
import type { Session } from '../session.js'
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
import { LISTEN, openServer, servingFlags, servingOptions, withListen } from './serving.js'
import { ConsoleSession, stopOnSignals } from './session.js'
import { parse, type Verb } from './verb.js'

const help = `usage: runqscope serve PID|FILE [options]
       runqscope serve [--name NAME] [--exe PATH] [--container ID] [options]

Attaches to a running Go process and serves the live page and its WebSocket stream (proto/stream.proto), or reads a
recording and serves that. The page's address is printed on stderr. Without --json the table is shown as by attach.

  --listen ADDRESS   default 127.0.0.1:7070; port 0 takes a free one
  --token TOKEN      what clients must show; needed for any address but loopback
  --history 256MB    memory for the past that the page can show: the latest transitions that fit; 0 keeps none.
                     A recording is kept whole unless this says less
  --linger           after the end of the target or of --duration, go on serving the past until Ctrl-C. A recording is
                     always served until Ctrl-C, or for --duration
${targetHelp}
${sessionHelp}

example: runqscope serve 4711 --listen 127.0.0.1:0
         runqscope serve --name server --history 1GB --linger
         runqscope serve session.rqs`

interface Options {
  serve: ServeOptions
  attach: AttachOptions
  /** How long the session lasts; of a recording, how long it is shown. */
  durationMs: number | undefined
  json: boolean
  transitions: boolean
}

/** A session that is served, on the console too. */
interface Serving {
  url: string
  server: StreamServer
  view: ConsoleSession
  /** Resolves at the first signal to end. */
  stopped: Promise<void>
}

async function open(session: Session, options: Options, durationMs?: number): Promise<Serving> {
  const { url, server } = await openServer(session, options.serve)
  const stopped = stopOnSignals(session)
  const view = new ConsoleSession(session, {
    json: options.json,
    transitions: options.transitions,
    ...(durationMs === undefined ? {} : { durationMs }),
    to: process.stdout,
    heading: `shown at ${url}`,
  })
  return { url, server, view, stopped }
}

async function openProcess(pid: number, options: Options): Promise<Serving> {
  let serving: Serving | undefined
  const prepare = async (session: Session) => {
    serving = await open(session, options, options.durationMs)
  }
  try {
    await attach(pid, { ...options.attach, prepare })
    return serving!
  } catch (error) {
    await serving?.server.close()
    throw error
  }
}

async function openRecording(path: string, options: Options): Promise<Serving> {
  const session = openFile(path, options.attach)
  const serving = await open(session, options)
  session.start()
  const { durationMs } = options
  if (durationMs === undefined) return serving
  const over = new Promise<void>(resolve => setTimeout(resolve, durationMs).unref())
  const stopped = Promise.race([serving.stopped, over.then(() => void session.stop('duration'))])
  return { ...serving, stopped }
}

/** The past stays where it is until somebody has seen enough. */
async function linger({ url, stopped }: Serving): Promise<void> {
  // Not a settled promise: that would be ahead of one that follows from `stopped`.
  const over = await Promise.race([stopped.then(() => true), turn(false)])
  if (!over) process.stderr.write(`runqscope: the past goes on being shown at ${url} until Ctrl-C\n`)
  await stopped
}

export const serveVerb: Verb = {
  name: 'serve',
  summary: 'serve the live page of a running process, or of a recording',
  help,
  async run(args) {
    const { values, positionals } = parse('serve', withListen(args), {
      ...targetOptions,
      ...sessionOptions,
      ...servingOptions,
      linger: { type: 'boolean' },
    })
    const pid = targetPid('serve', values, positionals)
    const [file, ...rest] = positionals
    if ((file === undefined && pid === undefined) || rest.length)
      throw RunqscopeError.make(
        'usage',
        'serve takes one process id or recording',
        'see `runqscope serve --help`',
      )
    const options: Options = {
      serve: servingFlags({ ...values, listen: values.listen ?? LISTEN })!,
      attach: attachOptions(values),
      durationMs: durationOption(values),
      json: values.json ?? false,
      transitions: values.transitions ?? false,
    }
    const serving = pid === undefined ? await openRecording(file!, options) : await openProcess(pid, options)
    serving.view.begin()
    try {
      const code = await serving.view.finish()
      if (pid === undefined || values.linger) await linger(serving)
      return code
    } finally {
      await serving.server.close()
    }
  },
}
