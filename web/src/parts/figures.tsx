import { count, duration, percent, rate } from './units.js'

/** A length of time: `12.3 µs`, its exact ns as the value. Unknown or none: a dash. */
export function Time({ ns }: { ns: number | undefined | null }) {
  return <Figure value={ns} text={duration} />
}

export function Count({ n }: { n: number | undefined | null }) {
  return <Figure value={n} text={count} />
}

export function Rate({ perSecond }: { perSecond: number | undefined | null }) {
  return <Figure value={perSecond} text={rate} />
}

/** A share of one, shown as percent. */
export function Percent({ share }: { share: number | undefined | null }) {
  return <Figure value={share} text={percent} />
}

function Figure({ value, text }: { value: number | undefined | null; text: (value: number) => string }) {
  if (value === undefined || value === null || Number.isNaN(value)) return <span class="none">–</span>
  return <data value={String(value)}>{text(value)}</data>
}
