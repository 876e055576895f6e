import { Kind } from '../contract.gen.js'

/**
 * A transition of the goroutine lifecycle and where Go's scheduler makes it. In `function` (as the inline tree names
 * it: it may have been inlined elsewhere) lie `count` CALLs of `target` that move a g `from` → `to`, or what was
 * inlined in their place. Source: runtime/proc.go, coro.go, debugcall.go, mgcpacer.go of go1.18 to go1.27.
 */
export interface Role {
  /** In words, for refusals. */
  name: string
  kind: Kind
  /** What is planned whole or not at all: every session needs `core`, only `--syscalls` the other. */
  group: Group
  function: string
  target: string
  /** Statuses that the CALL's arguments must agree with, where the target takes them (`casgstatus`). */
  from: string
  to: string
  /** Where the g is at the CALL: the number of an argument, or the stack argument &g.sched of gogo. */
  gp: number | 'sched on the stack'
  /** The probed instruction: the CALL itself, or the first call or jump after it that still has its result, the g. */
  at: 'call' | 'return'
  /** The record's reason: known for all sites of the role, or the number of the CALL's argument. */
  detail?: { constant: number } | { argument: number }
  /** How many in each copy of the function, at least. */
  count: number
  /**
   * `always`: every program has the function. `with function`: a program may lack it, but where it is there the sites
   * must be too. `optional`: planned where found; only a debugger that injects calls (Delve) ever passes there.
   */
  needed: 'always' | 'with function' | 'optional'
  /** Minor versions of Go, inclusive. */
  since: number
  until: number
}

export type Group = 'core' | 'syscalls'

const OLDEST = 0
const NEWEST = 999
/** Byte offset of g.sched, whose address gogo takes: constant in every version. Source: runtime/runtime2.go. */
export const G_SCHED = 56
/** Runs a g whatever its status, which has been changed before: where it is called without a role nothing happens. */
export const GOGO = 'runtime.gogo'
/** The target of a role whose function does not call casgstatus but swaps the status itself. */
export const SWAP = 'compare-and-swap'

const runnable = 'Grunnable'
const running = 'Grunning'
const waiting = 'Gwaiting'
const syscall = 'Gsyscall'
/** Statuses by value, as a CREATE's reason has them. */
const RUNNABLE = 1
const WAITING = 4

/** The usual role: a CALL of casgstatus(gp, old, new). */
function role(
  kind: Kind,
  name: string,
  function_: string,
  [from, to]: [string, string],
  unusual: Partial<Role> = {},
): Role {
  return {
    name,
    kind,
    group: 'core',
    function: `runtime.${function_}`,
    target: 'runtime.casgstatus',
    from,
    to,
    gp: 0,
    at: 'call',
    count: 1,
    needed: 'always',
    since: OLDEST,
    until: NEWEST,
    ...unusual,
  }
}

/** goschedImpl's own casgstatus would not tell a preemption from a yield; its callers do. */
function gosched(name: string, function_: string, preempted: 0 | 1, unusual: Partial<Role> = {}): Role {
  const target = 'runtime.goschedImpl'
  const detail = { constant: preempted }
  return role(Kind.GOSCHED, name, function_, [running, runnable], { target, detail, ...unusual })
}

