import { release } from 'node:os'
import { RunqscopeError } from '../errors.js'
import { isNativeError } from './addon.js'

export type AttachMethod = 'multi' | 'perf'

export interface KernelVersion {
  major: number
  minor: number
  text: string
}

export function kernelVersion(text = release()): KernelVersion {
  const [major, minor] = text.split('.').map(part => Number.parseInt(part, 10))
  return { major: major ?? 0, minor: minor ?? 0, text }
}

function atLeast(version: KernelVersion, major: number, minor: number): boolean {
  return version.major > major || (version.major === major && version.minor >= minor)
}

/**
 * uprobe_multi exists since Linux 6.6 but filters by thread instead of by process before 6.10 (kernel commit
 * 46ba0e49b642), so probes would miss most threads there. Attach cookies of perf-event uprobes came with 5.15.
 *
 * @throws RunqscopeError unsupported-kernel
 */
export function preferredMethod(version = kernelVersion()): AttachMethod {
  if (!atLeast(version, 5, 15))
    throw RunqscopeError.make(
      'unsupported-kernel',
      `needs Linux ≥ 5.15 (attach cookies for uprobes), found ${version.text}`,
      'run on a newer kernel',
    )
  return atLeast(version, 6, 10) ? 'multi' : 'perf'
}

const EPERM = 1
const ESRCH = 3
const EACCES = 13

/** Turns the addon's error into the one sentence that a user gets. */
export function explainNative(error: unknown, doing: string): unknown {
  if (!isNativeError(error)) return error
  const detail = error.log ? ` (${error.log.trim().split('\n').at(-1)})` : ''
  if (error.errno === ESRCH)
    return RunqscopeError.make(
      'no-process',
      `${doing} failed: the process has ended meanwhile`,
      'find Go processes with `runqscope list`',
    )
  if (error.step === 'attach' && error.errno === EACCES)
    return RunqscopeError.make(
      'no-privilege',
      `no privilege for ${doing}: ${error.message}`,
      'this kernel gives perf-event uprobes to CAP_SYS_ADMIN only: run as root, or use --method multi',
    )
  if (error.errno === EPERM || error.errno === EACCES)
    return RunqscopeError.make(
      'no-privilege',
      `no privilege for ${doing}: ${error.message}`,
      'run as root, or with CAP_BPF, CAP_PERFMON and CAP_SYS_PTRACE; `runqscope doctor` tells what is missing',
    )
  return RunqscopeError.make(
    'attach-failed',
    `${doing} failed: ${error.message}${detail}`,
    'see `runqscope doctor`',
  )
}
