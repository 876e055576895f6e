import { closeSync, fstatSync, openSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { RunqscopeError } from '../errors.js'

/** The pid namespace a process lives in, and what its processes are called there. */
export interface PidNamespace {
  dev: bigint
  ino: bigint
}

/** A process as the BPF programs know it; `dev` and `ino` are 0 for a tgid of the initial pid namespace. */
export interface KernelIdentity extends PidNamespace {
  tgid: number
  /** Whether thread ids in that namespace are what the target's own gettid says. */
  ownThreadIds: boolean
}

/** Inode of the initial pid namespace (include/linux/proc_ns.h: PROC_PID_INIT_INO). */
const INITIAL_PID_NAMESPACE = 0xeffffffcn

/**
 * A running process to attach to, pinned: the open executable stays the inode that is planned and probed, whatever
 * happens to the path. Close it when done.
 */
export class Target {
  private constructor(
    readonly pid: number,
    /** Open file descriptor of the executable. */
    readonly exeFd: number,
    readonly exePath: string,
    readonly command: string,
    readonly namespace: PidNamespace,
    /** The process's id in its own (innermost) pid namespace. */
    readonly innerPid: number,
  ) {}

  /** @throws RunqscopeError no-process, no-privilege, pid-namespace */
  static open(pid: number): Target {
    if (!Number.isInteger(pid) || pid <= 0)
      throw RunqscopeError.make('usage', `${pid} is not a process id`, 'find one with `runqscope list`')
    checkProcIsOurs()
    const proc = `/proc/${pid}`
    try {
      const namespace = pidNamespaceOf(pid)
      const exeFd = openSync(`${proc}/exe`, 'r')
      return new Target(pid, exeFd, readlinkSync(`${proc}/exe`), commandOf(pid), namespace, innerPidOf(pid))
    } catch (error) {
      throw openError(pid, error)
    }
  }

  /** A process that will become `executable` by execve. @throws RunqscopeError no-privilege, pid-namespace */
  static openWaiting(pid: number, executable: string, command: string): Target {
    checkProcIsOurs()
    let exeFd: number
    try {
      exeFd = openSync(executable, 'r')
    } catch (error) {
      throw RunqscopeError.make(
        'no-privilege',
        `${executable} cannot be read: ${(error as Error).message}`,
        'its probes are planned from its bytes; run as root',
      )
    }
    return new Target(pid, exeFd, executable, command, pidNamespaceOf(pid), innerPidOf(pid))
  }

  /** Path under which the kernel and `fs` reach the pinned executable. */
  get pinnedPath(): string {
    return `/proc/self/fd/${this.exeFd}`
  }

  get exeSize(): number {
    return fstatSync(this.exeFd).size
  }

  /**
   * How the probes name the target: its tgid in a pid namespace. An agent in the initial namespace sees every process
   * under its global id, which is the cheaper check; any other agent uses the target's own namespace.
   */
  kernelIdentity(): KernelIdentity {
    if (ownIdentity().ino === 0n)
      return { tgid: this.pid, dev: 0n, ino: 0n, ownThreadIds: this.namespace.ino === INITIAL_PID_NAMESPACE }
    return { tgid: this.innerPid, dev: this.namespace.dev, ino: this.namespace.ino, ownThreadIds: true }
  }

  close(): void {
    closeSync(this.exeFd)
  }
}

/** The identity of this very process, for the calibration. */
export function ownIdentity(): KernelIdentity {
  const { dev, ino } = statSync('/proc/self/ns/pid', { bigint: true })
  return ino === INITIAL_PID_NAMESPACE
    ? { tgid: process.pid, dev: 0n, ino: 0n, ownThreadIds: true }
    : { tgid: process.pid, dev, ino, ownThreadIds: true }
}

/**
 * Pid numbers of /proc and of system calls must be the same ones.
 * @returns what a /proc of another pid namespace calls this process (`none` where it is not mounted); undefined if it
 *   is ours
 */
export function foreignProc(): string | undefined {
  try {
    const seen = readlinkSync('/proc/self')
    // A /proc of an outer namespace tells more than one id; that the first equals ours by chance must not deceive.
    return seen === String(process.pid) && namespacedIds('/proc/self/status').length <= 1 ? undefined : seen
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return 'none'
    throw error
  }
}

function checkProcIsOurs(): void {
  const seen = foreignProc()
  if (seen === undefined) return
  if (seen === 'none')
    throw RunqscopeError.make('pid-namespace', '/proc is not mounted', 'mount it: mount -t proc proc /proc')
  throw RunqscopeError.make(
    'pid-namespace',
    `/proc belongs to another pid namespace (it calls this process ${seen}, the kernel calls it ${process.pid})`,
    'mount a /proc of this namespace (mount -t proc proc /proc), or start runqscope outside of it',
  )
}

function openError(pid: number, error: unknown): RunqscopeError {
  if (isErrno(error, 'EACCES') || isErrno(error, 'EPERM'))
    return RunqscopeError.make(
      'no-privilege',
      `process ${pid} may not be inspected by this user`,
      'run as root, or with CAP_BPF, CAP_PERFMON and CAP_SYS_PTRACE',
    )
  const kernelThread = isErrno(error, 'ENOENT') && processExists(pid)
  return RunqscopeError.make(
    'no-process',
    kernelThread
      ? `process ${pid} has no executable (a kernel thread or a zombie)`
      : `there is no process ${pid}`,
    'find Go processes with `runqscope list`',
  )
}

function processExists(pid: number): boolean {
  return statSync(`/proc/${pid}`, { throwIfNoEntry: false }) !== undefined
}

export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code
}

function pidNamespaceOf(pid: number): PidNamespace {
  const { dev, ino } = statSync(`/proc/${pid}/ns/pid`, { bigint: true })
  return { dev, ino }
}

function innerPidOf(pid: number): number {
  return Number(namespacedIds(`/proc/${pid}/status`).at(-1) ?? pid)
}

/** The ids of a task from the outermost namespace that we see to its own: line NSpid of a status file. */
export function namespacedIds(statusPath: string): string[] {
  const line = readFileSync(statusPath, 'latin1').match(/^NSpid:\s*(.+)$/m)
  return line ? line[1]!.trim().split(/\s+/) : []
}

/** The command line as one string, or the short name in brackets where there is none. */
export function commandOf(pid: number): string {
  const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean)
  return words.length ? words.join(' ') : `[${readFileSync(`/proc/${pid}/comm`, 'utf8').trim()}]`
}
