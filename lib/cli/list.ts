import { fstatSync, readdirSync } from 'node:fs'
import { RunqscopeError } from '../errors.js'
import { plan } from '../plan/index.js'
import { missingCapabilities } from '../probe/doctor.js'
import { Target } from '../probe/target.js'
import { noArguments, parse, type Verb } from './verb.js'

const help = `usage: runqscope list [--json]

Lists the Go processes that this user may look at, and says of each whether it can be attached to.

  --json             one JSON object a line: pid, go_version, command, attachable, reason
  -h, --help         this text

example: runqscope list --json | jq 'select(.attachable).pid'`

interface ListedProcess {
  pid: number
  /** null where it cannot be told. */
  go_version: string | null
  command: string
  attachable: boolean
  /** Why it is not attachable. */
  reason: string | null
}

/** The Go version of each executable met so far, or its refusal: many processes run the same one. */
const planned = new Map<string, string | RunqscopeError>()

/** @throws RunqscopeError as `plan` does */
function goVersionOf(target: Target): string {
  const { dev, ino } = fstatSync(target.exeFd)
  const key = `${dev}:${ino}`
  let known = planned.get(key)
  if (known === undefined) {
    try {
      known = plan(target.pinnedPath).goVersion
    } catch (error) {
      if (!(error instanceof RunqscopeError)) throw error
      known = error
    }
    planned.set(key, known)
  }
  if (known instanceof RunqscopeError) throw known
  return known
}

/**
 * Undefined for a process that is not Go, or that is gone.
 * @param lacking what this user lacks to attach to anything
 */
function inspect(pid: number, lacking: string | null): ListedProcess | undefined {
  let target: Target
  try {
    target = Target.open(pid)
  } catch (error) {
    // Kernel threads, processes that ended meanwhile, and those of other users are not ours to list.
    if (error instanceof RunqscopeError && (error.code === 'no-process' || error.code === 'no-privilege'))
      return undefined
    throw error
  }
  const { command } = target
  try {
    return { pid, go_version: goVersionOf(target), command, attachable: lacking === null, reason: lacking }
  } catch (error) {
    if (!(error instanceof RunqscopeError)) throw error
    if (error.code === 'not-go' || error.code === 'not-elf' || error.code === 'bad-binary') return undefined
    const version = error.message.match(/\bgo1\.\d+(\.\d+)?\b/)?.[0] ?? null
    return { pid, go_version: version, command, attachable: false, reason: error.message }
  } finally {
    target.close()
  }
}

export const listVerb: Verb = {
  name: 'list',
  summary: 'list the Go processes and whether they can be attached to',
  help,
  async run(args) {
    const { values, positionals } = parse('list', args, {
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    })
    noArguments('list', positionals)
    const missing = missingCapabilities()
    const lacking = missing.length ? `no privilege: ${missing.join(' and ')} missing; run as root` : null
    const pids = readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .map(Number)
    let found = 0
    for (const pid of pids) {
      const listed = inspect(pid, lacking)
      if (!listed) continue
      if (!values.json && !found) process.stdout.write('    PID  GO          ATTACH  COMMAND\n')
      found++
      process.stdout.write(
        values.json
          ? `${JSON.stringify(listed)}\n`
          : `${String(pid).padStart(7)}  ${(listed.go_version ?? '?').padEnd(10)}  ${listed.attachable ? 'yes   ' : 'no    '}  ${listed.command}${listed.reason ? `\n         ${listed.reason}` : ''}\n`,
      )
    }
    if (!found) process.stderr.write('runqscope: no Go process found among those this user may look at\n')
    return 0
  },
}
