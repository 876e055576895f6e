import { existsSync } from 'node:fs'
import { type AttachOptions, attach } from '../agent.js'
import { RunqscopeError } from '../errors.js'
import { open } from '../open.js'
import { SampleRecorder } from '../source/recorder.js'
import {
  attachOptions,
  durationOption,
  type SessionValues,
  sessionHelp,
  sessionOptions,
  targetHelp,
  targetOptions,
  targetPid,
} from './options.js'
import { ConsoleSession, stopOnSignals } from './session.js'
import { parse, type Verb } from './verb.js'

const help = `usage: runqscope attach PID|FILE [options]
       runqscope attach [--name NAME] [--exe PATH] [--container ID] [options]

Attaches to a running Go process, or to Go inside another program (a c-shared library), and shows what its goroutines
wait for: waits that have ended, and what waits now. On a terminal the table redraws in place; into a pipe go plain lines.
Ctrl-C detaches and prints the whole session. Of a recording (\`runqscope record\`) the same is shown as when it was made,
on any machine.

${targetHelp}
${sessionHelp}
  --sample FILE      also keep the raw events in FILE, for whoever works on runqscope (the format may change)

example: runqscope attach 4711 --duration 10s --json | tail -1 | jq .stages.ready_to_run
         runqscope attach --container 3f4a9c21 --name server
         runqscope attach session.rqs`

/** Of a recording the same is told as of a process. */
function attachFile(
  values: SessionValues & { sample?: string },
  positionals: string[],
  options: AttachOptions,
): Promise<number> {
  const [file, ...rest] = positionals
  if (file === undefined || rest.length)
    throw RunqscopeError.make(
      'usage',
      `attach takes one process id or recording, got ${positionals.length ? positionals.join(' ') : 'none'}`,
      'find a process with `runqscope list`, or name it with --name, --exe or --container',
    )
  if (!existsSync(file))
    throw RunqscopeError.make(
      'usage',
      `attach takes one process id or recording, and ${file} is neither a number nor a file`,
      'find a process with `runqscope list`',
    )
  for (const option of ['duration', 'sample'] as const)
    if (values[option] !== undefined)
      throw RunqscopeError.make('usage', `--${option} is for processes, and ${file} is none`)
  const session = open(file, options)
  stopOnSignals(session)
  const view = new ConsoleSession(session, {
    json: values.json ?? false,
    transitions: values.transitions ?? false,
    to: process.stdout,
  })
  session.start()
  view.begin()
  return view.finish()
}

export const attachVerb: Verb = {
  name: 'attach',
  summary: 'show the goroutines of a running process, or of a recording',
  help,
  async run(args) {
    const { values, positionals } = parse('attach', args, {
      ...targetOptions,
      ...sessionOptions,
      sample: { type: 'string' },
    })
    const options = attachOptions(values)
    const pid = targetPid('attach', values, positionals)
    if (pid === undefined) return attachFile(values, positionals, options)
    const durationMs = durationOption(values)
    let view: ConsoleSession | undefined
    await attach(pid, {
      ...options,
      ...(values.sample === undefined
        ? {}
        : { wrapSource: source => new SampleRecorder(source, values.sample as string) }),
      prepare: agent => {
        stopOnSignals(agent)
        view = new ConsoleSession(agent, {
          json: values.json ?? false,
          transitions: values.transitions ?? false,
          ...(durationMs === undefined ? {} : { durationMs }),
          to: process.stdout,
        })
      },
    })
    view!.begin()
    return view!.finish()
  },
}
