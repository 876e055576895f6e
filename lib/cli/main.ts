#!/usr/bin/env -S MALLOC_MMAP_THRESHOLD_=131072 node --max-semi-space-size=2
// Nothing per event is allocated, so a large young generation would only be resident memory: the flag above saves 25 MB. And
// glibc would keep the chunks of a recording in its heap, in pieces: memory of its own for each saves as much.
import { RunqscopeError } from '../errors.js'
import { printable } from '../probe/printable.js'
import { version } from '../version.js'
import { attachVerb } from './attach.js'
import { diffVerb } from './diff.js'
import { doctorVerb } from './doctor.js'
import { exportVerb } from './export.js'
import { listVerb } from './list.js'
import { planVerb } from './plan.js'
import { recordVerb } from './record.js'
import { reportVerb } from './report.js'
import { runVerb } from './run.js'
import { serveVerb } from './serve.js'
import type { Verb } from './verb.js'

const verbs: Verb[] = [
  listVerb,
  doctorVerb,
  planVerb,
  attachVerb,
  serveVerb,
  runVerb,
  recordVerb,
  reportVerb,
  diffVerb,
  exportVerb,
]

function usage(): string {
  return `runqscope ${version}: live telemetry for the Go scheduler

usage: runqscope VERB [options]

${verbs.map(verb => `  ${verb.name.padEnd(8)} ${verb.summary}`).join('\n')}

Every verb has --json and --help. Data goes to stdout, progress to stderr.
Exit codes: 0 done, 1 it failed, 2 wrong usage, 3 refused (with the reason and the remedy).
`
}

async function main(args: string[]): Promise<number> {
  // Not for the programs that `run` starts.
  delete process.env.MALLOC_MMAP_THRESHOLD_
  const [name, ...rest] = args
  if (name === '--version') {
    process.stdout.write(`${version}\n`)
    return 0
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(usage())
    return name === undefined ? 2 : 0
  }
  const verb = verbs.find(candidate => candidate.name === name)
  if (!verb) throw RunqscopeError.make('usage', `there is no verb ${name}`, 'see `runqscope --help`')
  // What follows `--` belongs to a command of the user's.
  const own = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest
  if (own.includes('--help') || own.includes('-h')) {
    process.stdout.write(`${verb.help}\n`)
    return 0
  }
  return verb.run(rest)
}

/**
 * At its end Node waits for what V8 still compiles in the background, and that may wait for a collection by this thread:
 * then neither ends (nodejs/node#54918). While this thread is idle for a moment, such work comes to its end.
 */
const QUIET_MS = 50
/** What ends sooner has nothing worth compiling. */
const BRIEF_S = 0.5

// A session listens for itself: there the target's end matters more than ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (process.stdout.listenerCount('error') > 1 || error.code === 'EPIPE') return
  process.stderr.write(
    `runqscope: the output cannot be written: ${error.message}; make room and start again\n`,
  )
  process.exitCode = 1
})

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof RunqscopeError)) throw error
  // It may name what a process tells of itself.
  process.stderr.write(`runqscope: ${printable(error.message)}\n`)
  process.exitCode = error.exitCode
}
if (process.uptime() > BRIEF_S) await new Promise(resolve => setTimeout(resolve, QUIET_MS))
