import { Message } from './message.js'
import type { Frame } from './stacks.js'

/** Field numbers of pprof's profile.proto, as far as they are used. */
const field = {
  profile: {
    sample_type: 1,
    sample: 2,
    mapping: 3,
    location: 4,
    function: 5,
    string_table: 6,
    time_nanos: 9,
    duration_nanos: 10,
    period_type: 11,
    period: 12,
    comment: 13,
    default_sample_type: 14,
  },
  valueType: { type: 1, unit: 2 },
  sample: { location_id: 1, value: 2, label: 3 },
  label: { key: 1, str: 2, num: 3, num_unit: 4 },
  mapping: { id: 1, filename: 5, has_functions: 7, has_filenames: 8, has_line_numbers: 9 },
  location: { id: 1, mapping_id: 2, line: 4 },
  line: { function_id: 1, line: 2 },
  function: { id: 1, name: 2, system_name: 3, filename: 4 },
} as const

export interface ValueType {
  type: string
  unit: string
}

export interface ProfileFacts {
  types: readonly ValueType[]
  /** The type that is shown unless another is asked for. */
  shown: string
  program: string
  /** Unix ns, and how long. */
  timeNs: number
  durationNs: number
  comments: readonly string[]
}

/** A profile in the format of pprof (github.com/google/pprof, proto/profile.proto), not yet packed by gzip. */
export class Profile {
  private readonly samples: Message[] = []
  private readonly strings = new Map<string, number>([['', 0]])
  private readonly functions = new Map<string, { id: number; frame: Frame }>()
  private readonly locations = new Map<string, { id: number; functionId: number; line: number }>()

  /** @param stack innermost first @param values one for each type @param numbers labels that are ns */
  add(
    stack: readonly Frame[],
    values: readonly number[],
    labels: Readonly<Record<string, string>>,
    numbers: Readonly<Record<string, number>>,
  ): void {
    const sample = new Message()
    sample.packed(
      field.sample.location_id,
      stack.map(frame => this.location(frame)),
    )
    sample.packed(field.sample.value, values)
    for (const [key, text] of Object.entries(labels))
      sample.message(field.sample.label, label =>
        label.number(field.label.key, this.string(key)).number(field.label.str, this.string(text)),
      )
    for (const [key, ns] of Object.entries(numbers))
      sample.message(field.sample.label, label =>
        label
          .number(field.label.key, this.string(key))
          .number(field.label.num, ns)
          .number(field.label.num_unit, this.string('nanoseconds')),
      )
    this.samples.push(sample)
  }

  encode(facts: ProfileFacts): Uint8Array {
    const { profile, mapping } = field
    const out = new Message()
    const type = (number: number, { type, unit }: ValueType) =>
      out.message(number, inner =>
        inner.number(field.valueType.type, this.string(type)).number(field.valueType.unit, this.string(unit)),
      )
    for (const one of facts.types) type(profile.sample_type, one)
    for (const sample of this.samples) out.append(profile.sample, sample)
    // It says that all names are here: without it readers would look for the program's file to find them.
    out.message(profile.mapping, inner => {
      inner.number(mapping.id, 1).number(mapping.filename, this.string(facts.program))
      inner.number(mapping.has_functions, 1).number(mapping.has_filenames, 1)
      inner.number(mapping.has_line_numbers, 1)
    })
    this.tables(out)
    type(profile.period_type, { type: 'sched', unit: 'count' })
    out.number(profile.period, 1)
    out.number(profile.time_nanos, facts.timeNs).number(profile.duration_nanos, facts.durationNs)
    out.packed(
      profile.comment,
      facts.comments.map(comment => this.string(comment)),
    )
    out.number(profile.default_sample_type, this.string(facts.shown))
    for (const text of this.strings.keys()) out.text(profile.string_table, text)
    return out.written
  }

  private tables(out: Message): void {
    for (const { id, functionId, line } of this.locations.values())
      out.message(field.profile.location, inner => {
        inner.number(field.location.id, id).number(field.location.mapping_id, 1)
        inner.message(field.location.line, at =>
          at.number(field.line.function_id, functionId).number(field.line.line, line),
        )
      })
    for (const { id, frame } of this.functions.values())
      out.message(field.profile.function, inner => {
        const name = this.string(frame.function)
        inner.number(field.function.id, id).number(field.function.name, name)
        inner.number(field.function.system_name, name)
        inner.number(field.function.filename, this.string(frame.file))
      })
  }

  private string(text: string): number {
    const known = this.strings.get(text)
    if (known !== undefined) return known
    this.strings.set(text, this.strings.size)
    return this.strings.size - 1
  }

  private location(frame: Frame): number {
    const functionKey = JSON.stringify([frame.function, frame.file])
    let found = this.functions.get(functionKey)
    if (!found) {
      found = { id: this.functions.size + 1, frame }
      this.functions.set(functionKey, found)
    }
    const key = `${found.id}:${frame.line}`
    const known = this.locations.get(key)
    if (known) return known.id
    const id = this.locations.size + 1
    this.locations.set(key, { id, functionId: found.id, line: frame.line })
    return id
  }
}
