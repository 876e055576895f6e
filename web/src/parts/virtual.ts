/** Browsers limit how high an element can be; beyond this many CSS pixels the scroll bar is coarser than a row. */
export const HEIGHT_MAX = 8_000_000
/** Rows kept ready above and below what is seen. */
const MARGIN = 4

/** Which rows of a long table are on the screen, and where. Pure. */
export interface Window {
  /** Rows [first, last). */
  first: number
  last: number
  /** Where row `first` begins, CSS pixels from the top of the whole. */
  top: number
}

/** Height of the whole table. */
export function wholeHeight(count: number, rowHeight: number): number {
  return Math.min(count * rowHeight, HEIGHT_MAX)
}

/** @param scroll how far it is scrolled, CSS pixels; @param view height of what is seen */
export function windowOf(scroll: number, view: number, count: number, rowHeight: number): Window {
  const height = wholeHeight(count, rowHeight)
  const room = Math.max(height - view, 1)
  // In a table that is not too high this is scroll / rowHeight.
  const topRow = height < HEIGHT_MAX ? scroll / rowHeight : (scroll / room) * (count - view / rowHeight)
  const first = Math.max(0, Math.floor(topRow) - MARGIN)
  const last = Math.min(count, Math.ceil(topRow + view / rowHeight) + MARGIN)
  return { first, last: Math.max(first, last), top: scroll + (first - topRow) * rowHeight }
}

/** How far to scroll so that a row is seen; `scroll` itself if it is. */
export function scrollTo(
  row: number,
  scroll: number,
  view: number,
  count: number,
  rowHeight: number,
): number {
  const height = wholeHeight(count, rowHeight)
  const scale = height < HEIGHT_MAX ? rowHeight : Math.max(height - view, 1) / (count - view / rowHeight)
  const rows = view / rowHeight
  const topRow = scroll / scale
  if (row < topRow) return row * scale
  if (row + 1 > topRow + rows) return (row + 1 - rows) * scale
  return scroll
}
