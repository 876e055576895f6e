import type { Arch } from './cells.js'
import type { Line } from './disassembler.js'

/** A mention of data in code: where the instruction is, and what it names. */
export interface Reference {
  line: number
  address: number
}

/** Every mention of data by a function's code, relative to the instruction pointer or to a page. */
export function referencesIn(arch: Arch, lines: Line[]): Reference[] {
  return arch === 'amd64' ? ripRelative(lines) : pageRelative(lines)
}

function ripRelative(lines: Line[]): Reference[] {
  return lines.flatMap((line, index) => {
    const match = /\[rip ([+-]) (0x[0-9a-f]+|\d+)\]/.exec(line.operands)
    if (!match) return []
    const displacement = Number(match[2]) * (match[1] === '-' ? -1 : 1)
    return { line: index, address: line.address + line.size + displacement }
  })
}

/** ADRP names a page, an ADD, a load or a store after it the place in the page. */
function pageRelative(lines: Line[]): Reference[] {
  const pages = new Map<string, number>()
  return lines.flatMap((line, index) => {
    const page = /^(x\d+), #(0x[0-9a-f]+|\d+)$/.exec(line.operands)
    if (line.mnemonic === 'adrp' && page) {
      pages.set(page[1]!, Number(page[2]))
      return []
    }
    const use =
      line.mnemonic === 'add'
        ? /^\w+, (x\d+), #(0x[0-9a-f]+|\d+)$/.exec(line.operands)
        : /\[(x\d+)(?:, #(0x[0-9a-f]+|\d+))?\]/.exec(line.operands)
    const base = use && pages.get(use[1]!)
    const written = /^[xw](\d+)/.exec(line.operands)
    const found = base === undefined || !use ? [] : [{ line: index, address: base! + Number(use[2] ?? 0) }]
    if (written && !/^(st|cmp|cb|tb)/.test(line.mnemonic)) pages.delete(`x${written[1]}`)
    return found
  })
}

/** Whether two listings are of the same code, which may name data at other addresses. */
export function sameButForData(arch: Arch, a: Line[], b: Line[]): boolean {
  if (a.length !== b.length) return false
  const mention = new Set(referencesIn(arch, a).map(({ line }) => line))
  const plain = ({ address, size, mnemonic, operands }: Line, index: number) => {
    const text =
      mention.has(index) || mnemonic === 'adrp'
        ? operands.replace(/[+-]? ?#?0x[0-9a-f]+|#?\b\d+\b/g, '')
        : operands
    return `${address} ${size} ${mnemonic} ${text}`
  }
  return a.every((line, index) => plain(line, index) === plain(b[index]!, index))
}
