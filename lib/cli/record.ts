import { type Agent, type AttachOptions, attach } from '../agent.js'
import { starvationLine } from '../console/table.js'
import { RunqscopeError } from '../errors.js'
import type { StreamServer } from '../stream/server.js'
import { flightRecording } from './flight.js'
import { attachOptions, durationOption, targetHelp, targetPid } from './options.js'
import { fileRecording, type SessionRecording } from './recording.js'
import { recordOptions, recordTable, ringFlags } from './recordoptions.js'
import { LISTEN, openServer, servingFlags, withListen } from './serving.js'
import { ConsoleSession, stopOnSignals } from './session.js'
import { parse, type Verb } from './verb.js'

const help = `usage: runqscope record PID -o FILE.rqs [options]
       runqscope record PID -o FILE.rqs --ring 30s --on 'ready_to_run.p99 > 10ms for 1s' [options]
       runqscope record [--name NAME] [--exe PATH] [--container ID] -o FILE.rqs [options]

Records every transition of every goroutine into a file that \`attach\`, \`serve\`, \`report\`, \`diff\` and \`export\` read, on
any machine. Ctrl-C ends it; after a crash or on a full disk the file holds all up to its last whole chunk.

  -o FILE            where to; - is a pipe
  --force            overwrite the file
  --max-size 1GB     end when the file has about this size
  --rotate 100MB     go on in FILE.1, FILE.2, … whenever a file has about this size
  --max-files N      with --rotate: keep the newest N; with --ring: end after N (default 10)
  --anonymize        replace the names of the program's packages, functions and files
  --duration 5s      end after this time (default: until Ctrl-C or the target's end)

Flight recorder: keep the latest in memory and write it when something happens, as FILE-TIME.rqs.

  --ring 30s         keep so long, within 256MB; or so much (64MB); or both (30s,64MB)
  --on 'CONDITION'   write when it holds; may be given several times:
                       STAGE.FIGURE > TIME [for TIME]   a figure of the last second: p50, p90, p99, p999, max
                       STAGE.rate > N [for TIME]        intervals a second
                       STAGE > TIME                     a single interval, also one that goes on
                       goroutines > N [for TIME]        live; goroutines.STATE for those of a state
                       exit                             the program's end
                     with site:PATTERN (main.*, or as tables print it) for goroutines of these sites only; < works, too.
                     Stages: create_to_run, ready_to_run, run, wait, syscall, lifetime
                     SIGUSR2, and Enter on a terminal, write at any time; with --listen a viewer can, too
  --post 2s          go on for so long after the trigger
  --cooldown 30s     how long after a trigger none counts

Served meanwhile: the live page and its WebSocket stream, as by serve. The page can have the flight recorder write.

  --listen ADDRESS   where; alone it means ${LISTEN}, and port 0 takes a free one
  --token TOKEN      what clients must show; needed for any address but loopback
  --history 256MB    memory for the past that the page can show, besides that of --ring; 0 keeps none

${targetHelp}
  --json             newline-delimited JSON on stdout; the last line is the summary
  --system           count the runtime's own goroutines in the overall figures
  --syscalls         probe system calls, too
  --method METHOD    auto, multi (uprobe_multi) or perf (perf-event uprobes)
  --kernel-ring 8MB  size of the ring buffer between kernel and runqscope, a power of two
  -h, --help         this text

example: runqscope record 4711 -o session.rqs --duration 30s
         runqscope record --name server -o incident.rqs --ring 30s --on 'wait > 5s site:main.*' --post 2s
         runqscope record 4711 -o incident.rqs --ring 30s --listen`

/** Shows how far it is, in one line that is overwritten. */
function showProgress(agent: Agent, recording: SessionRecording): () => void {
  if (!process.stderr.isTTY) return () => undefined
  let shownNs = -Infinity
  agent.on('aggregate', ({ time_ns, lost }) => {
    if (time_ns - shownNs < 450e6) return
    shownNs = time_ns
    const columns = process.stderr.columns || 80
    process.stderr.write(`\r${`${recording.progress()}, ${lost} lost`.slice(0, columns - 1)}\x1b[K`)
  })
  return () => process.stderr.write('\r\x1b[K')
}

async function tell(
  agent: Agent,
  recording: SessionRecording,
  view: ConsoleSession | undefined,
): Promise<void> {
  const summary = await agent.ended
  // Whatever becomes of the file: what was seen is told.
  const failed = await recording.finish().then(
    () => undefined,
    (error: unknown) => error,
  )
  const { line, json } = recording.told()
  if (view) {
    view.say({ type: 'recording', ...json })
    await view.finish()
  }
  const lost = summary.lost ? `${summary.lost} LOST` : '0 lost'
  process.stderr.write(`runqscope: ${view ? '' : `${summary.ended}; `}${line}, ${lost}\n`)
  const starvation = view ? undefined : starvationLine(summary.kernel)
  if (starvation) process.stderr.write(`runqscope: ${starvation}\n`)
  if (failed !== undefined) throw failed
}

export const recordVerb: Verb = {
  name: 'record',
  summary: 'record a running process into a file, or the last seconds when something happens',
  help,
  async run(args) {
    const { values, positionals } = parse('record', withListen(args), recordTable)
    const what = recordOptions(values)
    const ring = ringFlags(values)
    const serving = servingFlags(values)
    const duration = durationOption(values)
    const attaching: AttachOptions = attachOptions({ ...values, ring: values['kernel-ring'] }, 'kernel-ring')
    const pid = targetPid('record', values, positionals)
    if (pid === undefined)
      throw RunqscopeError.make(
        'usage',
        `record takes one process id, got ${positionals.length ? positionals.join(' ') : 'none'}`,
        'find one with `runqscope list`, or name it with --name, --exe or --container',
      )
    let recording: SessionRecording | undefined
    let view: ConsoleSession | undefined
    let server: StreamServer | undefined
    let clear = () => undefined as unknown
    let agent: Agent
    try {
      agent = await attach(pid, {
        ...attaching,
        prepare: async agent => {
          stopOnSignals(agent)
          if (what.json)
            view = new ConsoleSession(agent, {
              json: true,
              transitions: false,
              to: process.stdout,
              quiet: true,
            })
          else agent.on('warning', text => process.stderr.write(`runqscope: ${text}\n`))
          const flying = ring && flightRecording(agent, what, ring, view)
          // Where it cannot be served, no file is begun.
          server = serving && (await openServer(agent, serving, flying?.flight)).server
          recording = flying ?? fileRecording(agent, what)
          clear = showProgress(agent, recording)
        },
      })
    } catch (error) {
      // What has been begun is ended in order; why nothing was recorded matters more than whether that succeeds.
      await Promise.allSettled([recording?.finish(), server?.close()])
      throw error
    }
    view?.begin()
    if (duration !== undefined) setTimeout(() => void agent.stop('duration'), duration).unref()
    await agent.ended
    clear()
    try {
      await tell(agent, recording!, view)
    } finally {
      await server?.close()
    }
    return 0
  },
}
