import type { Output } from '../output.js'

/** The longest event of numbers and constants, bytes. */
const EVENT_BYTES = 512
const ZERO = 0x30
const DOT = 0x2e
const COMMA = 0x2c
const NEWLINE = 0x0a

/** A text that events are put together of, in ASCII. */
export const piece = (text: string): Uint8Array => Buffer.from(text, 'ascii')

/**
 * Writes events of Chrome's trace format, a line each. What comes by the million is put together of prepared pieces and
 * digits; what is seldom goes through JSON.stringify.
 */
export class Lines {
  private first = true

  constructor(private readonly output: Output) {}

  /** A new line. */
  begin(): void {
    const { output } = this
    output.room(EVENT_BYTES)
    if (!this.first) {
      output.bytes[output.length++] = COMMA
      output.bytes[output.length++] = NEWLINE
    }
    this.first = false
  }

  seldom(event: unknown): void {
    this.begin()
    this.output.text(JSON.stringify(event))
  }

  piece(text: Uint8Array): void {
    const { output } = this
    if (text.length > EVENT_BYTES / 4) output.room(text.length + EVENT_BYTES)
    const { bytes } = output
    let at = output.length
    for (let i = 0; i < text.length; i++) bytes[at++] = text[i]
    output.length = at
  }

  /** A whole number below 2^53. */
  whole(value: number): void {
    this.digits(value, 1)
  }

  /** Ns as µs, exact. */
  micros(ns: number): void {
    const whole = Math.floor(ns / 1000)
    this.digits(whole, 1)
    const rest = ns - whole * 1000
    if (rest === 0) return
    const { output } = this
    output.bytes[output.length++] = DOT
    this.digits(rest, 3)
  }

  /** @param least digits, with leading zeros */
  private digits(value: number, least: number): void {
    const { output } = this
    const { bytes } = output
    let size = least
    for (let limit = 10 ** least; value >= limit; limit *= 10) size++
    let at = output.length + size
    output.length = at
    while (value > 0x3fffffff) {
      const tenth = Math.floor(value / 10)
      bytes[--at] = ZERO + (value - tenth * 10)
      value = tenth
      size--
    }
    for (let rest = value | 0; size > 0; size--) {
      const tenth = (rest / 10) | 0
      bytes[--at] = ZERO + (rest - tenth * 10)
      rest = tenth
    }
  }
}
