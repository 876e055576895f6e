/**
 * The probability that Student's t lies further from 0 than a value, to either side.
 * @param freedom degrees of freedom, above 0
 */
export function beyond(t: number, freedom: number): number {
  if (!Number.isFinite(t)) return 0
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5)
}

/** The value that t exceeds, to either side, with a probability of `alpha`. */
export function quantileOfT(alpha: number, freedom: number): number {
  let low = 0
  let high = 1
  while (beyond(high, freedom) > alpha && high < 1e6) high *= 2
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (beyond(middle, freedom) > alpha) low = middle
    else high = middle
  }
  return high
}

/**
 * Adjusts probabilities of many tests for their number, as Benjamini and Hochberg do: among the tests whose adjusted value
 * is at most 0.05, at most 5 % are expected to be wrong.
 */
export function adjusted(probabilities: readonly number[]): number[] {
  const order = probabilities.map((_, test) => test).sort((a, b) => probabilities[b] - probabilities[a])
  const values = new Array<number>(probabilities.length)
  let least = 1
  for (const [i, test] of order.entries()) {
    const rank = probabilities.length - i
    least = Math.min(least, (probabilities[test] * probabilities.length) / rank)
    values[test] = least
  }
  return values
}

/** The regularised incomplete beta function I_x(a, b), by its continued fraction (Lentz). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  // The fraction converges fast below the mean only.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front =
    Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a
  const tiny = 1e-300
  let numerator = 1
  let denominator = 1 - ((a + b) * x) / (a + 1)
  denominator = 1 / (Math.abs(denominator) < tiny ? tiny : denominator)
  let value = denominator
  for (let m = 1; m <= 300; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    let change = 1
    for (const term of [even, odd]) {
      denominator = 1 + term * denominator
      numerator = 1 + term / numerator
      if (Math.abs(denominator) < tiny) denominator = tiny
      if (Math.abs(numerator) < tiny) numerator = tiny
      denominator = 1 / denominator
      change = numerator * denominator
      value *= change
    }
    if (Math.abs(change - 1) < 1e-14) break
  }
  return front * value
}

/** The logarithm of the gamma function above 0, by Stirling's series from 8 on. */
function logGamma(x: number): number {
  let shift = 0
  let at = x
  for (; at < 8; at++) shift += Math.log(at)
  const square = at * at
  const series = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * square)) / square) / square) / at
  return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series - shift
}
