import { readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import { RunqscopeError } from '../errors.js'
import { isContainer } from './container.js'
import { isErrno, noProcess, shortName } from './status.js'
import { allPids, containerOf, Survey } from './survey.js'
import { commandOf, isSamePath } from './target.js'

/** What a process is looked for by; all that is given must hold. */
export interface Selector {
  /** Its short name (comm), or the file name of its executable. */
  name?: string
  /** Path of its executable, as we see it (by device and inode) or as the process does. */
  exe?: string
  /** Its container: a name, or at least four digits of the id's beginning. */
  container?: string
}

const DELETED = ' (deleted)'
/** A refusal names so many candidates. */
const NAMED_MAX = 8

const criteria: { [key in keyof Selector]-?: (pid: number, wanted: string) => boolean } = {
  name: (pid, wanted) =>
    readFileSync(`/proc/${pid}/comm`, 'utf8').trimEnd() === wanted ||
    executablePaths(pid).some(path => basename(path) === wanted),
  exe: (pid, wanted) => isSamePath(`/proc/${pid}/exe`, wanted) || executablePaths(pid).includes(wanted),
  container: (pid, wanted) => {
    const container = containerOf(pid)
    return container !== undefined && isContainer(container, wanted)
  },
}

/**
 * The one process that fits; where several do, the one among them that has Go in it.
 * @throws RunqscopeError no-process (none fits), usage (several do)
 */
export function findProcess(selector: Selector): number {
  const wanted = Object.entries(selector) as [keyof Selector, string][]
  const words = wanted.map(([key, value]) => `--${key} ${value}`).join(' ')
  const fitting = allPids().filter(pid => pid !== process.pid && fits(pid, wanted))
  if (fitting.length <= 1) {
    if (fitting.length) return fitting[0]!
    const short = /^[0-9a-f]{1,3}$/.test(selector.container ?? '') ? ' (an id needs four digits)' : ''
    throw noProcess(`there is no process with ${words}${short} among those that this user may look at`)
  }
  const survey = new Survey()
  const go = fitting.filter(pid => survey.inspect(pid) !== undefined)
  if (go.length === 1) return go[0]!
  if (!go.length)
    throw RunqscopeError.make(
      'not-go',
      `${words} fits ${fitting.length} processes and none is Go: ${named(fitting)}`,
      'find Go processes with `runqscope list`',
    )
  throw RunqscopeError.make(
    'usage',
    `${words} fits ${go.length} Go processes: ${named(go)}`,
    'name one by its process id',
  )
}

function fits(pid: number, wanted: [keyof Selector, string][]): boolean {
  try {
    return wanted.every(([key, value]) => criteria[key](pid, value))
  } catch (error) {
    // Processes end while we look, kernel threads have no executable, and others' executables are not ours to see.
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].some(code => isErrno(error, code))) return false
    throw error
  }
}

/** The executable's path as the kernel tells it, and without the mark of a deleted file, which a name may also hold. */
function executablePaths(pid: number): string[] {
  const path = readlinkSync(`/proc/${pid}/exe`)
  return path.endsWith(DELETED) ? [path, path.slice(0, -DELETED.length)] : [path]
}

function named(pids: number[]): string {
  const shown = pids.slice(0, NAMED_MAX).map(pid => `${pid} (${commandIfThere(pid)})`)
  const more = pids.length - shown.length
  return shown.join(', ') + (more ? ` and ${more} more` : '')
}

/** On one line, because it becomes part of a sentence. */
function commandIfThere(pid: number): string {
  try {
    return commandOf(pid).replaceAll(/\s+/g, ' ').slice(0, 80)
  } catch {
    return shortName(pid)
  }
}
