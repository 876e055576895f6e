const listeners = new Set<(nowMs: number) => void>()
let frame = 0

/** Calls `draw` in every animation frame, in one loop for all. Returns what ends it. */
export function onFrame(draw: (nowMs: number) => void): () => void {
  listeners.add(draw)
  if (frame === 0) frame = requestAnimationFrame(run)
  return () => {
    listeners.delete(draw)
  }
}

function run(nowMs: number): void {
  frame = listeners.size === 0 ? 0 : requestAnimationFrame(run)
  for (const draw of listeners) draw(nowMs)
}
