import type { SiteName } from '../model/sites.js'

/** A site as both sides know it; one side is empty where the other has nothing like it. */
export interface Pair {
  before: SiteName[]
  after: SiteName[]
  /** Matched by function and creator, because the line of the go statement differs. */
  moved: boolean
}

/** Which sites of two programs are the same. */
export class Pairs {
  readonly pairs: Pair[] = []
  private readonly numbersBefore: Map<string, number>
  private readonly numbersAfter: Map<string, number>

  /**
   * Sites are the same if function and creation position are. Of the rest those with the same function and creator are:
   * in the order of their lines if there are equally many on both sides, else all of them together.
   */
  constructor(before: readonly SiteName[], after: readonly SiteName[]) {
    const left = unique(before)
    const right = unique(after)
    for (const [key, name] of left) {
      const same = right.get(key)
      if (!same) continue
      this.pairs.push({ before: [name], after: [same], moved: false })
      left.delete(key)
      right.delete(key)
    }
    this.pairMoved([...left.values()], [...right.values()])
    this.numbersBefore = this.numbers(({ before }) => before)
    this.numbersAfter = this.numbers(({ after }) => after)
  }

  /** By a recording's number of a site the number of its pair. */
  of(names: readonly SiteName[], side: 'before' | 'after'): Uint32Array {
    const numbers = side === 'before' ? this.numbersBefore : this.numbersAfter
    return Uint32Array.from(names, name => numbers.get(keyOf(name))!)
  }

  private pairMoved(before: SiteName[], after: SiteName[]): void {
    const left = byMaker(before)
    const right = byMaker(after)
    for (const [maker, names] of left) {
      const others = right.get(maker) ?? []
      right.delete(maker)
      if (names.length !== others.length) {
        this.pairs.push({ before: names, after: others, moved: others.length > 0 })
        continue
      }
      names.sort(byLine)
      others.sort(byLine)
      for (const [i, name] of names.entries())
        this.pairs.push({ before: [name], after: [others[i]], moved: true })
    }
    for (const names of right.values()) this.pairs.push({ before: [], after: names, moved: false })
  }

  private numbers(side: (pair: Pair) => SiteName[]): Map<string, number> {
    const numbers = new Map<string, number>()
    for (const [number, pair] of this.pairs.entries())
      for (const name of side(pair)) numbers.set(keyOf(name), number)
    return numbers
  }
}

function keyOf({ function: name, createdAt, createdBy }: SiteName): string {
  return `${name}\0${createdAt}\0${createdBy}`
}

function makerOf({ function: name, createdBy }: SiteName): string {
  return `${name}\0${createdBy}`
}

function byMaker(names: readonly SiteName[]): Map<string, SiteName[]> {
  const groups = new Map<string, SiteName[]>()
  for (const name of names) {
    const maker = makerOf(name)
    const group = groups.get(maker)
    if (group) group.push(name)
    else groups.set(maker, [name])
  }
  return groups
}

function unique(names: readonly SiteName[]): Map<string, SiteName> {
  return new Map(names.map(name => [keyOf(name), name]))
}

/** By file, then by line as a number. */
function byLine(a: SiteName, b: SiteName): number {
  const [left, right] = [a, b].map(({ createdAt }) => {
    const colon = createdAt.lastIndexOf(':')
    return { file: createdAt.slice(0, Math.max(0, colon)), line: Number(createdAt.slice(colon + 1)) || 0 }
  })
  if (left.file !== right.file) return left.file < right.file ? -1 : 1
  return left.line - right.line
}
