import { useEvery } from '../parts/every.js'
import { duration, moment } from '../parts/units.js'
import type { View } from '../session/address.js'
import { brush, everything, follow, range, shown, spanNs } from '../session/range.js'
import { player, status } from '../session/session.js'
import { DockButtons } from './docks.js'
import { toggleFollow } from './shortcuts.js'
import { Track } from './track.js'

const spans: [ns: number, name: string][] = [
  [1e9, '1 s'],
  [10e9, '10 s'],
  [60e9, '1 min'],
]

/** What part of the past is shown, and how to go elsewhere. */
export function RangeBar({ docks }: { docks: View[] }) {
  const recording = status.value === 'recording'
  const { following } = range.value
  return (
    <section class="top-row range" aria-label="Range of time">
      {recording ? <PlayButtons /> : <FollowButton />}
      <span class="group">
        {spans.map(([ns, name]) => (
          <button
            type="button"
            key={name}
            aria-pressed={following && Math.abs(spanNs.value - ns) < 1}
            title={`Show the last ${name}`}
            onClick={() => follow(ns)}
          >
            {name}
          </button>
        ))}
        <button type="button" title="Show all that is kept" onClick={everything}>
          All
        </button>
      </span>
      <Track />
      <RangeText />
      <BrushNote />
      <DockButtons docks={docks} />
    </section>
  )
}

function FollowButton() {
  if (range.value.following)
    return (
      <button
        type="button"
        disabled={status.value === 'ended'}
        onClick={toggleFollow}
        aria-label="Pause: stop following"
      >
        ❚❚ Pause
      </button>
    )
  return (
    <button type="button" class="primary" onClick={toggleFollow} aria-label="Follow: back to now">
      ▶ Follow
    </button>
  )
}

const speeds = [0.01, 0.1, 0.5, 1, 2, 5, 20]

function PlayButtons() {
  const playing = player.playing.value && range.value.following
  return (
    <>
      <button type="button" class={playing ? '' : 'primary'} onClick={toggleFollow}>
        {playing ? '❚❚ Pause' : '▶ Play'}
      </button>
      <select
        aria-label="Speed"
        value={String(player.speed.value)}
        onChange={event => player.setSpeed(Number(event.currentTarget.value), performance.now())}
      >
        {speeds.map(speed => (
          <option key={speed} value={String(speed)}>
            {speed} ×
          </option>
        ))}
      </select>
    </>
  )
}

function RangeText() {
  useEvery(range.value.following ? 250 : 10_000)
  const { firstNs, lastNs } = shown()
  const span = lastNs - firstNs
  return (
    <span class="range-text note">
      {range.value.following ? (
        <>
          last {duration(span)}, up to <data value={lastNs}>{moment(Math.max(lastNs, 0), 10e9)}</data>
        </>
      ) : (
        <>
          <data value={firstNs}>{moment(firstNs, span)}</data> –{' '}
          <data value={lastNs}>{moment(lastNs, span)}</data>
          {`, ${duration(span)}`}
        </>
      )}
    </span>
  )
}

function BrushNote() {
  const selected = brush.value
  if (!selected) return null
  return (
    <button
      type="button"
      title="All views count in the selection. Escape ends it."
      onClick={() => {
        brush.value = undefined
      }}
    >
      Selection: {duration(selected.lastNs - selected.firstNs)} × {duration(selected.minNs)} –{' '}
      {Number.isFinite(selected.maxNs) ? duration(selected.maxNs) : 'longest'} ×
    </button>
  )
}
