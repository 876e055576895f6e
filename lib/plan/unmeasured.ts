import { type FieldProof, proveFields, usedFields } from './evidence.js'
import { type Choice, offsetsOf } from './layout.js'
import type { FieldOffset, Plan } from './plan.js'
import { readWaitReasons } from './reasons.js'
import type { RuntimeCode } from './runtime.js'
import { type GoVersion, unknownVersion } from './version.js'

const PREFIX = Buffer.from('runtime.')

/**
 * What a plan says of a version that only likeness speaks for: a patch newer than the table, or one of which only the
 * minor version is known. Every field used is proven from the code, the texts are read from the binary.
 *
 * @throws a refusal that names what the binary does not show
 */
export function provenFacts(
  runtime: RuntimeCode,
  version: GoVersion,
  choice: Choice,
): Pick<Plan, 'offsets' | 'waitReasons'> {
  const refuse = (why: string) => unknownVersion(version.text, `is not one that was measured, and ${why}`)
  if (!hasInlineTrees(runtime)) throw refuse('its inline trees are not where its minor version has them')
  const proofs = proveFields(runtime, choice.layout)
  const offsets = offsetsOf(choice)
  for (const [struct, fields] of Object.entries(usedFields)) {
    const unproven = fields.find(field => !proofs.some(p => p.struct === struct && p.field === field))
    if (unproven) throw refuse(`nothing in the binary proves where ${struct}.${unproven} is`)
  }
  const waitReasons = readWaitReasons(runtime, version.minor)
  if (!waitReasons) throw refuse('its wait reasons are not those of its minor version')
  return { offsets: offsets.map(offset => withProof(offset, proofs)), waitReasons: [...waitReasons] }
}

function withProof(offset: FieldOffset, proofs: FieldProof[]): FieldOffset {
  const proof = proofs.find(p => p.struct === offset.struct && p.field === offset.field)
  if (!proof) return offset
  return { ...offset, offset: proof.offset, found: `${offset.found}; proven: ${proof.evidence}` }
}

/** That moduledata.gofunc is right shows in the runtime: every function inlined somewhere has a name and a place. */
function hasInlineTrees({ table }: RuntimeCode): boolean {
  for (let i = 0; i < table.count; i++)
    if (table.nameStarts(table.nameOffset(i), PREFIX) && !table.inlinedAreNamed(i)) return false
  return true
}
