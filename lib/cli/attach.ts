import { attach } from '../agent.js'
import { SampleRecorder } from '../source/sample.js'
import { attachOptions, durationOption, sessionHelp, sessionOptions } from './options.js'
import { ConsoleSession, stopOnSignals } from './session.js'
import { parse, pidArgument, type Verb } from './verb.js'

const help = `usage: runqscope attach PID [options]

Attaches to a running Go process and shows what its goroutines wait for. On a terminal the table redraws in place;
into a pipe go plain lines. Ctrl-C detaches and prints the whole session.

${sessionHelp}
  --sample FILE      also keep the raw events in FILE, for \`serve FILE\` (format may change)

example: runqscope attach 4711 --duration 10s --json | tail -1 | jq .stages.ready_to_run`

export const attachVerb: Verb = {
  name: 'attach',
  summary: 'show the goroutines of a running process',
  help,
  async run(args) {
    const { values, positionals } = parse('attach', args, { ...sessionOptions, sample: { type: 'string' } })
    const pid = pidArgument('attach', positionals)
    const durationMs = durationOption(values)
    let view: ConsoleSession | undefined
    const agent = await attach(pid, {
      ...attachOptions(values),
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
