import { layouts } from './layouts.gen.js'
import type { RuntimeCode } from './runtime.js'

/** The runtime's method that looks a wait reason up; the only variable that it names is the table of texts. */
const LOOKUP = 'runtime.waitReason.String'

/**
 * The texts of the wait reasons by value, read from the binary: those of the table for this minor version, the longest
 * that the binary has word for word. Undefined if it has none of them.
 */
export function readWaitReasons(runtime: RuntimeCode, minor: number): string[] | undefined {
  const index = runtime.find(LOOKUP)
  if (index === undefined) return undefined
  const { elf } = runtime
  const known = layouts.filter(row => row.minor === minor).map(row => row.waitReasons)
  known.sort((a, b) => b.length - a.length)
  const addresses = runtime.code(index).variables(address => elf.isWritable(address))
  for (const reasons of known) {
    if (addresses.some(({ address }) => hasTexts(runtime, address, reasons))) return reasons
  }
  return undefined
}

/** True if an array of Go strings with these texts lies at the address. */
function hasTexts({ elf }: RuntimeCode, array: number, texts: string[]): boolean {
  const size = 16 * texts.length
  if (elf.fileOffset(array) === undefined || elf.fileOffset(array + size - 1) === undefined) return false
  const words = elf.words(array, size / 8, 'the wait reasons')
  return texts.every((text, i) => {
    const [address, length] = [words[2 * i]!, words[2 * i + 1]!]
    if (length !== Buffer.byteLength(text)) return false
    if (length === 0) return true
    if (elf.fileOffset(address) === undefined || elf.fileOffset(address + length - 1) === undefined)
      return false
    return elf.read(address, length, 'a wait reason').toString('utf8') === text
  })
}
