import { type Container, shortId } from '../probe/container.js'
import { missingCapabilities } from '../probe/doctor.js'
import { printable } from '../probe/printable.js'
import { privilegeRemedy } from '../probe/privilege.js'
import { allPids, type GoProcess, Survey } from '../probe/survey.js'
import { noArguments, parse, type Verb } from './verb.js'

const help = `usage: runqscope list [--json]

Lists the processes with Go in them that this user may look at, and says of each whether it can be attached to: Go
programs, and other programs that have loaded a Go library (c-shared).

  --json             one JSON object a line: pid, go_version, command, libraries, container, container_runtime,
                     attachable, reason
  -h, --help         this text

example: runqscope list --json | jq 'select(.attachable).pid'`

interface ListedProcess {
  pid: number
  /** null where it cannot be told. */
  go_version: string | null
  command: string
  /** Go libraries that a program which is not Go has loaded. */
  libraries: string[]
  /** The whole id. */
  container: string | null
  container_runtime: string | null
  attachable: boolean
  /** Why it is not attachable. */
  reason: string | null
}

/** @param lacking what this user lacks to attach to anything */
function listed(found: GoProcess, lacking: string | null): ListedProcess {
  const reason = found.refusal?.message ?? lacking
  return {
    pid: found.pid,
    go_version: found.goVersion ?? null,
    command: found.command,
    libraries: found.libraries,
    container: found.container?.id ?? null,
    container_runtime: found.container?.runtime ?? null,
    attachable: reason === null,
    reason,
  }
}

interface Column {
  heading: string
  width: number
  text(row: ListedProcess, container: Container | undefined): string
}

const containerColumn: Column = {
  heading: 'CONTAINER',
  width: 12,
  text: (_, container) => (container ? printable(shortId(container)) : '-'),
}

/** Compilers are called with thousands of words; --json has them all. */
const COMMAND_MAX = 160

function oneLine(command: string): string {
  const line = command.replaceAll(/\s+/g, ' ')
  return line.length > COMMAND_MAX ? `${line.slice(0, COMMAND_MAX - 1)}…` : line
}

/** The column of containers stands only where there is one. */
function columns(anyContainer: boolean): Column[] {
  return [
    { heading: '    PID', width: 7, text: ({ pid }) => String(pid).padStart(7) },
    { heading: 'GO', width: 10, text: row => printable(row.go_version ?? '?') },
    { heading: 'ATTACH', width: 6, text: row => (row.attachable ? 'yes' : 'no') },
    ...(anyContainer ? [containerColumn] : []),
    {
      heading: 'COMMAND',
      width: 0,
      text: row =>
        oneLine(row.command) + row.libraries.map(path => `\n         Go inside: ${printable(path)}`).join(''),
    },
  ]
}

export const listVerb: Verb = {
  name: 'list',
  summary: 'list the processes with Go in them and whether they can be attached to',
  help,
  async run(args) {
    const { values, positionals } = parse('list', args, {
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    })
    noArguments('list', positionals)
    const missing = missingCapabilities()
    const lacking = missing.length
      ? `no privilege: ${missing.join(' and ')} missing; ${privilegeRemedy('run as root')}`
      : null
    const survey = new Survey()
    const found = allPids().flatMap(pid => survey.inspect(pid) ?? [])
    if (values.json) {
      for (const each of found) process.stdout.write(`${JSON.stringify(listed(each, lacking))}\n`)
    } else if (found.length) {
      const table = columns(found.some(({ container }) => container !== undefined))
      const line = (cells: string[]) =>
        `${cells.map((cell, index) => cell.padEnd(table[index]!.width)).join('  ')}\n`
      process.stdout.write(line(table.map(({ heading }) => heading)))
      for (const each of found) {
        const row = listed(each, lacking)
        process.stdout.write(line(table.map(column => column.text(row, each.container))))
        if (row.reason !== null) process.stdout.write(`         ${printable(row.reason)}\n`)
      }
    }
    if (!found.length)
      process.stderr.write('runqscope: no Go process found among those this user may look at\n')
    // Who sees nothing of the others must not take that for "there are none".
    if (missing.length)
      process.stderr.write(
        `runqscope: processes of other users may be left out; ${privilegeRemedy('run as root to see them')}\n`,
      )
    return 0
  },
}
