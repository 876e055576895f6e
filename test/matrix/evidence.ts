import { readFileSync } from 'node:fs'
import type { Arch } from './cells.js'
import { disassemble, type Line } from './disassembler.js'
import { type Answer, ask, type ElfSymbol } from './oracle.js'
import { referencesIn, sameButForData } from './references.js'

/** Between them they mention every global that a plan may have, in all versions. */
const mentioning = [
  'schedinit',
  'procresize',
  'allgadd',
  'stopm',
  'startm',
  'checkdead',
  'retake',
  'forEachG',
].map(name => `runtime.${name}`)

export interface NamedSymbol extends ElfSymbol {
  name: string
}

/** What is known of a binary without our own readers: its bytes, and what Go's libraries say of it and of its sibling. */
export class Evidence {
  readonly bytes: Buffer
  readonly own: Answer
  /** Symbols and DWARF: of the sibling, whose code must be the same. */
  readonly known: Answer
  readonly #functions: NamedSymbol[]
  readonly #frames = new Map<number, string[] | undefined>()
  readonly #listings = new Map<number, Line[]>()
  readonly #siblingBytes: Buffer

  constructor(
    readonly arch: Arch,
    readonly path: string,
    readonly sibling: string,
    /** Field offsets, where neither has DWARF. */
    offsets?: Record<string, number>,
  ) {
    this.bytes = readFileSync(path)
    this.own = ask(path)
    const known = path === sibling ? this.own : ask(sibling)
    this.known = offsets ? { ...known, offsets } : known
    this.#siblingBytes = path === sibling ? this.bytes : readFileSync(sibling)
    this.#functions = Object.entries(this.known.symbols)
      .map(([name, symbol]) => ({ name, ...symbol }))
      .filter(symbol => symbol.size > 0)
      .sort((a, b) => a.address - b.address)
  }

  /** Every function and variable of package runtime, by address. */
  get symbols(): readonly NamedSymbol[] {
    return this.#functions
  }

  /** The symbol that holds an address. */
  around(address: number): NamedSymbol | undefined {
    let low = 0
    let high = this.#functions.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#functions[middle]!.address <= address) low = middle + 1
      else high = middle
    }
    const symbol = this.#functions[low - 1]
    return symbol && address < symbol.address + symbol.size ? symbol : undefined
  }

  /** Addresses of a function: Go's linker marks the assembler's calling convention in its name. */
  entries(name: string): number[] {
    return [name, `${name}.abi0`].flatMap(one => this.known.symbols[one]?.address ?? [])
  }

  /** The file's bytes at a link-time address. */
  at(address: number, size: number): Buffer {
    return slice(this.bytes, this.own, address, size)
  }

  /**
   * Whether a function is what it is in the sibling, but for the addresses of data that it names: then the sibling's
   * symbols and inlining hold for it. (Before go1.20 the names of the debug sections lie before the data.)
   */
  hasSiblingsCode(symbol: NamedSymbol): boolean {
    if (this.path === this.sibling) return true
    const there = slice(this.#siblingBytes, this.known, symbol.address, symbol.size)
    if (this.at(symbol.address, symbol.size).equals(there)) return true
    return sameButForData(this.arch, this.listing(symbol), disassemble(this.arch, there, symbol.address))
  }

  /**
   * Where a variable of the sibling lies in this binary: what the same instructions name here that name it there.
   * Undefined if none of the functions that are known to mention it does, or if they disagree.
   */
  variable(name: string): number | undefined {
    const there = this.known.symbols[name]
    if (this.path === this.sibling || !there) return there?.address
    const found = new Set<number>()
    for (const by of mentioning) {
      const symbol = this.#functions.find(one => one.name === by)
      if (!symbol || !this.hasSiblingsCode(symbol)) continue
      const bytes = slice(this.#siblingBytes, this.known, symbol.address, symbol.size)
      const theirs = referencesIn(this.arch, disassemble(this.arch, bytes, symbol.address))
      const ours = referencesIn(this.arch, this.listing(symbol))
      for (const [i, { address }] of theirs.entries()) {
        // A struct is mentioned by its fields.
        const within = address - there.address
        if (within >= 0 && within < there.size) found.add(ours[i]!.address - within)
      }
    }
    return found.size === 1 ? [...found][0] : undefined
  }

  /** All instructions of a function. */
  listing(symbol: NamedSymbol): Line[] {
    let lines = this.#listings.get(symbol.address)
    if (!lines) {
      lines = disassemble(this.arch, this.at(symbol.address, symbol.size), symbol.address)
      this.#listings.set(symbol.address, lines)
    }
    return lines
  }

  /** The functions around each of these addresses, innermost first; none without DWARF. */
  inlined(pcs: number[]): Map<number, string[]> {
    const unknown = pcs.filter(pc => !this.#frames.has(pc))
    if (unknown.length > 0) {
      const { inlined } = ask(this.sibling, unknown)
      for (const pc of unknown) this.#frames.set(pc, inlined[pc.toString(16)])
    }
    return new Map(
      pcs.flatMap(pc => {
        const names = this.#frames.get(pc)
        return names ? [[pc, names] as const] : []
      }),
    )
  }
}

function slice(bytes: Buffer, { segments }: Answer, address: number, size: number): Buffer {
  const segment = segments.find(s => address >= s.address && address + size <= s.address + s.size)
  if (!segment) throw new Error(`address 0x${address.toString(16)} is not in the file`)
  const begin = address - segment.address + segment.offset
  return bytes.subarray(begin, begin + size)
}
