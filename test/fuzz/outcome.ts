import { Elf } from '../../lib/binary/elf.js'
import { findModule } from '../../lib/binary/module.js'
import { bufferSource } from '../../lib/binary/source.js'
import { RunqscopeError } from '../../lib/errors.js'
import { plan } from '../../lib/plan/index.js'
import type { Random } from './random.js'

export interface Outcome {
  /** `planned` or the code of the refusal. */
  is: string
  /** Whether the tables of the pclntab were found and read. */
  reached: boolean
}

/** Plans damaged bytes. @throws what is no refusal: a bug */
export function outcomeOf(bytes: Buffer, random: Random): Outcome {
  try {
    const { pcs, sites } = plan(bytes)
    // Names are looked up while a session runs: damage that planning did not meet must not end one.
    const pc = random.of(sites).address + random.below(64)
    pcs.lookup(pc)
    pcs.functionAt(pc)
    pcs.startFunction(pcs.functionAt(pc)?.entry ?? pc)
    return { is: 'planned', reached: true }
  } catch (error) {
    if (!(error instanceof RunqscopeError)) throw error
    return { is: error.code, reached: reachedModule(bytes) }
  }
}

function reachedModule(bytes: Buffer): boolean {
  try {
    return findModule(new Elf(bufferSource(bytes))) !== undefined
  } catch (error) {
    if (!(error instanceof RunqscopeError)) throw error
    return false
  }
}
