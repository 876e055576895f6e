import { attachChild } from '../agent.js'
import { RunqscopeError } from '../errors.js'
import { Child } from '../probe/child.js'
import { attachOptions, durationOption, sessionHelp, sessionOptions } from './options.js'
import { ConsoleSession } from './session.js'
import { createTextFile } from './textfile.js'
import { parse, type Verb } from './verb.js'

const help = `usage: runqscope run [options] -- COMMAND [ARGUMENT…]

Starts a Go program and watches it from its first instruction. The program keeps stdin, stdout and stderr; what
runqscope has to say goes to -o FILE, or to stderr. Signals are passed on, and the program's exit status is ours. After
--duration the program goes on unwatched, and this command ends when it does.

  -o FILE            where the data goes
  --force            overwrite the file
${sessionHelp}

example: runqscope run -o session.ndjson --json -- ./server -port 8080`

export const runVerb: Verb = {
  name: 'run',
  summary: 'start a program and watch it from its first instruction',
  help,
  async run(args) {
    const split = args.indexOf('--')
    const command = split < 0 ? [] : args.slice(split + 1)
    const { values, positionals } = parse('run', split < 0 ? args : args.slice(0, split), {
      ...sessionOptions,
      output: { type: 'string', short: 'o' },
      force: { type: 'boolean' },
    })
    if (!command.length || positionals.length)
      throw RunqscopeError.make('usage', 'run takes a command after --', 'write: runqscope run -- ./server')
    const durationMs = durationOption(values)
    const options = attachOptions(values)
    // Before the command starts: it must not run unseen.
    const force = values.force ?? false
    const to = values.output === undefined ? process.stderr : createTextFile(values.output, { force })
    const child = await Child.prepare(command)
    let view: ConsoleSession
    try {
      const agent = await attachChild(child, {
        ...options,
        prepare: agent => {
          view = new ConsoleSession(agent, {
            json: values.json ?? false,
            transitions: values.transitions ?? false,
            ...(durationMs === undefined ? {} : { durationMs }),
            to,
            quiet: values.output === undefined,
          })
        },
      })
      child.release()
      view!.begin()
      // The session may end before the command does. Whatever becomes of our data, the status is the command's.
      const told = view!
        .finish()
        .catch((error: Error) => process.stderr.write(`runqscope: ${error.message}\n`))
      const status = await child.exited
      await agent.stop('target exited')
      await told
      return status
    } catch (error) {
      child.abandon()
      throw error
    }
  },
}
