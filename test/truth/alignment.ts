/** Which of two sequences' elements are the same ones: `pairs` holds index couples in order. */
export interface Alignment {
  pairs: [number, number][]
  /** Indices without a counterpart. */
  onlyLeft: number[]
  onlyRight: number[]
}

/** Edits beyond which two sequences are taken for unrelated; it bounds memory (its square in words). */
const MAX_EDITS = 1500

/**
 * A shortest edit script between two sequences (Myers, "An O(ND) Difference Algorithm", 1986). Nothing is free: each
 * insertion and each deletion shows, and a replaced element shows on both sides.
 */
export function align(left: string[], right: string[]): Alignment {
  let head = 0
  while (head < left.length && head < right.length && left[head] === right[head]) head++
  let tail = 0
  while (
    tail < left.length - head &&
    tail < right.length - head &&
    left[left.length - 1 - tail] === right[right.length - 1 - tail]
  )
    tail++
  const middle = shortestEdit(left.slice(head, left.length - tail), right.slice(head, right.length - tail))
  const pairs: [number, number][] = []
  for (let i = 0; i < head; i++) pairs.push([i, i])
  for (const [l, r] of middle) pairs.push([l + head, r + head])
  for (let i = tail; i > 0; i--) pairs.push([left.length - i, right.length - i])
  return {
    pairs,
    onlyLeft: missing(
      left.length,
      pairs.map(pair => pair[0]),
    ),
    onlyRight: missing(
      right.length,
      pairs.map(pair => pair[1]),
    ),
  }
}

/** Couples that a shortest edit script keeps. */
function shortestEdit(left: string[], right: string[]): [number, number][] {
  const [n, m] = [left.length, right.length]
  if (n === 0 || m === 0) return []
  const limit = Math.min(n + m, MAX_EDITS)
  // furthest.get(k): how far along `left` the diagonal k = l − r has been followed.
  const furthest = new Int32Array(2 * limit + 3)
  const history: Int32Array[] = []
  for (let edits = 0; edits <= limit; edits++) {
    history.push(furthest.slice())
    for (let k = -edits; k <= edits; k += 2) {
      let l = stepsDown(furthest, limit, k, edits) ? furthest[limit + k + 2]! : furthest[limit + k]! + 1
      let r = l - k
      while (l < n && r < m && left[l] === right[r]) [l, r] = [l + 1, r + 1]
      furthest[limit + k + 1] = l
      if (l >= n && r >= m) return backtrack(history, limit, n, m)
    }
  }
  return []
}

/** Whether diagonal `k` is best reached by an insertion (from k + 1). */
function stepsDown(furthest: Int32Array, limit: number, k: number, edits: number): boolean {
  return k === -edits || (k !== edits && furthest[limit + k]! < furthest[limit + k + 2]!)
}

function backtrack(history: Int32Array[], limit: number, n: number, m: number): [number, number][] {
  const kept: [number, number][] = []
  let [l, r] = [n, m]
  for (let edits = history.length - 1; edits > 0; edits--) {
    const furthest = history[edits]!
    const k = l - r
    const down = stepsDown(furthest, limit, k, edits)
    const fromK = down ? k + 1 : k - 1
    const fromL = furthest[limit + fromK + 1]!
    const fromR = fromL - fromK
    // The edit itself is one step; the rest of the way is elements in common.
    const startL = down ? fromL : fromL + 1
    while (l > startL) kept.push([--l, --r])
    ;[l, r] = [fromL, fromR]
  }
  while (l > 0 && r > 0) kept.push([--l, --r])
  return kept.reverse()
}

function missing(length: number, present: number[]): number[] {
  const rest: number[] = []
  let next = 0
  for (let i = 0; i < length; i++)
    if (present[next] === i) next++
    else rest.push(i)
  return rest
}
