/**
 * A field of a message: number, name, type, and whether it is repeated. Types are `double`, `uint32`, `enum`,
 * `bool`, `string`, `bytes`, a message's name, or `key>value` for a map.
 */
export type SchemaField = readonly [id: number, name: string, type: string, repeated?: 1]

/** Messages by name; those whose fields exclude each other tell which one they have under the name of that oneof. */
export type Schema = Readonly<
  Record<string, { readonly oneof?: string; readonly fields: readonly SchemaField[] }>
>

type Message = Record<string, unknown>

export interface Codec {
  /** Throws a RangeError if the bytes are not such a message. Fields that are absent stay undefined. */
  decode(bytes: Uint8Array): Message
  encode(message: Message): { finish(): Uint8Array }
}

/**
 * What the page encodes and decodes the protocol with: the schema as a table instead of the code that is generated from it,
 * which is five times as large. It knows the wire types that the schema uses.
 */
export function makeCodecs(schema: Schema): Record<string, Codec> {
  const byId = new Map<string, Map<number, SchemaField>>()
  /** A property that was something else before takes a double as it is; a new one makes a copy of its own. */
  const blank = new Map<string, Message>()
  for (const [name, { fields }] of Object.entries(schema)) {
    byId.set(name, new Map(fields.map(field => [field[0], field])))
    const doubles = fields.filter(([, , type, repeated]) => type === 'double' && !repeated)
    blank.set(name, Object.fromEntries(doubles.map(([, key]) => [key, undefined])))
  }

  function decode(name: string, reader: Reader, end: number): Message {
    const fields = byId.get(name)!
    const { oneof } = schema[name]!
    const message: Message = { ...blank.get(name) }
    while (reader.at < end) {
      const tag = reader.varint()
      const field = fields.get(tag >>> 3)
      if (!field || !fits(field, tag & 7)) {
        reader.skip(tag & 7)
        continue
      }
      // Not by a pattern, which makes an iterator and its results for each field.
      const key = field[1]
      const type = field[2]
      if (type.includes('>')) putEntry(message, key, type, reader)
      else if (field[3]) putRepeated(message, key, type, tag & 7, reader)
      else {
        message[key] = value(type, reader)
        if (oneof !== undefined) message[oneof] = key
      }
    }
    if (reader.at !== end) throw new RangeError(`a field of ${name} goes beyond its end`)
    return message
  }

  function value(type: string, reader: Reader): unknown {
    if (type === 'double') return reader.double()
    if (type === 'uint32' || type === 'enum') return reader.varint()
    if (type === 'bool') return reader.varint() !== 0
    const end = reader.end()
    if (type === 'bytes') return reader.bytes(end)
    if (type === 'string') return utf8.decode(reader.bytes(end))
    return decode(type, reader, end)
  }

  function putRepeated(message: Message, key: string, type: string, wireType: number, reader: Reader): void {
    let list = message[key] as unknown[] | undefined
    if (!list) {
      list = []
      message[key] = list
    }
    if (wireType !== LENGTH || !isNumber(type)) {
      list.push(value(type, reader))
      return
    }
    const end = reader.end()
    while (reader.at < end) list.push(value(type, reader))
  }

  function putEntry(message: Message, key: string, type: string, reader: Reader): void {
    const at = type.indexOf('>')
    const keyType = type.slice(0, at)
    const valueType = type.slice(at + 1)
    let map = message[key] as Message | undefined
    if (!map) {
      // Without a prototype every key is a key, `__proto__` too.
      map = Object.create(null) as Message
      message[key] = map
    }
    const end = reader.end()
    let entryKey: unknown = keyType === 'string' ? '' : 0
    let entry: unknown = valueType === 'string' ? '' : isNumber(valueType) ? 0 : {}
    while (reader.at < end) {
      const tag = reader.varint()
      if (tag >>> 3 === 1 && wireTypeOf(keyType) === (tag & 7)) entryKey = value(keyType, reader)
      else if (tag >>> 3 === 2 && wireTypeOf(valueType) === (tag & 7)) entry = value(valueType, reader)
      else reader.skip(tag & 7)
    }
    map[String(entryKey)] = entry
  }

  function encode(name: string, message: Message, writer: Writer): void {
    for (const field of schema[name]!.fields) {
      const given = message[field[1]]
      if (given === undefined || given === null) continue
      if (!field[3]) put(field, given, writer)
      else for (const one of given as unknown[]) put(field, one, writer)
    }
  }

  function put(field: SchemaField, value: unknown, writer: Writer): void {
    const type = field[2]
    writer.varint((field[0] << 3) | wireTypeOf(type))
    if (type === 'double') writer.double(value as number)
    else if (isNumber(type)) writer.varint(Number(value))
    else if (type === 'string') writer.bytes(text.encode(value as string))
    else if (type === 'bytes') writer.bytes(value as Uint8Array)
    else {
      const begin = writer.at
      encode(type, value as Message, writer)
      writer.insertLength(begin)
    }
  }

  return Object.fromEntries(
    Object.keys(schema).map(name => [
      name,
      {
        decode: bytes => decode(name, new Reader(bytes), bytes.length),
        encode: message => ({
          finish: () => {
            writer.at = 0
            encode(name, message, writer)
            return writer.written()
          },
        }),
      },
    ]),
  )
}