export const roles: Role[] = [
  // A goroutine's goid is stored before newproc1's last casgstatus since go1.24. Before, it is there only when newproc1
  // has returned, in a go statement or in a coroutine's making.
  role(Kind.CREATE, 'create', 'newproc1', ['Gdead', 'var'], { detail: { argument: 2 }, since: 24 }),
  role(Kind.CREATE, 'create', 'newproc.func1', ['Gdead', runnable], {
    target: 'runtime.newproc1',
    at: 'return',
    detail: { constant: RUNNABLE },
    until: 23,
  }),
  role(Kind.CREATE, 'create coroutine', 'newcoro.func1', ['Gdead', waiting], {
    target: 'runtime.newproc1',
    at: 'return',
    detail: { constant: WAITING },
    needed: 'with function',
    until: 23,
  }),

  role(Kind.READY, 'ready', 'ready', [waiting, runnable]),
  role(Kind.READY, 'ready a list', 'injectglist', [waiting, runnable]),
  // The trace reader, a GC worker on an idle P (twice), and the network poller (twice). In go1.18 the reader is
  // schedule's.
  role(Kind.READY, 'ready in findRunnable', 'findrunnable', [waiting, runnable], { count: 4, until: 18 }),
  role(Kind.READY, 'ready the trace reader', 'schedule', [waiting, runnable], { until: 18 }),
  role(Kind.READY, 'ready in findRunnable', 'findRunnable', [waiting, runnable], { count: 5, since: 19 }),
  role(Kind.READY, 'ready a GC worker', '(*gcControllerState).findRunnableGCWorker', [waiting, runnable]),
  role(Kind.READY, 'ready when parking failed', 'park_m', [waiting, runnable]),
  role(Kind.READY, 'ready after a debugger call', 'debugCallWrap1.func1', [waiting, runnable], {
    needed: 'optional',
  }),

  role(Kind.RUN, 'run', 'execute', [runnable, running]),

  role(Kind.PARK, 'park', 'park_m', [running, waiting]),
  role(Kind.PARK, 'park for a debugger call', 'debugCallWrap.func2', [running, waiting], {
    needed: 'optional',
  }),

  gosched('yield', 'gosched_m', 0),
  gosched('yield if allowed', 'goschedguarded_m', 0, { needed: 'with function' }),
  gosched('be preempted', 'gopreempt_m', 1),
  role(Kind.YIELD, 'goyield', 'goyield_m', [running, runnable]),
  role(Kind.YIELD, 'yield after a debugger call', 'debugCallWrap1.func1', [running, runnable], {
    needed: 'optional',
  }),
  role(Kind.PREEMPT_PARK, 'be preempted and parked', 'preemptPark', [running, 'Gpreempted'], {
    target: 'runtime.casGToPreemptScan',
  }),

  role(Kind.EXIT, 'exit', 'goexit0', [running, 'Gdead'], { until: 21 }),
  role(Kind.EXIT, 'exit', 'gdestroy', [running, 'Gdead'], { since: 22 }),

  // coroswitch_m changes both statuses by inline CAS; gogo(&gnext.sched) is the one point that it always passes.
  role(Kind.CORO_SWITCH, 'switch coroutines', 'coroswitch_m', [waiting, running], {
    target: GOGO,
    gp: 'sched on the stack',
    needed: 'with function',
  }),

  role(Kind.SYSCALL_EXIT, 'return from a syscall without a P', 'exitsyscall0', [syscall, runnable], {
    until: 25,
  }),
  role(Kind.SYSCALL_EXIT, 'return from a syscall without a P', 'exitsyscallNoP', [running, runnable], {
    since: 26,
  }),

  // The goroutine of a thread that C made; only programs with cgo ever pass there.
  ...outside(Kind.NEEDM, 'enter Go from C', 'needm', (dead): [string, string] => [dead, syscall]),
  ...outside(Kind.DROPM, 'leave Go to C', 'dropm', (dead): [string, string] => [syscall, dead]),

  ...onSyscall(Kind.SYSCALL_ENTER, 'enter a syscall', 'reentersyscall', [running, syscall]),
  role(Kind.SYSCALL_ENTER, 'enter a blocking syscall', 'entersyscallblock', [running, syscall], {
    group: 'syscalls',
    needed: 'with function',
  }),
  ...onSyscall(Kind.SYSCALL_RETURN, 'return from a syscall', 'exitsyscall', [syscall, running]),
]

/** Since go1.26 the runtime tries the swap itself, and calls casgstatus where that fails or a bubble must be told. */
function onSyscall(kind: Kind, name: string, function_: string, change: [string, string]): Role[] {
  return [
    role(kind, name, function_, change, { group: 'syscalls' }),
    role(kind, `${name}, the fast way`, function_, change, { group: 'syscalls', target: SWAP, since: 26 }),
  ]
}

function outside(
  kind: Kind,
  name: string,
  function_: string,
  change: (dead: string) => [string, string],
): Role[] {
  return [
    role(kind, name, function_, change('Gdead'), { needed: 'with function', until: 25 }),
    role(kind, name, function_, change('Gdeadextra'), { needed: 'with function', since: 26 }),
  ]
}

export function rolesOf(minor: number): Role[] {
  return roles.filter(r => r.since <= minor && minor <= r.until)
}

/** Carries a status for its caller, to whom the transition belongs. Source: runtime/proc.go. */
export const transparent = new Set(['runtime.casGToWaiting'])

/** Statuses are what these take second and third. */
export const takesStatuses = new Set(['runtime.casgstatus', 'runtime.casGToPreemptScan', SWAP])

/**
 * Each makes one transition, always of its caller: where it was inlined, the swap or the call in the copy stands for
 * the CALL that is not there.
 */
export const carriers = new Set(['runtime.casgstatus', 'runtime.casGToPreemptScan', 'runtime.goschedImpl'])

/** Goroutine statuses by value. Source: runtime/runtime2.go, _Gidle…; 10 and 11 since go1.26. */
export const statusNames = [
  'Gidle',
  'Grunnable',
  'Grunning',
  'Gsyscall',
  'Gwaiting',
  'Gmoribund',
  'Gdead',
  'Genqueue',
  'Gcopystack',
  'Gpreempted',
  'Gleaked',
  'Gdeadextra',
]
/** _Gscan, set while the GC or a preemption owns the status. */
export const GSCAN = 0x1000

/**
 * Transitions that start, stop or wake a goroutine: a binary that has, or could have, one outside the roles is not
 * understood. Running ↔ Waiting is missing on purpose: around GC and stop-the-world the runtime only pretends.
 */
export const lifecycle: readonly [from: string, to: string][] = [
  [waiting, runnable],
  [runnable, running],
  [running, runnable],
  [running, 'Gdead'],
  [running, 'Gpreempted'],
  ['Gdead', runnable],
  [syscall, runnable],
]

/** Where such a transition is known and covered by another site, or does not happen though the code could make it. */
export const covered = new Set([
  'runtime.goschedImpl',
  'runtime.coroswitch_m',
  // Before go1.24 the creation is seen when newproc1 has returned.
  'runtime.newproc1',
  // Also before go1.24, where a debugger injects a call (Delve): nothing that can be probed behind newproc1 still has
  // the g, which is first seen when it runs.
  'runtime.debugCallWrap.func1',
  // They swap whatever they are given, which their callers see to be one status with _Gscan and without.
  'runtime.casfrom_Gscanstatus',
  'runtime.castogscanstatus',
])
