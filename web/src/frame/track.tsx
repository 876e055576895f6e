import { useEffect, useRef } from 'preact/hooks'
import { onFrame } from '../parts/frame.js'
import { clock } from '../parts/units.js'
import { follow, keptSpan, range, show, shown } from '../session/range.js'
import { player, status } from '../session/session.js'

/** All that is kept, with the part of it that is shown: a place to drag. In a recording it seeks. */
export function Track() {
  const track = useRef<HTMLDivElement>(null)
  const part = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLDivElement>(null)
  useEffect(() => onFrame(() => place(track.current!, part.current!, head.current!)), [])

  const drag = (event: PointerEvent) => {
    if (event.buttons === 0 && event.type !== 'pointerdown') return
    const box = track.current!.getBoundingClientRect()
    const kept = keptSpan()
    const share = Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1)
    goTo(kept.firstNs + share * (kept.lastNs - kept.firstNs))
    if (event.type === 'pointerdown') track.current!.setPointerCapture(event.pointerId)
  }
  const onKey = (event: KeyboardEvent) => {
    const { firstNs, lastNs } = shown()
    const middle = status.peek() === 'recording' && range.peek().following ? lastNs : (firstNs + lastNs) / 2
    const kept = keptSpan()
    const step = (lastNs - firstNs) / 10
    const to = {
      ArrowLeft: middle - step,
      ArrowRight: middle + step,
      PageUp: middle - step * 10,
      PageDown: middle + step * 10,
      Home: kept.firstNs,
      End: kept.lastNs,
    }[event.key]
    if (to === undefined) return
    goTo(to)
    event.preventDefault()
  }

  return (
    <div
      ref={track}
      class="track"
      role="slider"
      tabIndex={0}
      aria-label="Place in the past"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={100}
      onPointerDown={drag}
      onPointerMove={drag}
      onKeyDown={onKey}
    >
      <div ref={part} class="track-part" />
      <div ref={head} class="track-head" />
    </div>
  )
}

/** Shows the surroundings of a moment; while a recording is followed it is played from there. */
function goTo(ns: number): void {
  if (status.peek() === 'recording' && range.peek().following) {
    player.seek(ns, performance.now())
    follow()
    return
  }
  const { firstNs, lastNs } = shown()
  const half = (lastNs - firstNs) / 2
  show(ns - half, ns + half)
}

function place(track: HTMLElement, part: HTMLElement, head: HTMLElement): void {
  const kept = keptSpan()
  const length = Math.max(kept.lastNs - kept.firstNs, 1)
  const { firstNs, lastNs } = shown()
  const share = (ns: number) => Math.min(Math.max((ns - kept.firstNs) / length, 0), 1)
  const from = share(firstNs)
  const to = share(lastNs)
  set(part, 'left', `${(from * 100).toFixed(2)}%`)
  set(part, 'width', `max(3px, ${((to - from) * 100).toFixed(2)}%)`)
  const playing = status.peek() === 'recording'
  // Setting what is set already would have every frame styled anew.
  if (head.hidden === playing) head.hidden = !playing
  if (playing) set(head, 'left', `calc(${(share(player.now(performance.now())) * 100).toFixed(2)}% - 1px)`)
  const now = String(Math.round(to * 100))
  if (track.getAttribute('aria-valuenow') !== now) {
    track.setAttribute('aria-valuenow', now)
    track.setAttribute('aria-valuetext', `up to ${clock(Math.max(lastNs, 0))}`)
  }
}

function set(element: HTMLElement, name: 'left' | 'width', value: string): void {
  if (element.dataset[name] === value) return
  element.dataset[name] = value
  element.style[name] = value
}
