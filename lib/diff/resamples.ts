/** A pseudo-random number from 0 to below 1; the same ones for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Groups of blocks that are drawn together: so much of what happens at one time hangs together. */
export interface Scheme {
  /** By group the numbers of its blocks. */
  groups: number[][]
  /** By `resample * blocks + block`: how often the block was drawn. */
  weights: Uint16Array
  /** By resample: time told of in what was drawn, ns. */
  toldNs: Float64Array
}

/** Blocks next to each other, drawn together, in the middle one of three schemes. */
const TOGETHER = 4
/** Groups in the coarsest. */
const COARSE = 4
/** So many files tell how much one run differs from the next. */
const FILES_MIN = 3

/**
 * Ways to draw blocks of time with replacement. Whoever takes the largest spread of them overlooks neither what varies
 * from block to block nor what drifts through a recording, nor, if there are files enough, what differs between runs.
 * @param files by block the number of its file @param blockNs by block the time told of
 */
export function schemesOf(
  files: readonly number[],
  blockNs: readonly number[],
  resamples: number,
  random: () => number,
): Scheme[] {
  const blocks = files.length
  const sizes = [1, TOGETHER, Math.ceil(blocks / COARSE)]
  const groupings = sizes.filter(size => blocks / size >= 2).map(size => grouped(files, size))
  const whole = grouped(files, Infinity)
  if (whole.length >= FILES_MIN) groupings.push(whole)
  return groupings
    .filter(groups => groups.length >= 2)
    .map(groups => {
      const weights = drawn(groups, blocks, resamples, random)
      return { groups, weights, toldNs: told(weights, blockNs, resamples) }
    })
}

function told(weights: Uint16Array, blockNs: readonly number[], resamples: number): Float64Array {
  return Float64Array.from({ length: resamples }, (_, resample) =>
    blockNs.reduce((sum, ns, block) => sum + weights[resample * blockNs.length + block] * ns, 0),
  )
}

/** Blocks of one file that follow each other, so many to a group. */
function grouped(files: readonly number[], size: number): number[][] {
  const groups: number[][] = []
  for (const [block, file] of files.entries()) {
    const last = groups.at(-1)
    if (last && files[last[0]] === file && last.length < size) last.push(block)
    else groups.push([block])
  }
  return groups
}

function drawn(groups: number[][], blocks: number, resamples: number, random: () => number): Uint16Array {
  const weights = new Uint16Array(resamples * blocks)
  for (let resample = 0; resample < resamples; resample++)
    for (let draw = 0; draw < groups.length; draw++)
      for (const block of groups[Math.floor(random() * groups.length)]) weights[resample * blocks + block]++
  return weights
}
