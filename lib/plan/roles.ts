import { GpSource, Kind } from '../contract.gen.js'

/**
 * A transition of the goroutine lifecycle and the call in Go's scheduler that makes it. In `function` (as the inline
 * tree names it: it may have been inlined elsewhere) lie `count` CALLs of `target` that move a g `from` → `to`.
 * Source: runtime/proc.go, coro.go, debugcall.go, mgcpacer.go of go1.22 to go1.27.
 */
export interface Role {
  /** In words, for refusals. */
  name: string
  kind: Kind
  function: string
  target: string
  /** Statuses that the CALL's arguments must agree with, where the target takes them (`casgstatus`). */
  from: string
  to: string
  gp: { source: GpSource; delta: number }
  /** The probed instruction: the CALL itself, or the first conditional jump after it, where its result is in AX. */
  at: 'call' | 'jump-after'
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

const OLDEST = 0
const NEWEST = 999
/** Byte offset of g.sched, whose address gogo takes: constant in every version. Source: runtime/runtime2.go. */
export const G_SCHED = 56

const AX = { source: GpSource.AX, delta: 0 }
const BX = { source: GpSource.BX, delta: 0 }

const runnable = 'Grunnable'
const running = 'Grunning'
const waiting = 'Gwaiting'

/** The usual role: a CALL of casgstatus(gp, old, new), whose g is the first argument, in AX by ABIInternal. */
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
    function: `runtime.${function_}`,
    target: 'runtime.casgstatus',
    from,
    to,
    gp: AX,
    at: 'call',
    count: 1,
    needed: 'always',
    since: OLDEST,
    until: NEWEST,
    ...unusual,
  }
}

export const roles: Role[] = [
  // A goroutine's goid is stored before newproc1's last casgstatus since go1.24. Before, it is there only when newproc1
  // has returned: at runqput for go statements, right after the call for coroutines, which are not queued.
  role(Kind.CREATE, 'create', 'newproc1', ['Gdead', 'var'], { since: 24 }),
  role(Kind.CREATE, 'create', 'newproc.func1', ['Gdead', runnable], {
    target: 'runtime.runqput',
    gp: BX,
    until: 23,
  }),
  role(Kind.CREATE, 'create coroutine', 'newcoro.func1', ['Gdead', waiting], {
    target: 'runtime.newproc1',
    at: 'jump-after',
    needed: 'with function',
    until: 23,
  }),

  role(Kind.READY, 'ready', 'ready', [waiting, runnable]),
  role(Kind.READY, 'ready a list', 'injectglist', [waiting, runnable]),
  // The trace reader, a GC worker on an idle P (twice), and the network poller (twice).
  role(Kind.READY, 'ready in findRunnable', 'findRunnable', [waiting, runnable], { count: 5 }),
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

  // goschedImpl's own casgstatus would not tell a preemption from a yield; its callers pass that in BX.
  role(Kind.GOSCHED, 'yield', 'gosched_m', [running, runnable], { target: 'runtime.goschedImpl' }),
  role(Kind.GOSCHED, 'yield if allowed', 'goschedguarded_m', [running, runnable], {
    target: 'runtime.goschedImpl',
    needed: 'with function',
  }),
  role(Kind.GOSCHED, 'be preempted', 'gopreempt_m', [running, runnable], { target: 'runtime.goschedImpl' }),
  role(Kind.YIELD, 'goyield', 'goyield_m', [running, runnable]),
  role(Kind.YIELD, 'yield after a debugger call', 'debugCallWrap1.func1', [running, runnable], {
    needed: 'optional',
  }),
  role(Kind.PREEMPT_PARK, 'be preempted and parked', 'preemptPark', [running, 'Gpreempted'], {
    target: 'runtime.casGToPreemptScan',
  }),

  role(Kind.EXIT, 'exit', 'gdestroy', [running, 'Gdead']),

  // coroswitch_m changes both statuses by inline CAS; gogo(&gnext.sched) is the one point that it always passes.
  role(Kind.CORO_SWITCH, 'switch coroutines', 'coroswitch_m', [waiting, running], {
    target: 'runtime.gogo',
    gp: { source: GpSource.AX, delta: -G_SCHED },
    needed: 'with function',
  }),

  role(Kind.SYSCALL_EXIT, 'return from a syscall without a P', 'exitsyscall0', ['Gsyscall', runnable], {
    until: 25,
  }),
  role(Kind.SYSCALL_EXIT, 'return from a syscall without a P', 'exitsyscallNoP', [running, runnable], {
    since: 26,
  }),
]

export function rolesOf(minor: number): Role[] {
  return roles.filter(r => r.since <= minor && minor <= r.until)
}

/** Inlined into its callers for good measure; the transition belongs to the caller. Source: runtime/proc.go. */
export const transparent = new Set(['runtime.casGToWaiting'])

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
 * casgstatus transitions that start, stop or wake a goroutine: a binary that has one outside the roles is not
 * understood. Running ↔ Waiting is missing on purpose: around GC and stop-the-world the runtime only pretends.
 */
export const lifecycle = new Set([
  'Gwaiting→Grunnable',
  'Grunnable→Grunning',
  'Grunning→Grunnable',
  'Grunning→Gdead',
  'Gdead→Grunnable',
])

/** Where such a transition is known and covered by another site. */
export const covered = new Set([
  'runtime.goschedImpl',
  'runtime.coroswitch_m',
  // Before go1.24 the creation is seen when newproc1 has returned.
  'runtime.newproc1',
])
