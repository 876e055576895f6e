import { useEffect, useState } from 'preact/hooks'

/** Renders the component again every so often, for values that change faster than they can be read. */
export function useEvery(ms: number): void {
  const [, count] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => count(times => times + 1), ms)
    return () => clearInterval(timer)
  }, [ms])
}
