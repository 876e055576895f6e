const ZERO = 0x30
const MINUS = 0x2d
const BILLION = 1e9

/** Tens and ones of 0 … 99. */
const tens = Uint8Array.from({ length: 100 }, (_, value) => ZERO + Math.floor(value / 10))
const ones = Uint8Array.from({ length: 100 }, (_, value) => ZERO + (value % 10))

/** The longest that `putInt` writes. */
export const DIGITS_MAX = 17

/** Writes a whole number below 2^53 in digits; returns where it ends. */
export function putInt(bytes: Uint8Array, at: number, value: number): number {
  if (value < 0) {
    bytes[at] = MINUS
    return putInt(bytes, at + 1, -value)
  }
  if (value < BILLION) return putSmall(bytes, at, value | 0, lengthOf(value | 0))
  const high = Math.floor(value / BILLION)
  const end = putSmall(bytes, at, high, lengthOf(high))
  return putSmall(bytes, end, value - high * BILLION, 9)
}

function lengthOf(value: number): number {
  if (value < 1e4) return value < 100 ? (value < 10 ? 1 : 2) : value < 1000 ? 3 : 4
  if (value < 1e7) return value < 1e5 ? 5 : value < 1e6 ? 6 : 7
  return value < 1e8 ? 8 : value < BILLION ? 9 : 10
}

/** So many digits of a number below 2^31, from the last one on. */
function putSmall(bytes: Uint8Array, at: number, value: number, length: number): number {
  let rest = value | 0
  let place = at + length
  while (place - at >= 2) {
    const high = (rest / 100) | 0
    const pair = rest - high * 100
    bytes[--place] = ones[pair]
    bytes[--place] = tens[pair]
    rest = high
  }
  if (place > at) bytes[at] = ZERO + rest
  return at + length
}
