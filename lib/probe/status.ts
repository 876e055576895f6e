import { readFileSync } from 'node:fs'
import { RunqscopeError } from '../errors.js'
import { inspectionRemedy } from './privilege.js'

/** What /proc/PID/status tells of a process (proc_pid_status(5)). */
export interface ProcessStatus {
  /** The process that a thread id belongs to. */
  tgid: number
  parent: number
  /** `Z` for one that has ended. */
  state: string
  /** The process that debugs it, 0 for none. */
  tracer: number
}

/** @throws RunqscopeError no-process; the system's error where it may not be read */
export function readStatus(pid: number): ProcessStatus {
  let text: string
  try {
    text = readFileSync(`/proc/${pid}/status`, 'latin1')
  } catch (error) {
    if (!isErrno(error, 'ENOENT') && !isErrno(error, 'ESRCH')) throw error
    throw noProcess(`there is no process ${pid}`)
  }
  const field = (name: string) => text.match(new RegExp(`^${name}:\\s*(\\S+)`, 'm'))?.[1] ?? ''
  return {
    tgid: Number(field('Tgid')),
    parent: Number(field('PPid')),
    state: field('State'),
    tracer: Number(field('TracerPid')),
  }
}

export function noProcess(what: string): RunqscopeError {
  return RunqscopeError.make('no-process', what, 'find Go processes with `runqscope list`')
}

/** The name of a process as `ps` shows it, also where nothing else is told of it. */
export function shortName(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
  } catch {
    return 'gone' // it is only named for the reader's sake
  }
}

/**
 * That a process may be probed as it is now. A debugger is refused: if it sets a breakpoint where a probe sits, it takes
 * the probe's for the original byte and writes that back after the probe has gone, and the target dies of it (tried with
 * gdb 13 on Linux 6.18).
 *
 * @throws RunqscopeError no-process, target-state
 */
export function checkProbeable(pid: number): void {
  const { state, tracer } = readStatus(pid)
  if (state === 'Z' || state === 'X') throw noProcess(`process ${pid} has ended meanwhile`)
  if (tracer)
    throw RunqscopeError.make(
      'target-state',
      `process ${pid} is being traced by process ${tracer} (${shortName(tracer)}), whose breakpoints and our probes could overwrite each other`,
      'end the debugger or tracer, or detach it, and attach again',
    )
}

/** Why something of a process could not be opened, by what the process is or its file system says; errors of ours stay. */
export function explainOpening(pid: number, error: unknown): unknown {
  if (isErrno(error, 'EACCES') || isErrno(error, 'EPERM'))
    return RunqscopeError.make(
      'no-privilege',
      `process ${pid} may not be inspected by this user`,
      inspectionRemedy(),
    )
  if (!isErrno(error, 'ENOENT') && !isErrno(error, 'ESRCH'))
    return error instanceof Error && 'syscall' in error
      ? RunqscopeError.make('io', `a file of process ${pid} cannot be opened: ${error.message}`)
      : error
  try {
    const { state, parent } = readStatus(pid)
    return noProcess(
      state === 'Z' || state === 'X'
        ? `process ${pid} has no executable: it has ended, a zombie until its parent (process ${parent}) asks for its status`
        : `process ${pid} has no executable: it is a kernel thread, or ends just now`,
    )
  } catch (gone) {
    return gone
  }
}

export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code
}
