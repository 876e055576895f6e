import { Patient } from './damage.js'
import { type Outcome, outcomeOf } from './outcome.js'
import { Random } from './random.js'
import { regionsOf } from './regions.js'
import { bytesOf, specimens } from './specimen.js'

/** What happened to one input. */
export interface Tried extends Outcome {
  specimen: string
  /** How long it took, in milliseconds of wall clock; of the fastest try, if it was slow. */
  took_ms: number
}

/** An input that did not end in a plan or a clear refusal. */
export interface Finding {
  index: number
  specimen: string
  /** What was done to the specimen. */
  damage: string[]
  problem: string
}

/** Longer than this is a hang. */
export const HANG_MS = 1000

/** All specimens on the table, to be damaged one after the other. */
export class Bench {
  readonly #patients = specimens.map(specimen => {
    const bytes = bytesOf(specimen)
    return { specimen, patient: new Patient(bytes, regionsOf(bytes)), whole: Buffer.from(bytes) }
  })

  /** Makes the input number `index` of a seed and plans it. */
  try(seed: number, index: number): Tried | Finding {
    const random = Random.at(seed, index)
    const { specimen, patient } = this.#choose(random)
    const bytes = patient.damage(random)
    const damage = [...patient.done]
    const lookups = random.below(1 << 30)
    const failed = (problem: string) => ({ index, specimen: specimen.name, damage, problem })
    try {
      // A machine that had better things to do is no hang: only what is slow three times is.
      let took_ms = Number.POSITIVE_INFINITY
      for (let round = 0; round < 3; round++) {
        const begin = performance.now()
        const outcome = outcomeOf(bytes, new Random(lookups))
        took_ms = Math.min(took_ms, performance.now() - begin)
        if (took_ms < HANG_MS) return { ...outcome, specimen: specimen.name, took_ms }
      }
      return failed(`a hang: ${took_ms.toFixed(0)} ms`)
    } catch (error) {
      return failed(error instanceof Error ? `${error.stack}` : `${error}`)
    } finally {
      patient.mend()
    }
  }

  /** Whether every specimen is again as it was: planning must not write, nor mending forget. */
  isMended(): boolean {
    return this.#patients.every(({ patient, whole }) => patient.bytes.equals(whole))
  }

  #choose(random: Random) {
    let left = random.below(specimens.reduce((sum, specimen) => sum + specimen.share, 0))
    for (const one of this.#patients) {
      left -= one.specimen.share
      if (left < 0) return one
    }
    throw new Error('the shares do not add up')
  }
}
