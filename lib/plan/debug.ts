import { DebugInfo } from '../binary/dwarf/info.js'
import { arrayVariable, constant, structFields } from '../binary/dwarf/structs.js'
import type { Elf } from '../binary/elf.js'
import { RunqscopeError } from '../errors.js'
import { layouts } from './layouts.gen.js'

/** What the target's own debug information says of its runtime. */
export interface Debug {
  /** Struct → field → byte offset, of the fields that any known version has. */
  fields: Record<string, Record<string, number>>
  /** Wait reasons by value and values of goroutine statuses; only read where the table cannot tell. */
  waitReasons?: string[]
  statuses?: Record<string, number>
}

/**
 * To check the table: what Go's linker put first. Package runtime comes early, as nearly all others import it; in a real
 * program of 157 MB its types begin at byte 800,000 of 32,701,884.
 */
const CHECK_MAX = 1 << 24
/** To answer instead of the table: all of it, within reason. */
const ANSWER_MAX = 1 << 27
/** Statuses that no source sets; their constants are called _Gmoribund_unused and so on. */
const UNUSED = ['Gmoribund', 'Genqueue']
/** Go's runtime has 50 wait reasons; a crafted count must not become an allocation. */
const REASONS_MAX = 250

/**
 * Reads the layout out of DWARF: for a check only what attaching uses, else all that a plan needs.
 *
 * @returns undefined if there is none; a text that says why, if there is some that cannot be read
 */
export function readDebug(elf: Elf, purpose: 'check' | 'answer'): Debug | string | undefined {
  try {
    const info = DebugInfo.open(elf, purpose === 'check' ? CHECK_MAX : ANSWER_MAX)
    if (!info) return undefined
    const structs = ['g', 'm', 'p', 'moduledata', ...(purpose === 'answer' ? ['schedt'] : [])] as const
    const fields: Debug['fields'] = {}
    for (const struct of structs) {
      const names = new Set(layouts.flatMap(row => Object.keys(row[struct as keyof typeof row])))
      fields[struct] = structFields(info, `runtime.${struct}`, [...names]) ?? {}
    }
    return purpose === 'check' ? { fields } : { fields, ...texts(elf, info) }
  } catch (error) {
    // Debug information is a witness, not the program: damage in it is a reason not to hear it.
    if (error instanceof RunqscopeError && error.code === 'bad-binary') return error.message
    throw error
  }
}

function texts(elf: Elf, info: DebugInfo): Pick<Debug, 'waitReasons' | 'statuses'> {
  const statuses: Record<string, number> = {}
  for (const name of layouts.at(-1)!.statuses) {
    if (UNUSED.includes(name)) continue
    const value = constant(info, `runtime._${name}`)
    if (value !== undefined) statuses[name] = value
  }
  return { waitReasons: waitReasons(elf, info), statuses }
}

function waitReasons(elf: Elf, info: DebugInfo): string[] | undefined {
  const array = arrayVariable(info, 'runtime.waitReasonStrings')
  if (!array || array.count > REASONS_MAX) return undefined
  const words = elf.words(array.address, 2 * array.count, 'the wait reasons')
  return Array.from({ length: array.count }, (_, i) => {
    const [address, length] = [words[2 * i]!, words[2 * i + 1]!]
    return length === 0 ? '' : elf.read(address, length, 'a wait reason').toString('utf8')
  })
}
