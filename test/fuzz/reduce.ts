import { Elf } from '../../lib/binary/elf.js'
import { findModule, type GoModule } from '../../lib/binary/module.js'
import { bufferSource } from '../../lib/binary/source.js'
import { RunqscopeError } from '../../lib/errors.js'
import { plan } from '../../lib/plan/index.js'

/** Of runtime.moduledata: length and capacity of ftab. Source: runtime/symtab.go. */
const FTAB_LENGTH = 136
/** Of runtime.pcHeader: the number of functions. */
const FUNCTION_COUNT = 8
const NAME_OFF = 4

interface Tables {
  module: GoModule
  /** File offsets. */
  header: number
  moduledata: number
  ftab: number
  names: number
}

function tablesOf(bytes: Buffer): Tables {
  const elf = new Elf(bufferSource(bytes))
  const module = findModule(elf)!
  const at = (address: number) => elf.fileOffset(address)!
  return {
    module,
    header: at(module.words[0]!),
    moduledata: at(module.address),
    ftab: at(module.pclntable.address),
    names: at(module.funcnametab.address),
  }
}

/**
 * A binary whose function table lists only what a plan needs, so that a plan takes a millisecond: the table is shorter,
 * what lies between the listed functions is covered by one that means nothing, and everything else is as it was.
 *
 * @param known names of the functions that were found to be needed before
 */
export function reduce(original: Buffer, known?: string[]): { bytes: Buffer; functions: string[] } {
  const wanted = plan(original)
    .sites.map(site => site.address)
    .join()
  const plans = (bytes: Buffer) => {
    try {
      return (
        plan(bytes)
          .sites.map(site => site.address)
          .join() === wanted
      )
    } catch (error) {
      if (error instanceof RunqscopeError) return false
      throw error
    }
  }
  const all = functionNames(original)
  if (known) {
    const bytes = listing(original, all, new Set(known))
    if (plans(bytes)) return { bytes, functions: known }
  }
  let functions = all.filter(name => name.startsWith('runtime.'))
  for (
    let chunk = Math.ceil(functions.length / 2);
    chunk > 0;
    chunk = chunk === 1 ? 0 : Math.ceil(chunk / 2)
  ) {
    for (let at = 0; at < functions.length; ) {
      const fewer = [...functions.slice(0, at), ...functions.slice(at + chunk)]
      if (plans(listing(original, all, new Set(fewer)))) functions = fewer
      else at += chunk
    }
  }
  return { bytes: listing(original, all, new Set(functions)), functions }
}

function functionNames(bytes: Buffer): string[] {
  const { module, ftab, names } = tablesOf(bytes)
  return Array.from({ length: module.functionCount }, (_, i) => {
    const name = names + bytes.readUInt32LE(ftab + bytes.readUInt32LE(ftab + i * 8 + 4) + NAME_OFF)
    return bytes.toString('latin1', name, bytes.indexOf(0, name))
  })
}

/** A copy of the binary that lists these functions only. */
function listing(original: Buffer, all: string[], kept: ReadonlySet<string>): Buffer {
  const bytes = Buffer.from(original)
  const { module, header, moduledata, ftab } = tablesOf(bytes)
  const gap = bytes.readUInt32LE(ftab + all.findIndex(name => name.startsWith('main.')) * 8 + 4)
  const rows: [entry: number, record: number][] = []
  for (let i = 0; i < module.functionCount; i++) {
    const entry = bytes.readUInt32LE(ftab + i * 8)
    if (kept.has(all[i]!)) rows.push([entry, bytes.readUInt32LE(ftab + i * 8 + 4)])
    else if (rows.at(-1)?.[1] !== gap) rows.push([entry, gap])
  }
  const end = bytes.readUInt32LE(ftab + module.functionCount * 8)
  for (const [i, [entry, record]] of rows.entries()) {
    bytes.writeUInt32LE(entry, ftab + i * 8)
    bytes.writeUInt32LE(record, ftab + i * 8 + 4)
  }
  bytes.writeUInt32LE(end, ftab + rows.length * 8)
  bytes.writeBigUInt64LE(BigInt(rows.length), header + FUNCTION_COUNT)
  for (const at of [FTAB_LENGTH, FTAB_LENGTH + 8])
    bytes.writeBigUInt64LE(BigInt(rows.length + 1), moduledata + at)
  return bytes
}
