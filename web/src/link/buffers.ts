/** The buffers of all typed arrays in an object, to be handed over instead of copied. */
export function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer)
  } else if (Array.isArray(value)) {
    // Lists of plain records hold no arrays; those that do are short.
    for (const one of value) if (holdsArrays(one)) buffersOf(one, found)
  } else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) if (typeof one === 'object') buffersOf(one, found)
  }
  return [...found]
}

function holdsArrays(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && Object.values(value).some(one => ArrayBuffer.isView(one))
  )
}
