import { Elf } from '../../lib/binary/elf.js'
import { findModule } from '../../lib/binary/module.js'
import { bufferSource } from '../../lib/binary/source.js'

/** A part of a specimen that means something to the readers, in file offsets. */
export interface Region {
  name: string
  offset: number
  size: number
  /** Widths in bytes of the numbers in it; empty: bytes and varints. */
  widths: number[]
  /** How likely it is damaged, beside the others. */
  weight: number
}

/** Sizes and places of what the readers follow. Source: System V ABI; runtime/symtab.go, runtime2.go. */
const PCHEADER_SIZE = 72
const FUNC_SIZE = 44
const PCTABLES = [16, 20, 24]
const INLINE_TREE_SIZE = 64
const VARINTS = 48

/** The regions of an undamaged specimen. */
export function regionsOf(bytes: Buffer): Region[] {
  const elf = new Elf(bufferSource(bytes))
  const module = findModule(elf)!
  const at = (address: number) => elf.fileOffset(address)!
  const regions: Region[] = []
  const add = (name: string, offset: number, size: number, widths: number[], weight: number) => {
    if (size > 0 && offset >= 0 && offset + size <= bytes.length)
      regions.push({ name, offset, size, widths, weight })
  }
  add('ELF header', 0, 64, [1, 2, 4, 8], 4)
  add('program headers', Number(bytes.readBigUInt64LE(32)), 56 * bytes.readUInt16LE(56), [4, 8], 8)
  add('section headers', Number(bytes.readBigUInt64LE(40)), 64 * bytes.readUInt16LE(60), [4, 8], 6)
  for (const section of elf.sections) {
    if (!section.inFile) continue
    if (section.name === '.go.buildinfo') add('build info', section.offset, section.size, [1], 4)
    if (section.name === '.dynamic') add('dynamic table', section.offset, section.size, [8], 3)
    if (/^\.rela/.test(section.name)) add('relocations', section.offset, section.size, [8], 3)
    if (section.name === '.shstrtab') add('section names', section.offset, section.size, [], 2)
    if (/^\.z?debug_(info|abbrev|str|line|str_offsets|addr)$/.test(section.name))
      add(section.name, section.offset, section.size, [], section.name.endsWith('info') ? 60 : 20)
  }
  add('pclntab header', at(module.words[0]!), PCHEADER_SIZE, [1, 4, 8], 8)
  add('moduledata', at(module.address), module.words.length * 8, [8], 10)
  const table = at(module.pclntable.address)
  add('function table', table, (module.functionCount + 1) * 8, [4], 12)
  const pctab = at(module.pctab.address)
  const records = new Set<number>()
  for (let i = 0; i < module.functionCount; i++) {
    const record = bytes.readUInt32LE(table + i * 8 + 4)
    if (records.has(record)) continue
    records.add(record)
    const own = table + record
    const tables = bytes.readUInt32LE(own + 28)
    const data = bytes.readUInt8(own + 43)
    add('functions', own, FUNC_SIZE + 4 * (tables + data), [1, 4], 0.5)
    add('function names', at(module.funcnametab.address) + bytes.readUInt32LE(own + 4), 24, [], 0.1)
    for (const field of [...PCTABLES, ...Array.from({ length: tables }, (_, j) => FUNC_SIZE + 4 * j)])
      add('pc tables', pctab + bytes.readUInt32LE(own + field), VARINTS, [], 0.1)
    const entry = at(module.text + bytes.readUInt32LE(table + i * 8))
    add('code', entry, bytes.readUInt32LE(table + i * 8 + 8) - bytes.readUInt32LE(table + i * 8), [], 0.2)
  }
  // The inline trees: FUNCDATA 3 counts from moduledata.gofunc, which is among the last words of every version.
  for (const word of module.words.slice(38, 44)) {
    const offset = elf.fileOffset(word)
    if (offset !== undefined) add('function data', offset, INLINE_TREE_SIZE * 64, [4], 1)
  }
  return regions
}
