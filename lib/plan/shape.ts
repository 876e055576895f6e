import type { Records } from '../binary/module.js'

/**
 * Functions of package runtime by which minor versions can be told apart: `born` are in every binary of go1.`since` and
 * newer, `gone` in every older one, and never the other way round. Names of inlined functions count: they stay in the
 * table of names. None depends on an experiment that can be switched. Measured on programs of 10 lines and of net/http,
 * go1.18 to go1.27, amd64 and arm64, with and without optimisation, -race, c-shared, profile-guided.
 */
const marks: { since: number; born: string[]; gone: string[] }[] = [
  {
    since: 19,
    born: ['(*gcControllerState).addIdleMarkWorker', '(*limiterEvent).start', 'findRunnable'],
    gone: ['findrunnable', 'scavengeSleep', 'readyForScavenger'],
  },
  {
    since: 20,
    born: ['(*m).becomeSpinning', 'casGToWaiting', 'pidlegetSpinning'],
    gone: ['epollwait', 'funcnameFromNameoff', 'cfuncnameFromNameoff'],
  },
  {
    since: 21,
    born: ['(*unwinder).next', 'addExtraM', '(*m).hasCgoOnStack'],
    gone: ['gentraceback', 'traceGCSTWStart', 'tracebackCgoContext'],
  },
  {
    since: 22,
    born: ['forEachPInternal', '(*traceSchedResourceState).nextSeq', 'cheaprandn'],
    gone: ['fastrandn', 'traceGoStart', 'traceGoPark'],
  },
  {
    since: 23,
    born: ['(*timers).check', '(*timer).unlockAndRun', '(*timers).wakeTime'],
    gone: ['checkTimers', 'runtimer', 'nobarrierWakeTime'],
  },
  {
    since: 24,
    born: ['waitReason.isIdleInSynctest', 'postMallocgcDebug', 'traceLocker.emitUnblockStatus'],
    gone: ['materializeGCProg', 'dematerializeGCProg', '(*stackObjectRecord).useGCProg'],
  },
  {
    since: 25,
    born: ['(*synctestBubble).incActive', 'defaultGOMAXPROCS', '(*mLockProfile).storeSlow'],
    gone: ['getproccount', 'parsedebugvars', 'atoi32'],
  },
  {
    since: 26,
    born: ['(*g).internalBlocked', '(*gcControllerState).assignWaitingGCWorker', '(*g).isMaybeRunnable'],
    gone: ['exitsyscall0', 'exitsyscallfast', 'entersyscall_sysmon'],
  },
  {
    since: 27,
    born: ['addModuleItabs', 'mutexevent', 'moduleTypelinks'],
    gone: ['alginit', 'checkASM', 'initAlgAES'],
  },
]
const OLDEST = 18
/** The records of functions changed with go1.20. */
const RECORDS_CHANGED = 20

/**
 * The minor version of Go that a runtime's functions tell, undefined unless every mark agrees. A version that is newer
 * than the marks looks like the newest that they know.
 *
 * @param mentions whether a name is in the table of names
 */
export function minorByShape(mentions: (name: string) => boolean, records: Records): number | undefined {
  let minor = OLDEST
  for (const { since, born, gone } of marks) {
    const has = (name: string) => mentions(`runtime.${name}`)
    const reached = born.every(has) && !gone.some(has)
    const before = gone.every(has) && !born.some(has)
    if (reached === before || (reached && minor !== since - 1)) return undefined
    if (reached) minor = since
  }
  return (records === 'go1.20') === minor >= RECORDS_CHANGED ? minor : undefined
}
