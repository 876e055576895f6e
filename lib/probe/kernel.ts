import { release } from 'node:os'
import { RunqscopeError } from '../errors.js'
import { isNativeError } from './addon.js'
import { privilegeRemedy } from './privilege.js'

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

/** What each method needs of the kernel, and the version of Linux that brought it. */
const needs = {
  multi: {
    major: 6,
    minor: 10,
    what: 'uprobe_multi that filters by process',
    remedy: 'leave --method out, or run on a newer kernel',
  },
  perf: { major: 5, minor: 15, what: 'attach cookies for uprobes', remedy: 'run on a newer kernel' },
}

function isEnough(version: KernelVersion, method: AttachMethod): boolean {
  const { major, minor } = needs[method]
  return version.major > major || (version.major === major && version.minor >= minor)
}

function tooOld(method: AttachMethod, { text }: KernelVersion): RunqscopeError {
  const { major, minor, what, remedy } = needs[method]
  return RunqscopeError.make(
    'unsupported-kernel',
    `needs Linux ≥ ${major}.${minor} (${what}), found ${text}`,
    remedy,
  )
}

/**
 * uprobe_multi exists since Linux 6.6 but filters by thread instead of by process before 6.10 (kernel commit
 * 46ba0e49b642), so probes would miss most threads there. Attach cookies of perf-event uprobes came with 5.15.
 *
 * @throws RunqscopeError unsupported-kernel
 */
export function preferredMethod(version = kernelVersion()): AttachMethod {
  if (!isEnough(version, 'perf')) throw tooOld('perf', version)
  return isEnough(version, 'multi') ? 'multi' : 'perf'
}

const EPERM = 1
const ENOENT = 2
const ESRCH = 3
const EACCES = 13
const EINVAL = 22
const EOPNOTSUPP = 95

/**
 * Turns the addon's error into the one sentence that a user gets.
 *
 * @param method what was tried, where it matters: a kernel that does not know it says no more than "invalid argument"
 */
export function explainNative(error: unknown, doing: string, method?: AttachMethod): unknown {
  if (!isNativeError(error)) return error
  const detail = error.log ? ` (${error.log.trim().split('\n').at(-1)})` : ''
  if (error.errno === ESRCH || (error.step === 'memory' && error.errno === ENOENT))
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
      privilegeRemedy(
        'run as root, or with CAP_BPF, CAP_PERFMON and CAP_SYS_PTRACE; `runqscope doctor` tells what is missing',
      ),
    )
  if (method && (error.errno === EINVAL || error.errno === EOPNOTSUPP)) {
    const version = kernelVersion()
    if (!isEnough(version, method)) return tooOld(isEnough(version, 'perf') ? method : 'perf', version)
  }
  return RunqscopeError.make(
    'attach-failed',
    `${doing} failed: ${error.message}${detail}`,
    'see `runqscope doctor`',
  )
}
