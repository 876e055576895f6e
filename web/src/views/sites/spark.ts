/** Points of a path of SVG, without its `M`, over width × height, the greatest value at the top; '' where there is nothing to draw. */
export function sparkPoints(
  values: ArrayLike<number>,
  width: number,
  height: number,
  greatest = maxOf(values),
): string {
  if (values.length < 2 || !(greatest > 0)) return ''
  const step = width / (values.length - 1)
  const points: string[] = []
  for (let i = 0; i < values.length; i++)
    points.push(`${round(i * step)},${round(height - (known(values[i]!) / greatest) * height)}`)
  return points.join(' ')
}

/** 0 if none is greater. */
export function maxOf(values: ArrayLike<number>): number {
  let most = 0
  for (let i = 0; i < values.length; i++) most = Math.max(most, known(values[i]!))
  return most
}

function known(value: number): number {
  return Number.isNaN(value) ? 0 : value
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
