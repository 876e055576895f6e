import { inflateSync } from 'node:zlib'

/** What can be told of a picture without looking at it. */
export interface Picture {
  width: number
  height: number
  /** Different colours. */
  colors: number
  /** Part of the picture that the most frequent colour takes. */
  commonest: number
  /** Mean of all pixels, 0 black, 1 white. */
  lightness: number
}

/** Reads a PNG of 8 bits a channel, RGB or RGBA, not interlaced: what browsers write. */
export function readPicture(png: Buffer): Picture {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const [depth, type, , , interlaced] = png.subarray(24, 29)
  if (depth !== 8 || (type !== 2 && type !== 6) || interlaced) throw new Error('a PNG of another kind')
  const channels = type === 6 ? 4 : 3
  const parts: Buffer[] = []
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  const pixels = unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels)
  const counts = new Map<number, number>()
  let sum = 0
  for (let at = 0; at < pixels.length; at += channels) {
    const color = (pixels[at]! << 16) | (pixels[at + 1]! << 8) | pixels[at + 2]!
    counts.set(color, (counts.get(color) ?? 0) + 1)
    sum += pixels[at]! + pixels[at + 1]! + pixels[at + 2]!
  }
  const count = width * height
  return {
    width,
    height,
    colors: counts.size,
    commonest: Math.max(...counts.values()) / count,
    lightness: sum / count / 3 / 255,
  }
}

/** PNG (third edition), 9.2: each row says which of its neighbours its bytes are differences from. */
function unfilter(data: Buffer, stride: number, height: number, channels: number): Uint8Array {
  const out = new Uint8Array(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)]!
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x
      const left = x >= channels ? out[at - channels]! : 0
      const up = y > 0 ? out[at - stride]! : 0
      const corner = x >= channels && y > 0 ? out[at - stride - channels]! : 0
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!
      out[at] = data[y * (stride + 1) + 1 + x]! + guess
    }
  }
  return out
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}
