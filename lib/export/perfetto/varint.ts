const HIGH = 0x100000000

/** Writes a varint of a whole number from 0 to 2^53; returns the position behind it. It takes 8 bytes at most. */
export function putVarint(bytes: Uint8Array, at: number, value: number): number {
  if (value >= HIGH) {
    // The low 28 bits first; what is left fits into 32 bits.
    let low = value % 0x10000000
    value = Math.floor(value / 0x10000000)
    for (let i = 0; i < 4; i++) {
      bytes[at++] = (low & 127) | 128
      low >>>= 7
    }
  }
  value >>>= 0
  while (value > 127) {
    bytes[at++] = (value & 127) | 128
    value >>>= 7
  }
  bytes[at++] = value
  return at
}
