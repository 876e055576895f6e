import { readFileSync, readSync } from 'node:fs'
import type { Plan } from '../plan/plan.js'
import { findMapped, type MappedFile } from './maps.js'
import type { Target } from './target.js'

const PAGE = 4096
/** Entries of /proc/PID/auxv are pairs of words; include/uapi/linux/auxvec.h. */
const AT_NULL = 0n
const AT_ENTRY = 9n
/** Where ELF64 files tell their entry address (e_entry). */
const ENTRY_AT = 24

/**
 * What to add to a link-time address to find it in the process; 0 unless the file is position-independent. Undefined
 * while the process does not run it (before execve, or after its end).
 */
export function loadBias(target: Target, plan: Plan): number | undefined {
  if (target.library) {
    const mapped = findMapped(target.pid, target.library)
    return mapped && mappedBiases(mapped, plan)[0]
  }
  return plan.pie ? executableBias(target) : 0
}

/** The kernel tells the entry address as loaded; unlike /proc/PID/maps this is unmistakable on any file system. */
function executableBias(target: Target): number | undefined {
  const linked = new BigUint64Array(1)
  if (readSync(target.exeFd, new Uint8Array(linked.buffer), 0, 8, ENTRY_AT) !== 8) return undefined
  const words = auxiliaryVector(target.pid)
  // After the vector, not before: an execve in between would have brought another one.
  if (words === undefined || !target.isRunning()) return undefined
  for (let at = 0; at + 1 < words.length && words[at] !== AT_NULL; at += 2)
    if (words[at] === AT_ENTRY) return Number(words[at + 1]! - linked[0]!)
  return undefined
}

function auxiliaryVector(pid: number): BigUint64Array | undefined {
  try {
    const bytes = readFileSync(`/proc/${pid}/auxv`)
    return new BigUint64Array(new Uint8Array(bytes).buffer, 0, bytes.length >> 3)
  } catch {
    return undefined // the process is gone; the caller says so
  }
}

/** The places where a file's code is mapped: its load biases, one for each time that it was loaded. */
export function mappedBiases(file: MappedFile, plan: Plan): number[] {
  // A probe site is certain to be code, and its address and its offset in the file are both known.
  const { address, fileOffset } = plan.sites[0]!
  return file.mappings
    .filter(
      ({ start, end, offset, executable }) =>
        executable && fileOffset >= offset && fileOffset < offset + end - start,
    )
    .map(({ start, offset }) => start + (fileOffset - offset) - address)
}

/**
 * The same from the g of the main goroutine, for a process that is gone. Its start function is runtime.main, and who
 * created it is rt0_go, by way of newproc's wrapper (src/runtime/asm_amd64.s, Go 1.22 to 1.27). Loading moves the
 * program by whole pages, so only one place in each page of the text comes into question.
 *
 * @returns undefined for any other goroutine
 */
export function loadBiasOfMain(
  target: Target,
  plan: Plan,
  startpc: number,
  gopc: number,
): number | undefined {
  const { pcs, firstLoad } = plan
  const end = firstLoad.address + target.exeSize
  for (let entry = firstLoad.address + (startpc % PAGE); entry < end; entry += PAGE) {
    const found = pcs.functionAt(entry)
    if (found?.name !== 'runtime.main' || found.entry !== entry) continue
    const bias = startpc - entry
    const creator = pcs.lookup(gopc - bias - 1)?.function
    return creator === 'runtime.newproc' || creator === 'runtime.rt0_go' ? bias : undefined
  }
  return undefined
}
