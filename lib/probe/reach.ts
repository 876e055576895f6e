import { RunqscopeError } from '../errors.js'
import type { Plan } from '../plan/plan.js'
import { loadBias } from './loadbias.js'
import { openMemory } from './probe.js'
import type { Target } from './target.js'

/** What a uprobe puts in place of an instruction: arch/x86/include/asm/uprobes.h, arch/arm64/include/asm/brk-imm.h. */
const breakpoints: Record<Plan['arch'], Uint8Array> = {
  amd64: Uint8Array.of(0xcc),
  arm64: Uint8Array.of(0xa0, 0x00, 0x20, 0xd4),
}

/**
 * That the probes have arrived in the target's code. The kernel hangs them on the file behind the pinned one; on an
 * overlay that is another file than the one mapped once it has been copied to the upper file system, and nothing would
 * ever fire.
 *
 * @throws RunqscopeError target-state, no-process, no-privilege
 */
export function checkReached(target: Target, plan: Plan): void {
  if (hasBreakpoint(target, plan)) return
  // Where the process has ended or become another one, that is the reason.
  target.checkUnchanged()
  throw RunqscopeError.make(
    'target-state',
    `the probes do not reach process ${target.pid}: ${target.exePath} has been changed on its overlay file system since it was started`,
    'start the program again, then attach',
  )
}

function hasBreakpoint(target: Target, plan: Plan): boolean {
  const bias = loadBias(target, plan)
  const site = plan.sites.find(({ group }) => group === 'core')
  if (bias === undefined || !site) return false
  const wanted = breakpoints[plan.arch]
  const found = new Uint8Array(wanted.length)
  const memory = openMemory(target)
  try {
    const count = memory.read(BigInt(site.address + bias), found)
    return count === wanted.length && Buffer.compare(found, wanted) === 0
  } finally {
    memory.close()
  }
}
