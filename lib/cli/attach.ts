import { attach } from '../agent.js'
import { RunqscopeError } from '../errors.js'
import { SampleRecorder } from '../source/recorder.js'
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

const help = `usage: runqscope attach PID [options]
       runqscope attach [--name NAME] [--exe PATH] [--container ID] [options]

Attaches to a running Go process, or to Go inside another program (a c-shared library), and shows what its goroutines wait for. On a terminal the table redraws in place;
into a pipe go plain lines. Ctrl-C detaches and prints the whole session.

${targetHelp}
${sessionHelp}
  --sample FILE      also keep the raw events in FILE, for \`serve FILE\` (format may change)

example: runqscope attach 4711 --duration 10s --json | tail -1 | jq .stages.ready_to_run
         runqscope attach --container 3f4a9c21 --name server`

export const attachVerb: Verb = {
  name: 'attach',
  summary: 'show the goroutines of a running process',
  help,
  async run(args) {
    const { values, positionals } = parse('attach', args, {
      ...targetOptions,
      ...sessionOptions,
      sample: { type: 'string' },
    })
    const options = attachOptions(values)
    const pid = targetPid('attach', values, positionals)
    if (pid === undefined)
      throw RunqscopeError.make(
        'usage',
        `attach takes one process id, got ${positionals.length ? positionals.join(' ') : 'none'}`,
        'find one with `runqscope list`, or name it with --name, --exe or --container',
      )
    const durationMs = durationOption(values)
    let view: ConsoleSession | undefined
    const agent = await attach(pid, {
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
    void agent
    view!.begin()
    return view!.finish()
  },
}
