import type { Random } from './random.js'
import type { Region } from './regions.js'

/** Values at which sizes, counts and offsets go wrong. */
const edges = [
  0n,
  1n,
  2n,
  7n,
  0x7fn,
  0x80n,
  0xffn,
  0x100n,
  0x7fffn,
  0xffffn,
  0x10000n,
  0x7fffffffn,
  0x80000000n,
  0xfffffff0n,
  0xffffffffn,
  0x100000000n,
  (1n << 53n) - 1n,
  1n << 53n,
  (1n << 63n) - 1n,
  1n << 63n,
  (1n << 64n) - 8n,
  (1n << 64n) - 1n,
]

/** A binary that is damaged in place, and mended again. */
export class Patient {
  readonly #undo: { offset: number; bytes: Buffer }[] = []
  readonly #total: number
  /** What was done last, for the report. */
  readonly done: string[] = []

  constructor(
    readonly bytes: Buffer,
    readonly regions: Region[],
  ) {
    this.#total = regions.reduce((sum, region) => sum + region.weight, 0)
  }

  /** Damages the bytes; returns them, or a part where they were cut. */
  damage(random: Random): Buffer {
    const kind = random.below(100)
    if (kind < 2) {
      const length = random.below(2) ? random.below(this.bytes.length) : random.below(8192)
      this.done.push(`cut to ${length} bytes`)
      return this.bytes.subarray(0, length)
    }
    for (let edits = 1 + Math.min(random.below(10), random.below(10)); edits > 0; edits--) {
      const region = this.#choose(random)
      if (random.below(12) === 0) this.#overlap(random, region)
      else if (region.widths.length === 0) this.#text(random, region)
      else this.#number(random, region)
    }
    return this.bytes
  }

  /** Undoes everything since the last time. */
  mend(): void {
    for (let edit = this.#undo.pop(); edit; edit = this.#undo.pop()) edit.bytes.copy(this.bytes, edit.offset)
    this.done.length = 0
  }

  #choose(random: Random): Region {
    let left = (random.below(1 << 30) / (1 << 30)) * this.#total
    for (const region of this.regions) {
      left -= region.weight
      if (left <= 0) return region
    }
    return this.regions.at(-1)!
  }

  #write(offset: number, size: number, what: string, write: () => void): void {
    const before = Buffer.from(this.bytes.subarray(offset, offset + size))
    this.#undo.push({ offset, bytes: before })
    this.done.push(`${what} at ${offset}`)
    write()
  }

  /** Another value in place of a number. */
  #number(random: Random, region: Region): void {
    const width = random.of(region.widths)
    const offset = region.offset + width * random.below(Math.max(1, Math.floor(region.size / width)))
    if (offset + width > this.bytes.length) return
    const old = this.#read(offset, width)
    const value = this.#value(random, region, width, old)
    this.#write(offset, width, `${region.name}: ${old} → ${value} (${width} bytes)`, () => {
      for (let i = 0; i < width; i++) this.bytes[offset + i] = Number((value >> BigInt(8 * i)) & 0xffn)
    })
  }

  #value(random: Random, region: Region, width: number, old: bigint): bigint {
    const mask = (1n << BigInt(8 * width)) - 1n
    switch (random.below(6)) {
      case 0:
        return random.of(edges) & mask
      case 1:
        return (old + BigInt(random.below(17) - 8)) & mask
      case 2:
        return old ^ (1n << BigInt(random.below(8 * width)))
      case 3: {
        // Another number of the same kind: plausible, and in the wrong place.
        const from = region.offset + width * random.below(Math.max(1, Math.floor(region.size / width)))
        return from + width <= this.bytes.length ? this.#read(from, width) : 0n
      }
      case 4:
        return (old + BigInt(random.below(0x10000) - 0x8000)) & mask
      default:
        return ((BigInt(random.below(2 ** 32)) << 32n) | BigInt(random.below(2 ** 32))) & mask
    }
  }

  #read(offset: number, width: number): bigint {
    let value = 0n
    for (let i = width - 1; i >= 0; i--) value = (value << 8n) | BigInt(this.bytes[offset + i]!)
    return value
  }

  /** Bytes, and varints that do not end, that step nowhere or too far. */
  #text(random: Random, region: Region): void {
    const offset = region.offset + random.below(region.size)
    const length = Math.min(random.of([1, 1, 1, 2, 4, 12]), region.offset + region.size - offset)
    const fill = random.of([0x00, 0x01, 0x7f, 0x80, 0xff, -1, -2])
    this.#write(offset, length, `${region.name}: ${length} bytes of ${fill}`, () => {
      for (let i = 0; i < length; i++)
        this.bytes[offset + i] =
          fill >= 0
            ? fill
            : fill === -1
              ? random.below(256)
              : this.bytes[offset + i]! ^ (1 << random.below(8))
    })
  }

  /** A part of a region over another part of it: headers that overlap, entries out of order, loops. */
  #overlap(random: Random, region: Region): void {
    const length = Math.min(random.of([4, 8, 16, 56, 64]), region.size)
    const place = () => region.offset + 4 * Math.floor(random.below(region.size - length + 1) / 4)
    const [from, to] = [place(), place()]
    this.#write(to, length, `${region.name}: ${length} bytes from ${from}`, () => {
      this.bytes.copy(this.bytes, to, from, from + length)
    })
  }
}
