import { type Stats, statSync } from 'node:fs'

/** Whether an output would replace an input, whatever the two are called. @param to `-` is the standard output */
export function isSameFile(from: string, to: string): boolean {
  const found = to === '-' ? undefined : statOf(to)
  const input = statOf(from)
  return found !== undefined && found.ino === input?.ino && found.dev === input.dev
}

/** Undefined if it is not there, or may not be looked at: whoever opens it is told. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    return undefined
  }
}
