/** Which threads were seen in which column. */
export class ThreadsSeen {
  /** By place, open addressing: thread, its number plus one (0 for a free place), the column it was seen in last. */
  private ids = new Uint32Array(256)
  private numbers = new Uint32Array(256)
  private last = new Int32Array(256).fill(-1)
  private used = 0
  /** A bit for each thread by number, `words` of them for each column. */
  private words = 2
  private bits: Uint32Array

  constructor(private readonly columns: number) {
    this.bits = new Uint32Array(columns * this.words)
  }

  /** Whether a thread is seen in a column for the first time. */
  isNew(tid: number, column: number): boolean {
    const { ids, numbers } = this
    const mask = ids.length - 1
    let at = (Math.imul(tid, 0x9e3779b1) >>> 8) & mask
    while (numbers[at] !== 0 && ids[at] !== tid) at = (at + 1) & mask
    if (numbers[at] === 0) return this.add(tid, at, column)
    if (this.last[at] === column) return false
    this.last[at] = column
    return this.mark(numbers[at] - 1, column)
  }

  private add(tid: number, at: number, column: number): boolean {
    this.ids[at] = tid
    this.numbers[at] = ++this.used
    this.last[at] = column
    if (this.used > this.words * 32) this.widen()
    if (this.used * 2 > this.ids.length) this.grow()
    return this.mark(this.used - 1, column)
  }

  private mark(number: number, column: number): boolean {
    const word = column * this.words + (number >>> 5)
    const bit = 1 << (number & 31)
    const isNew = (this.bits[word] & bit) === 0
    this.bits[word] |= bit
    return isNew
  }

  private widen(): void {
    const { bits, words, columns } = this
    this.words *= 2
    this.bits = new Uint32Array(columns * this.words)
    for (let column = 0; column < columns; column++)
      this.bits.set(bits.subarray(column * words, (column + 1) * words), column * this.words)
  }

  private grow(): void {
    const { ids, numbers, last } = this
    this.ids = new Uint32Array(ids.length * 2)
    this.numbers = new Uint32Array(ids.length * 2)
    this.last = new Int32Array(ids.length * 2).fill(-1)
    const mask = this.ids.length - 1
    for (let i = 0; i < ids.length; i++) {
      if (numbers[i] === 0) continue
      let at = (Math.imul(ids[i], 0x9e3779b1) >>> 8) & mask
      while (this.numbers[at] !== 0) at = (at + 1) & mask
      this.ids[at] = ids[i]
      this.numbers[at] = numbers[i]
      this.last[at] = last[i]
    }
  }
}
