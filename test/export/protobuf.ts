/** As much of protobuf's wire format as the engine's protocol needs; written apart from the exporter's, on purpose. */

export type Field = [number: number, value: bigint | Uint8Array]

function varint(value: bigint): number[] {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, value)
  do {
    const low = Number(rest & 127n)
    rest >>= 7n
    bytes.push(rest > 0n ? low | 128 : low)
  } while (rest > 0n)
  return bytes
}

export function number(field: number, value: number): Buffer {
  return Buffer.from([...varint(BigInt(field * 8)), ...varint(BigInt(value))])
}

export function block(field: number, bytes: Uint8Array): Buffer {
  return Buffer.concat([
    Buffer.from([...varint(BigInt(field * 8 + 2)), ...varint(BigInt(bytes.length))]),
    bytes,
  ])
}

/** Reads a varint at a position; undefined if the bytes end within. */
export function readVarint(bytes: Uint8Array, at: number): { value: bigint; next: number } | undefined {
  let value = 0n
  for (let shift = 0n; at < bytes.length; shift += 7n) {
    const byte = bytes[at++]!
    value |= BigInt(byte & 127) << shift
    if (byte < 128) return { value, next: at }
  }
  return undefined
}

export function fields(bytes: Uint8Array): Field[] {
  const found: Field[] = []
  for (let at = 0; at < bytes.length; ) {
    const key = readVarint(bytes, at)
    if (!key) throw new Error('a protobuf message ends within a field')
    at = key.next
    const field = Number(key.value >> 3n)
    const wire = Number(key.value & 7n)
    if (wire === 0) {
      const { value, next } = readVarint(bytes, at)!
      found.push([field, value])
      at = next
    } else {
      let length = wire === 1 ? 8 : 4
      if (wire === 2) {
        const size = readVarint(bytes, at)!
        length = Number(size.value)
        at = size.next
      } else if (wire !== 1 && wire !== 5) throw new Error(`wire type ${wire}`)
      found.push([field, bytes.subarray(at, at + length)])
      at += length
    }
  }
  return found
}

export function packed(bytes: Uint8Array): number[] {
  const values: number[] = []
  for (let at = 0; at < bytes.length; ) {
    const { value, next } = readVarint(bytes, at)!
    values.push(Number(BigInt.asIntN(64, value)))
    at = next
  }
  return values
}
