import { DW_AT_name, type Entry, type Unit } from './entry.js'
import type { DebugInfo } from './info.js'

/** Tags and attributes. Source: DWARF 5, 7.5.3 and 7.5.4. */
const DW_TAG_array_type = 0x01
const DW_TAG_member = 0x0d
const DW_TAG_structure_type = 0x13
const DW_TAG_typedef = 0x16
const DW_TAG_subrange_type = 0x21
const DW_TAG_constant = 0x27
const DW_TAG_variable = 0x34
const DW_AT_location = 0x02
const DW_AT_byte_size = 0x0b
const DW_AT_const_value = 0x1c
const DW_AT_producer = 0x25
const DW_AT_count = 0x37
const DW_AT_data_member_location = 0x38
const DW_AT_type = 0x49
const DW_OP_addr = 0x03
/** The largest structs of Go's runtime have about 90 fields. */
const MEMBERS_MAX = 512
const TYPEDEFS_MAX = 8

interface Member {
  offset: number
  type: number
}

/**
 * Byte offsets of fields of a struct type that Go's linker described; a field of an embedded struct is written
 * `outer.inner`. Fields that it does not have are left out; undefined if there is no such struct.
 */
export function structFields(
  info: DebugInfo,
  name: string,
  fields: string[],
): Record<string, number> | undefined {
  const members = info.find(name, (entry, unit) => structAt(info, name, entry, unit))
  if (!members) return undefined
  const found: Record<string, number> = {}
  for (const field of fields) {
    const offset = fieldOffset(info, members, field)
    if (offset !== undefined) found[field] = offset
  }
  return found
}

/**
 * The members of the entry, if it is the struct type: its name is followed by nothing but members, and a typedef of the
 * same name leads to it, as Go's linker writes for every named type.
 */
function structAt(info: DebugInfo, name: string, entry: Entry, unit: Unit): Map<string, Member> | undefined {
  if (entry.tag !== DW_TAG_structure_type) return undefined
  const members = membersOf(info, entry, unit)
  if (!members) return undefined
  const named = info.find(name, other =>
    other.tag === DW_TAG_typedef && other.values.get(DW_AT_type) === entry.offset ? true : undefined,
  )
  return named && members
}

function membersOf(info: DebugInfo, struct: Entry, unit: Unit): Map<string, Member> | undefined {
  const size = struct.values.get(DW_AT_byte_size)
  const members = new Map<string, Member>()
  if (!struct.children || typeof size !== 'number') return undefined
  let last = struct
  for (let entry = info.after(struct, unit); entry; entry = info.after(entry, unit)) {
    const name = entry.values.get(DW_AT_name)
    const offset = entry.values.get(DW_AT_data_member_location)
    const type = entry.values.get(DW_AT_type)
    const whole = typeof name === 'string' && typeof offset === 'number' && typeof type === 'number'
    if (entry.tag !== DW_TAG_member || entry.children || !whole) return undefined
    if (!(offset <= size) || members.size >= MEMBERS_MAX) return undefined
    // Several fields may be called _.
    if (!members.has(name)) members.set(name, { offset, type })
    last = entry
  }
  // A null entry ends the members; anything else that is no entry means that they are cut off.
  return info.endsAt(last.next) ? members : undefined
}

function fieldOffset(info: DebugInfo, members: Map<string, Member>, field: string): number | undefined {
  const dot = field.indexOf('.')
  const member = members.get(dot < 0 ? field : field.slice(0, dot))
  if (!member || dot < 0) return member?.offset
  let type = info.at(member.type)
  for (let steps = 0; type?.tag === DW_TAG_typedef && steps < TYPEDEFS_MAX; steps++) {
    const inner = type.values.get(DW_AT_type)
    type = typeof inner === 'number' ? info.at(inner) : undefined
  }
  const unit = type && info.unitAt(type.offset)
  const inner = type && unit && membersOf(info, type, unit)
  const offset = inner && fieldOffset(info, inner, field.slice(dot + 1))
  return offset === undefined ? undefined : member.offset + offset
}

/** Value of an integer constant. */
export function constant(info: DebugInfo, name: string): number | undefined {
  return info.find(name, entry => {
    const value = entry.values.get(DW_AT_const_value)
    return entry.tag === DW_TAG_constant && typeof value === 'number' ? value : undefined
  })
}

/** Link-time address of an array variable and the number of its elements. */
export function arrayVariable(info: DebugInfo, name: string): { address: number; count: number } | undefined {
  return info.find(name, entry => {
    const location = entry.values.get(DW_AT_location)
    const type = entry.values.get(DW_AT_type)
    if (entry.tag !== DW_TAG_variable || !Buffer.isBuffer(location) || typeof type !== 'number')
      return undefined
    if (location.length !== 9 || location[0] !== DW_OP_addr) return undefined
    const array = info.at(type)
    const unit = array && info.unitAt(array.offset)
    const range = array?.tag === DW_TAG_array_type && unit ? info.after(array, unit) : undefined
    const count = range?.tag === DW_TAG_subrange_type ? range.values.get(DW_AT_count) : undefined
    if (typeof count !== 'number') return undefined
    return { address: Number(location.readBigUInt64LE(1)), count }
  })
}

/** The compiler of the unit that a struct is described in, e.g. `Go cmd/compile go1.27.4; regabi`. */
export function producerOf(info: DebugInfo, name: string): string | undefined {
  return info.find(name, (entry, unit) => {
    const producer = info.root(unit)?.values.get(DW_AT_producer)
    return entry.tag === DW_TAG_structure_type && typeof producer === 'string' ? producer : undefined
  })
}
