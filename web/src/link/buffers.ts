/** The buffers of all typed arrays in an object, to be handed over instead of copied. */
export function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  find(value, found)
  return [...found]
}

/** Called for every answer and all that is in it: so it makes nothing. */
function find(value: unknown, found: Set<ArrayBuffer>): void {
  if (typeof value !== 'object' || value === null) return
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer)
  } else if (Array.isArray(value)) {
    // Lists of plain records hold no arrays; those that do are short.
    for (const one of value) if (holdsArrays(one)) find(one, found)
  } else for (const key in value) find((value as Record<string, unknown>)[key], found)
}

function holdsArrays(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  for (const key in value) if (ArrayBuffer.isView((value as Record<string, unknown>)[key])) return true
  return false
}
