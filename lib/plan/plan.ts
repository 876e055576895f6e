import type { Success } from '../binary/machine.js'
import type { Kind } from '../contract.gen.js'

/** A probe site: one CALL (or Jcc) instruction inside the Go scheduler. */
export interface Site {
  /** What the site reports, as in `bpf/contract.h`. */
  kind: Kind
  /** Every session attaches `core`; `--syscalls` adds the sites that a system call passes each time. */
  group: 'core' | 'syscalls'
  /** Virtual address of the instruction as linked (not relocated). */
  address: number
  /** Offset of the instruction in the executable file: what the kernel attaches to. */
  fileOffset: number
  /** The instruction: only those that the kernel emulates. */
  instruction: 'call' | 'jump'
  /** Physical function the instruction lies in, e.g. `runtime.park_m`. */
  function: string
  /** Innermost logical function by the pclntab inline tree (differs from `function` when inlined). */
  logical: string
  /** What is called, e.g. `runtime.casgstatus`. */
  target: string
  /** Goroutine status before and after, by the runtime's names, e.g. `Grunning`, `Gwaiting`; `var` if not constant. */
  from: string
  to: string
  /** The register in which the probe finds the g, by the number of the instruction encoding, and what to add (bytes). */
  gp: { register: number; delta: number }
  /** The record's reason where the site knows it (new status of a CREATE, preempted of a GOSCHED): a constant or a register. */
  detail?: { constant: number } | { register: number }
  /** On a jump behind an inlined compare-and-swap: when that succeeded. Absent: every hit counts. */
  success?: Success
  /** Source position by pclntab, e.g. `proc.go:4290`. */
  source: string
  /** How the site was found and proven, one clause. */
  found: string
}

/** A field offset in bytes, with where it came from. */
export interface FieldOffset {
  struct: 'g' | 'm' | 'p' | 'schedt'
  field: string
  offset: number
  /** e.g. `table go1.24.6–go1.24.13`, `target's DWARF (agrees with the table)`. */
  found: string
}

/** A runtime global's link-time virtual address. */
export interface GlobalAddress {
  name: 'allgs' | 'allp' | 'gomaxprocs' | 'sched'
  address: number
  found: string
}

/** A function and line of the target; `line` 0 if unknown. Shape of `PcTable.lookup`. */
export interface CodePosition {
  function: string
  file: string
  line: number
}

/** Resolves program counters of the target; link-time addresses (subtract the load bias first). */
export interface PcTable {
  /** Innermost function and position at `pc`, inlining included, or undefined outside Go text. */
  lookup(pc: number): CodePosition | undefined
  /**
   * Name of the function that a goroutine with this g.startpc runs: of a wrapper that the compiler made for `go f(x)`
   * the wrapped function, as `go tool trace` shows it (runtime.startPCForTrace, tracestack.go).
   */
  startFunction(pc: number): string | undefined
  /** The physical function whose entry range holds `pc`; its name, entry address and declaration position. */
  functionAt(pc: number): { name: string; entry: number; file: string; line: number } | undefined
}

/**
 * Everything that attach needs to know of a binary, made from its bytes alone: no privilege, no kernel.
 * A plan is whole or it is a refusal; it is never used in part.
 */
export interface Plan {
  /** `go1.26.8`, as the binary says it; `go1.26` where only the minor version could be told. */
  goVersion: string
  /** Where it says so, e.g. `build info`. */
  goVersionFound: string
  arch: 'amd64' | 'arm64'
  /**
   * True if the Go runtime is a guest in a program of another language: the binary is a library made by
   * -buildmode=c-shared, or a program that one made by -buildmode=c-archive was linked into.
   */
  library: boolean
  /** True for a position-independent executable or a library: addresses need the load bias of the process. */
  pie: boolean
  /** Lowest PT_LOAD virtual address and its file offset: what the load bias is computed against. */
  firstLoad: { address: number; fileOffset: number }
  /** Main package path from build info if any, for display. */
  modulePath: string
  /** By address. */
  sites: Site[]
  /** Why there are no sites of the group `syscalls`; absent if that group is whole. */
  syscallsMissing?: string
  offsets: FieldOffset[]
  globals: GlobalAddress[]
  /** waitReason value → the runtime's text, e.g. `chan receive`. */
  waitReasons: string[]
  pcs: PcTable
}
