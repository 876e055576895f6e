import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import * as generated from '../../lib/stream/wire.gen.js'
import { readSchema } from '../../web/schema.js'
import { makeCodecs, type Schema } from '../../web/src/link/codec.js'

const schema = readSchema(fileURLToPath(new URL('../../../proto/stream.proto', import.meta.url)))
const codecs = makeCodecs(schema)

interface Generated {
  encode(message: object): { finish(): Uint8Array }
  decode(bytes: Uint8Array): object
}
const theirs = generated.runqscope.stream.v1 as unknown as Record<string, Generated>

const texts = ['', 'main.worker', '<b>&"', 'π 世界 \u0000\u202e', '__proto__', 'constructor']
let seed = 1
function random(below: number): number {
  seed = (seed * 48_271) % 2_147_483_647
  return seed % below
}

function scalar(type: string): unknown {
  if (type === 'double') return [0, -0, 1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY][random(6)]
  if (type === 'uint32') return [0, 1, 127, 128, 65_535, 4_294_967_295][random(6)]
  if (type === 'enum') return random(8)
  if (type === 'bool') return random(2) === 1
  if (type === 'string') return texts[random(texts.length)]
  return Uint8Array.from({ length: random(40) }, () => random(256))
}

/** A message with about two thirds of its fields, filled with odd values. */
function someMessage(name: string): Record<string, unknown> {
  const message: Record<string, unknown> = {}
  const { oneof, fields } = schema[name]!
  const chosen = oneof === undefined ? fields.filter(() => random(3) > 0) : [fields[random(fields.length)]!]
  for (const [, key, type, repeated] of chosen) {
    const make = (one: string) => (schema[one] ? someMessage(one) : scalar(one))
    const [keyType, valueType] = type.split('>')
    if (valueType !== undefined) {
      const entries = Array.from({ length: random(4) }, () => [scalar(keyType!), make(valueType)])
      // The generated code leaves out keys that could harm a plain object.
      message[key] = Object.fromEntries(entries.filter(([one]) => one !== '__proto__'))
    } else message[key] = repeated ? Array.from({ length: random(5) }, () => make(type)) : make(type)
    if (oneof !== undefined) message[oneof] = key
  }
  return message
}

/** Plain objects, without what is absent or empty: prototypes and empty lists differ, and mean nothing. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return [...value]
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, one]) => [key, plain(one)] as const)
  return Object.fromEntries(
    entries.filter(
      ([, one]) =>
        one !== undefined && (typeof one !== 'object' || (one !== null && Object.keys(one).length > 0)),
    ),
  )
}

test('what the server encodes is decoded as the generated code does', () => {
  for (let round = 0; round < 500; round++) {
    const message = someMessage('ServerMessage')
    const bytes = theirs.ServerMessage!.encode(message).finish()
    const { message: which, ...decoded } = codecs.ServerMessage!.decode(new Uint8Array(bytes))
    assert.equal(which, message.message)
    assert.deepEqual(plain(decoded), plain(theirs.ServerMessage!.decode(bytes)))
  }
})

test('what the page encodes is decoded by the generated code', () => {
  for (let round = 0; round < 500; round++) {
    const message = someMessage('ClientMessage')
    const bytes = codecs.ClientMessage!.encode(message).finish()
    const expected = theirs.ClientMessage!.encode(message).finish()
    assert.deepEqual(
      plain(theirs.ClientMessage!.decode(bytes)),
      plain(theirs.ClientMessage!.decode(expected)),
    )
  }
})

test('damaged messages are refused, or understood as far as they are messages', () => {
  let refused = 0
  for (let round = 0; round < 2_000; round++) {
    const bytes = new Uint8Array(theirs.ServerMessage!.encode(someMessage('ServerMessage')).finish())
    if (bytes.length > 0) bytes[random(bytes.length)] = random(256)
    try {
      codecs.ServerMessage!.decode(bytes.subarray(0, random(bytes.length + 1)))
    } catch (error) {
      assert.ok(error instanceof RangeError, String(error))
      refused++
    }
  }
  assert.ok(refused > 200, `${refused} refused`)
  assert.throws(
    () => codecs.ServerMessage!.decode(Uint8Array.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f)),
    RangeError,
  )
  assert.throws(() => codecs.ServerMessage!.decode(new Uint8Array(20).fill(0xff)), RangeError)
})

test('a key of a map is a key, whatever it is called', () => {
  const small: Schema = { Bag: { fields: [[1, 'bag', 'string>double']] } }
  const bytes = [
    0x0a,
    20,
    0x0a,
    9,
    ...new TextEncoder().encode('__proto__'),
    0x11,
    0,
    0,
    0,
    0,
    0,
    0,
    0xf0,
    0x3f,
  ]
  const { bag } = makeCodecs(small).Bag!.decode(Uint8Array.from(bytes))
  assert.deepEqual(Object.entries(bag as object), [['__proto__', 1]])
})