const VARINT = 0
const FIXED64 = 1
const LENGTH = 2
const FIXED32 = 5
const utf8 = new TextDecoder()
const text = new TextEncoder()

function isNumber(type: string): boolean {
  return type === 'double' || type === 'uint32' || type === 'enum' || type === 'bool'
}

function wireTypeOf(type: string): number {
  return type === 'double' ? FIXED64 : isNumber(type) ? VARINT : LENGTH
}

/** Numbers that are repeated come packed, or one by one. */
function fits(field: SchemaField, wireType: number): boolean {
  return wireType === wireTypeOf(field[2]) || (field[3] === 1 && wireType === LENGTH)
}

class Reader {
  at = 0
  readonly #bytes: Uint8Array
  readonly #view: DataView

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** An unsigned number of 32 bits; what is beyond them is left out. */
  varint(): number {
    let number = 0
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.#bytes[this.at++]
      if (byte === undefined) break
      if (shift < 32) number |= (byte & 0x7f) << shift
      if (byte < 0x80) return number >>> 0
    }
    throw new RangeError('a number has no end')
  }

  double(): number {
    const number = this.#view.getFloat64(this.at, true)
    this.at += 8
    return number
  }

  /** Where the field that begins with its length ends. */
  end(): number {
    const end = this.varint() + this.at
    if (end > this.#bytes.length) throw new RangeError('a field goes beyond the end of its message')
    return end
  }

  bytes(end: number): Uint8Array {
    const bytes = this.#bytes.subarray(this.at, end)
    this.at = end
    return bytes
  }

  skip(wireType: number): void {
    if (wireType === VARINT) this.varint()
    else if (wireType === LENGTH) this.at = this.end()
    else if (wireType === FIXED64) this.at += 8
    else if (wireType === FIXED32) this.at += 4
    else throw new RangeError(`wire type ${wireType} is not known`)
  }
}

/** One message after the other in the same memory, which grows to the longest. */
class Writer {
  at = 0
  #view = new DataView(new ArrayBuffer(1 << 10))
  #bytes = new Uint8Array(this.#view.buffer)

  varint(number: number): void {
    this.#reserve(5)
    let rest = number >>> 0
    while (rest > 0x7f) {
      this.#bytes[this.at++] = (rest & 0x7f) | 0x80
      rest >>>= 7
    }
    this.#bytes[this.at++] = rest
  }

  double(number: number): void {
    this.#reserve(8)
    this.#view.setFloat64(this.at, number, true)
    this.at += 8
  }

  /** With their length. */
  bytes(bytes: Uint8Array): void {
    this.varint(bytes.length)
    this.#reserve(bytes.length)
    this.#bytes.set(bytes, this.at)
    this.at += bytes.length
  }

  /** Puts the length of what has been written since `begin` before it. */
  insertLength(begin: number): void {
    const end = this.at
    this.varint(end - begin)
    const size = this.at - end
    this.#bytes.copyWithin(begin + size, begin, end)
    this.at = begin
    this.varint(end - begin)
    this.at = end + size
  }

  written(): Uint8Array {
    return this.#bytes.slice(0, this.at)
  }

  #reserve(more: number): void {
    const { length } = this.#bytes
    if (this.at + more <= length) return
    const larger = new Uint8Array(Math.max(2 * length, this.at + more))
    larger.set(this.#bytes)
    this.#bytes = larger
    this.#view = new DataView(larger.buffer)
  }
}
const writer = new Writer()
