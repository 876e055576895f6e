import { Bytes } from '../bytes.js'

/** A value that is told its type; the compact protocol has no others that are needed here. */
export type Thrift =
  | { i16: number }
  | { i32: number }
  | { i64: number }
  | { text: string }
  | { bytes: Uint8Array }
  | { struct: Fields }
  | { list: Thrift[] }

/** By field number, ascending. */
export type Fields = readonly (readonly [field: number, value: Thrift | undefined])[]

const I16 = 4
const I32 = 5
const I64 = 6
const BINARY = 8
const LIST = 9
const STRUCT = 12

const encoder = new TextEncoder()

/** A struct in Thrift's compact protocol, in which Parquet has its headers and its footer. */
export function thrift(fields: Fields): Uint8Array {
  const out = new Bytes(256)
  struct(out, fields)
  return out.written
}

function struct(out: Bytes, fields: Fields): void {
  let last = 0
  for (const [field, value] of fields) {
    if (value === undefined) continue
    // All fields that Parquet has are less than 16 apart.
    out.byte(((field - last) << 4) | typeOf(value))
    last = field
    put(out, value)
  }
  out.byte(0)
}

function typeOf(value: Thrift): number {
  if ('i16' in value) return I16
  if ('i32' in value) return I32
  if ('i64' in value) return I64
  if ('struct' in value) return STRUCT
  return 'list' in value ? LIST : BINARY
}

function put(out: Bytes, value: Thrift): void {
  if ('i16' in value) out.zigzag(value.i16)
  else if ('i32' in value) out.zigzag(value.i32)
  else if ('i64' in value) out.zigzag(value.i64)
  else if ('struct' in value) struct(out, value.struct)
  else if ('list' in value) list(out, value.list)
  else {
    const bytes = 'text' in value ? encoder.encode(value.text) : value.bytes
    out.varint(bytes.length)
    out.bytes(bytes)
  }
}

function list(out: Bytes, items: Thrift[]): void {
  const type = items.length > 0 ? typeOf(items[0]!) : STRUCT
  if (items.length < 15) out.byte((items.length << 4) | type)
  else {
    out.byte(0xf0 | type)
    out.varint(items.length)
  }
  for (const item of items) put(out, item)
}
