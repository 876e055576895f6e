/**
 * Whole numbers from 0 to 2^53, one after the other, each in as few bytes as it needs. What is stored is coded by one
 * piece of code for both directions: it hands over what it has and goes on with what comes back.
 */
export interface Numbers {
  /** Writes the number and returns it; or, where numbers are read, returns the one that was written. */
  code(value: number): number
}

/** Takes numbers down. */
export class Written implements Numbers {
  private memory = new Uint8Array(1 << 12)
  private length = 0

  code(value: number): number {
    if (this.length + 8 > this.memory.length) this.grow()
    const { memory } = this
    let rest = value
    for (; rest > 0x7fffffff; rest = Math.floor(rest / 0x80)) memory[this.length++] = (rest % 0x80) | 0x80
    for (; rest > 0x7f; rest >>>= 7) memory[this.length++] = (rest & 0x7f) | 0x80
    memory[this.length++] = rest
    return value
  }

  get bytes(): Uint8Array {
    return this.memory.subarray(0, this.length)
  }

  private grow(): void {
    const { memory } = this
    this.memory = new Uint8Array(memory.length * 2)
    this.memory.set(memory)
  }
}

/** Reads numbers that were taken down. */
export class Stored implements Numbers {
  private at = 0

  constructor(private readonly bytes: Uint8Array) {}

  /** @throws RangeError if there is no more, or a number has no end */
  code(): number {
    let value = 0
    let scale = 1
    for (let more = true; more; scale *= 0x80) {
      const byte = this.bytes[this.at++]
      if (byte === undefined || scale > 2 ** 53)
        throw new RangeError('a part of the recording ends too early')
      value += (byte & 0x7f) * scale
      more = byte > 0x7f
    }
    return value
  }

  /** The next bytes as they are. */
  skip(length: number): Uint8Array {
    this.at += length
    return this.bytes.subarray(this.at - length, this.at)
  }
}

/** A number that may be negative, as one that is not. */
export function folded(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value
}

/** What was `folded`. */
export function unfolded(value: number): number {
  return value % 2 === 1 ? -(value + 1) / 2 : value / 2
}

/** Several runs of numbers as one run of bytes: like with like packs better. */
export function joined(parts: readonly Written[]): Uint8Array {
  const head = new Written()
  for (const part of parts) head.code(part.bytes.length)
  const all = [head, ...parts].map(part => part.bytes)
  const bytes = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of all) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** What was `joined`. @param count how many parts there were */
export function parted(bytes: Uint8Array, count: number): Stored[] {
  const head = new Stored(bytes)
  const lengths = Array.from({ length: count }, () => head.code())
  return lengths.map(length => new Stored(head.skip(length)))
}
