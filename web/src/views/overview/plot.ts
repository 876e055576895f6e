/** Room around the plot for the labels of the axes, CSS pixels. */
export const LEFT = 58
export const RIGHT = 8
export const TOP = 4
export const BOTTOM = 20

/** A rectangle of the plot in its own terms: time × places of the latency axis. */
export interface Area {
  firstNs: number
  lastNs: number
  low: number
  high: number
}

/** What the reader points at. */
export interface Pointing {
  /** A cell, if `pointed`. */
  column: number
  bucket: number
  pointed: boolean
  /** The moment that is pointed at here or in another chart; NaN if none is. */
  momentNs: number
  /** What is selected, or being selected. */
  area: Area | undefined
}

/** What part of the past a picture shows, and in how many pixels. Columns [first, last) of the grid lie in the picture, at least in part. */
export interface Frame {
  width: number
  height: number
  firstNs: number
  lastNs: number
  columnNs: number
  first: number
  last: number
  /** Places of the latency axis at the lower and the upper edge. */
  low: number
  high: number
}

export function newFrame(): Frame {
  return { width: 0, height: 0, firstNs: 0, lastNs: 1, columnNs: 1, first: 0, last: 0, low: 0, high: 1 }
}

/** The pixel at which a moment lies. */
export function xOf(frame: Frame, ns: number): number {
  return ((ns - frame.firstNs) / (frame.lastNs - frame.firstNs)) * frame.width
}

/** The pixel at which a place of the latency axis lies, from the top. */
export function yOf(frame: Frame, place: number): number {
  return ((frame.high - place) / (frame.high - frame.low)) * frame.height
}
