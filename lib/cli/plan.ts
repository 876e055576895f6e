import { RunqscopeError } from '../errors.js'
import { formatPlan, plan, planToJson } from '../plan/index.js'
import { parse, type Verb } from './verb.js'

const help = `usage: runqscope plan BINARY [--json]

Prints where probes would go in a Go binary, and how each place and offset was found. Needs no privilege.

  --json             one JSON object
  -h, --help         this text

example: runqscope plan ./server`

export const planVerb: Verb = {
  name: 'plan',
  summary: 'print the probe sites and offsets of a Go binary',
  help,
  async run(args) {
    const { values, positionals } = parse('plan', args, {
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    })
    if (positionals.length !== 1)
      throw RunqscopeError.make('usage', 'plan takes one binary', 'see `runqscope plan --help`')
    const made = plan(positionals[0]!)
    process.stdout.write(values.json ? `${JSON.stringify(planToJson(made))}\n` : `${formatPlan(made)}\n`)
    return 0
  },
}
