import { State } from '../../session/schema.js'

/** What painting needs of the theme; see session/theme.ts. Pixels are 0xAABBGGRR. */
export interface ThemePixels {
  pixel: { paper: number; line: number; running: number; ink: number }
  /** By `State`. */
  state: number[]
}

/** Number of tones that sites share. */
const SITE_TONES = 24
const FIRST_SITE_TONE = 8
/** Nothing known, and known that nothing ran. */
export const TONE_UNKNOWN = 0
export const TONE_IDLE = 1
/** Added to a tone that the filter dims. */
export const DIMMED = 64

/**
 * Colours by tone: tones 2…7 are states, then come those of sites, and the same again dimmed. `solid` is an exact span,
 * `light` what shows through the texture of a merged one.
 */
export class Palette {
  readonly solid = new Uint32Array(2 * DIMMED)
  readonly light = new Uint32Array(2 * DIMMED)

  /** What is readable on `solid`. */
  readonly ink: string[] = Array(2 * DIMMED).fill('')

  constructor(readonly theme: ThemePixels) {
    const { paper, line } = theme.pixel
    const ground = mixed(paper, line, 0.35)
    this.solid.fill(ground)
    this.light.fill(ground)
    this.solid[TONE_UNKNOWN] = this.light[TONE_UNKNOWN] = paper
    for (let state = 0; state < 6; state++) {
      const color = theme.state[state]!
      // Most goroutines wait nearly all the time: what they do else is to stand out.
      const quiet = state === State.Waiting || state === State.Undetermined
      this.#set(state + 2, quiet ? mixed(ground, color, 0.4) : color, ground)
    }
    for (let tone = 0; tone < SITE_TONES; tone++)
      this.#set(FIRST_SITE_TONE + tone, siteColor(theme.pixel.running, tone), ground)
  }

  #set(tone: number, color: number, ground: number): void {
    this.solid[tone] = color
    this.ink[tone] = inkOn(color)
    this.light[tone] = mixed(ground, color, 0.3)
    this.solid[tone + DIMMED] = mixed(ground, color, 0.16)
    this.light[tone + DIMMED] = mixed(ground, color, 0.06)
  }
}

export function stateTone(state: number): number {
  return state < 6 ? state + 2 : 2
}

/** Neighbouring numbers get tones far apart. */
export function siteTone(site: number): number {
  return FIRST_SITE_TONE + ((Math.imul(site + 1, 0x9e3779b1) >>> 16) % SITE_TONES)
}

/** Black or white, whichever contrasts more with a pixel by WCAG's relative luminance. */
export function inkOn(pixel: number): string {
  const luminance =
    0.2126 * linear(pixel & 255) +
    0.7152 * linear((pixel >>> 8) & 255) +
    0.0722 * linear((pixel >>> 16) & 255)
  return luminance > 0.179 ? '#000000' : '#ffffff'
}

/** A channel of sRGB as light, 0 … 1. */
function linear(channel: number): number {
  const share = channel / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

/** `a` with a share of `b`. */
export function mixed(a: number, b: number, share: number): number {
  let pixel = 0xff000000
  for (let shift = 0; shift < 24; shift += 8) {
    const from = (a >>> shift) & 255
    pixel |= Math.round(from + (((b >>> shift) & 255) - from) * share) << shift
  }
  return pixel >>> 0
}

/** Eight hues around that of running, three lightnesses of each. */
function siteColor(running: number, tone: number): number {
  const [hue, saturation, lightness] = hslOf(running)
  const turn = ((tone % 8) - 3.5) * 17
  const step = (Math.floor(tone / 8) - 1) * 0.09
  const clear = Math.min(0.85, Math.max(0.25, lightness + step))
  return pixelOf((hue + turn + 360) % 360, Math.max(0.35, saturation), clear)
}

function hslOf(pixel: number): [hue: number, saturation: number, lightness: number] {
  const r = (pixel & 255) / 255
  const g = ((pixel >>> 8) & 255) / 255
  const b = ((pixel >>> 16) & 255) / 255
  const max = Math.max(r, g, b)
  const min = Math.min(r, g, b)
  const lightness = (max + min) / 2
  const range = max - min
  if (range === 0) return [0, 0, lightness]
  const saturation = range / (1 - Math.abs(2 * lightness - 1))
  const sector = max === r ? (g - b) / range : max === g ? (b - r) / range + 2 : (r - g) / range + 4
  return [(sector * 60 + 360) % 360, saturation, lightness]
}

function pixelOf(hue: number, saturation: number, lightness: number): number {
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12
    const value =
      lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1))
    return Math.round(value * 255)
  }
  return (0xff000000 | (channel(4) << 16) | (channel(8) << 8) | channel(0)) >>> 0
}
