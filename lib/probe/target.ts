import {
  type BigIntStats,
  closeSync,
  fstatSync,
  openSync,
  readFileSync,
  readlinkSync,
  readSync,
  statSync,
} from 'node:fs'
import { RunqscopeError } from '../errors.js'
import { openMapped } from './mapped.js'
import { findMapped, type MappedFile } from './maps.js'
import { checkPlatform } from './platform.js'
import { printable } from './printable.js'
import { checkProbeable, explainOpening, isErrno, readStatus } from './status.js'

export { isErrno }

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

/** What a file was when it was opened. */
interface Stamp {
  dev: bigint
  ino: bigint
  size: bigint
  mtimeNs: bigint
}

/**
 * A running process to attach to, pinned: the open file stays the inode that is planned and probed, whatever happens
 * to the path. Close it when done.
 */
export class Target {
  private readonly stamp: Stamp
  /** /proc/PID/maps, which can be read for as long as the process keeps this address space; none before execve. */
  private readonly mapsFd: number | undefined

  private constructor(
    readonly pid: number,
    /** Open file descriptor of what is planned: the executable, or a library with Go inside. */
    readonly exeFd: number,
    readonly exePath: string,
    readonly command: string,
    /** The library, where Go came into the process with one. */
    readonly library?: MappedFile,
    /** The process is still to become the executable, by execve. */
    readonly waiting = false,
  ) {
    this.stamp = stampOf(fstatSync(exeFd, { bigint: true }))
    this.namespace = pidNamespaceOf(pid)
    this.innerPid = innerPidOf(pid)
    this.mapsFd = waiting ? undefined : openSync(`/proc/${pid}/maps`, 'r')
  }

  readonly namespace: PidNamespace
  /** The process's id in its own (innermost) pid namespace. */
  readonly innerPid: number

  /** A process by its executable. @throws RunqscopeError usage, no-process, no-privilege, pid-namespace */
  static open(pid: number): Target {
    if (!Number.isInteger(pid) || pid <= 0)
      throw RunqscopeError.make('usage', `${pid} is not a process id`, 'find one with `runqscope list`')
    checkProcIsOurs()
    const exe = `/proc/${pid}/exe`
    return pinning(
      pid,
      () => openSync(exe, 'r'),
      exeFd => new Target(pid, exeFd, readlinkSync(exe), commandOf(pid)),
    )
  }

  /** A process by a library that it maps. Throws as `open`. */
  static openLibrary(pid: number, library: MappedFile): Target {
    return pinning(
      pid,
      () => openMapped(pid, library),
      exeFd => new Target(pid, exeFd, library.path, commandOf(pid), library),
    )
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
    return new Target(pid, exeFd, executable, command, undefined, true)
  }

  /** Path under which the kernel and `fs` reach the pinned executable. */
  get pinnedPath(): string {
    return `/proc/self/fd/${this.exeFd}`
  }

  get exeSize(): number {
    return fstatSync(this.exeFd).size
  }

  /** Whether the process runs the pinned file at this moment, and has executed nothing since it was pinned. */
  isRunning(): boolean {
    const { library, mapsFd, pid, stamp } = this
    if (mapsFd !== undefined && !isSameAddressSpace(mapsFd)) return false
    if (library) return findMapped(pid, library) !== undefined
    const exe = statIfThere(`/proc/${pid}/exe`)
    return exe !== undefined && exe.dev === stamp.dev && exe.ino === stamp.ino
  }

  /**
   * That the process is still the one that was pinned, with the same bytes, and nobody debugs it. Between opening and
   * arming it may have executed another program, or a build may have replaced the file that `run` is about to start.
   *
   * @throws RunqscopeError no-process, target-state
   */
  checkUnchanged(): void {
    const { pid, exePath } = this
    checkProbeable(pid)
    const pinned = stampOf(fstatSync(this.exeFd, { bigint: true }))
    const same = this.waiting ? isSameStamp(statIfThere(exePath), this.stamp) : this.isRunning()
    if (!same && !this.waiting) checkProbeable(pid) // one that ends has no executable for a moment
    if (!same)
      throw RunqscopeError.make(
        'target-state',
        this.waiting
          ? `${exePath} was replaced while its probes were being set`
          : `process ${pid} does not run ${exePath} any more: it has executed a program since`,
        this.waiting ? 'start it again' : 'attach again',
      )
    if (!isSameStamp(pinned, this.stamp))
      throw RunqscopeError.make(
        'target-state',
        `${exePath} was overwritten while its probes were being set`,
        'start the program again, then attach',
      )
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
    if (this.mapsFd !== undefined) closeSync(this.mapsFd)
  }
}

/** Whether two paths lead to one file at this moment. */
export function isSamePath(a: string, b: string): boolean {
  const one = statIfThere(a)
  const other = statIfThere(b)
  return one !== undefined && one.dev === other?.dev && one.ino === other.ino
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
  checkPlatform()
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

/** Opens a file of a process and makes something of it; what goes wrong is told by what the process is. */
function pinning(pid: number, open: () => number, make: (fd: number) => Target): Target {
  let fd: number | undefined
  try {
    const { tgid } = readStatus(pid)
    if (tgid !== pid)
      throw RunqscopeError.make(
        'no-process',
        `${pid} is a thread of process ${tgid}, not a process`,
        `name ${tgid}`,
      )
    fd = open()
    return make(fd)
  } catch (error) {
    if (fd !== undefined) closeSync(fd)
    throw explainOpening(pid, error)
  }
}

function isSameAddressSpace(mapsFd: number): boolean {
  try {
    return readSync(mapsFd, new Uint8Array(1), 0, 1, 0) === 1
  } catch {
    return false // it has ended
  }
}

function stampOf({ dev, ino, size, mtimeNs }: BigIntStats): Stamp {
  return { dev, ino, size, mtimeNs }
}

function isSameStamp(a: Stamp | undefined, b: Stamp): boolean {
  return a?.dev === b.dev && a.ino === b.ino && a.size === b.size && a.mtimeNs === b.mtimeNs
}

function statIfThere(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true })
  } catch {
    return undefined // gone or out of reach: in either case not what was pinned
  }
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

/** The command line as one printable string, or the short name in brackets where there is none. */
export function commandOf(pid: number): string {
  const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean)
  return printable(words.length ? words.join(' ') : `[${readFileSync(`/proc/${pid}/comm`, 'utf8').trim()}]`)
}
