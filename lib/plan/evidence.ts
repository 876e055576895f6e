import type { Layout } from './layouts.gen.js'
import type { FieldOffset } from './plan.js'
import { Reader } from './reader.js'
import type { RuntimeCode } from './runtime.js'

/** A field whose offset follows from the binary's own instructions. */
export interface FieldProof {
  struct: FieldOffset['struct']
  field: string
  offset: number
  /** One clause: which instruction shows it. */
  evidence: string
}

/**
 * The fields that attaching reads, in the kernel (bpf/contract.h, `rqs_config`) and from the target's memory
 * (lib/probe/snapshot.ts). Whatever else a layout holds is not needed for a right answer.
 */
export const usedFields = {
  g: ['goid', 'atomicstatus', 'waitreason', 'startpc', 'gopc', 'm'],
  m: ['g0', 'procid', 'curg', 'p'],
  p: ['id'],
} as const satisfies Partial<Record<FieldOffset['struct'], string[]>>

/** What the code of the runtime proves of a layout. A field that it contradicts or does not name is left out. */
export function proveFields(runtime: RuntimeCode, layout: Layout): FieldProof[] {
  const proofs: FieldProof[] = []
  const reader = new Reader(runtime)
  for (const { struct, field, shownBy, show } of claims) {
    const offset = layout[struct][field]
    if (offset === undefined) continue
    const shown = new Set(show(reader, offset))
    // Two offsets in one place would mean that the code is not what is thought.
    if (shown.size === 1 && shown.has(offset)) proofs.push({ struct, field, offset, evidence: shownBy })
  }
  return proofs
}

/**
 * The first field that the code has elsewhere than a layout, in words: the runtime is then not the one that was measured
 * under its version. Undefined if the code contradicts none; without optimisation it says little.
 */
export function contradiction(runtime: RuntimeCode, layout: Layout): string | undefined {
  const reader = new Reader(runtime)
  for (const { struct, field, shownBy, show } of claims) {
    const offset = layout[struct][field]
    const shown = new Set(offset === undefined ? [] : show(reader, offset))
    if (offset === undefined || shown.size === 0 || shown.has(offset)) continue
    return `${struct}.${field} is at ${[...shown].join(' or ')}, not at ${offset} (${shownBy})`
  }
  return undefined
}

/** A field and the code that no runtime lacks and that cannot work without naming its offset. */
interface Claim {
  struct: 'g' | 'm' | 'p'
  field: string
  shownBy: string
  /** Every offset that the code shows. Only atomicstatus needs to know what to look for. */
  show(reader: Reader, expected: number): Iterable<number>
}

const ENLIST = 'runtime.(*gcControllerState).enlistWorker'

/** Source: runtime/proc.go, go1.18 to go1.27. */
const claims: Claim[] = [
  {
    struct: 'g',
    field: 'm',
    shownBy: 'runtime.gopark stores the wait reason into g.m.curg',
    show: reader => reader.stores('runtime.gopark', 1, 3).map(steps => steps[0]!),
  },
  {
    struct: 'm',
    field: 'curg',
    shownBy: 'runtime.gopark stores the wait reason into g.m.curg',
    show: reader => reader.stores('runtime.gopark', 1, 3).map(steps => steps[1]!),
  },
  {
    struct: 'g',
    field: 'waitreason',
    shownBy: 'the byte that runtime.gopark stores into g.m.curg',
    show: reader => reader.stores('runtime.gopark', 1, 3).map(steps => steps[2]!),
  },
  {
    struct: 'g',
    field: 'atomicstatus',
    shownBy: 'the word that runtime.casgstatus swaps',
    // Where it swaps none there, ready shows where the status is that it loads first.
    show: (reader, expected) =>
      reader.swaps('runtime.casgstatus', expected)
        ? [expected]
        : reader.loadsOfArgument('runtime.ready', 4).filter(offset => offset !== expected),
  },
  {
    struct: 'g',
    field: 'goid',
    shownBy: "what runtime.newproc1 stores of its P's cached ids",
    show: reader => reader.numbered(),
  },
  {
    struct: 'g',
    field: 'startpc',
    shownBy: 'the only pointer that runtime.isSystemGoroutine loads from its argument',
    show: reader => reader.loadsOfArgument('runtime.isSystemGoroutine', 8),
  },
  {
    struct: 'g',
    field: 'gopc',
    shownBy: 'what runtime.printcreatedby looks up',
    show: reader => reader.lookedUp('runtime.printcreatedby'),
  },
  {
    struct: 'm',
    field: 'g0',
    shownBy: 'the only field of the m that runtime.mcall loads',
    show: reader => reader.loads('runtime.mcall', 8, 2).map(steps => steps[1]!),
  },
  {
    struct: 'm',
    field: 'procid',
    shownBy: 'what runtime.minit stores into g.m, and runtime.signalM loads',
    show: reader => [
      ...reader.stores('runtime.minit', 8, 2).map(steps => steps[1]!),
      ...reader.loadsOfArgument('runtime.signalM', 8),
    ],
  },
  {
    struct: 'm',
    field: 'p',
    shownBy: 'the 32 bits that enlistWorker loads from g.m.p',
    show: reader => reader.loads(ENLIST, 4, 3).map(steps => steps[1]!),
  },
  {
    struct: 'p',
    field: 'id',
    shownBy: 'the 32 bits that enlistWorker loads from g.m.p',
    show: reader => reader.loads(ENLIST, 4, 3).map(steps => steps[2]!),
  },
]
