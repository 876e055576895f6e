interface Due {
  ns: number
  order: number
  action: () => void
}

/** What will happen, the next first; of things at one moment the one that was planned first. A binary heap. */
export class Agenda {
  private readonly heap: Due[] = []
  private added = 0

  /** Times are whole ns. */
  add(ns: number, action: () => void): void {
    const { heap } = this
    heap.push({ ns: Math.floor(ns), order: this.added++, action })
    for (let at = heap.length - 1; at > 0; ) {
      const up = (at - 1) >> 1
      if (!before(heap[at]!, heap[up]!)) return
      ;[heap[at], heap[up]] = [heap[up]!, heap[at]!]
      at = up
    }
  }

  /** What is next, if it is before a moment. */
  take(untilNs: number): Due | undefined {
    const { heap } = this
    const first = heap[0]
    if (!first || first.ns >= untilNs) return undefined
    const last = heap.pop()!
    if (heap.length > 0) {
      heap[0] = last
      this.sink()
    }
    return first
  }

  private sink(): void {
    const { heap } = this
    for (let at = 0; ; ) {
      let least = at
      for (const down of [2 * at + 1, 2 * at + 2])
        if (down < heap.length && before(heap[down]!, heap[least]!)) least = down
      if (least === at) return
      ;[heap[at], heap[least]] = [heap[least]!, heap[at]!]
      at = least
    }
  }
}

function before(a: Due, b: Due): boolean {
  return a.ns < b.ns || (a.ns === b.ns && a.order < b.order)
}
