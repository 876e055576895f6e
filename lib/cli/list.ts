import { readdirSync } from 'node:fs'
import { RunqscopeError } from '../errors.js'
import { plan } from '../plan/index.js'
import { Target } from '../probe/target.js'
import { parse, type Verb } from './verb.js'

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

/** Undefined for a process that is not Go, or that is gone. */
function inspect(pid: number): ListedProcess | undefined {
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
    const { goVersion } = plan(target.pinnedPath)
    return { pid, go_version: goVersion, command, attachable: true, reason: null }
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
    const { values } = parse('list', args, {
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    })
    const pids = readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .map(Number)
    let found = 0
    if (!values.json) process.stdout.write('    PID  GO          ATTACH  COMMAND\n')
    for (const pid of pids) {
      const listed = inspect(pid)
      if (!listed) continue
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
