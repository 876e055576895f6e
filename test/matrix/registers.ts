import type { Arch } from './cells.js'

/** The register number of the instruction encoding of a name as Capstone prints it, of whatever width. */
export function registerNumber(arch: Arch, name: string): number | undefined {
  if (arch === 'arm64') {
    const match = /^[wx](\d+)$/.exec(name)
    return match ? Number(match[1]) : undefined
  }
  const numbered = /^r(\d+)[dwb]?$/.exec(name)
  if (numbered) return Number(numbered[1])
  const at = ['ax', 'cx', 'dx', 'bx', 'sp', 'bp', 'si', 'di'].indexOf(
    name
      .replace(/^[re](?=..$)/, '')
      .replace(/^([abcd])l$/, '$1x')
      .replace(/^(sp|bp|si|di)l$/, '$1'),
  )
  return at < 0 ? undefined : at
}

/** Registers of the first three integer arguments. Source: src/cmd/compile/abi-internal.md. */
export const argumentRegisters: Record<Arch, readonly [number, number, number]> = {
  amd64: [0, 3, 1],
  arm64: [0, 1, 2],
}
