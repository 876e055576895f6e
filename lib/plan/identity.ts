import type { BuildInfo } from '../binary/buildinfo.js'
import type { GoModule } from '../binary/module.js'
import { RunqscopeError } from '../errors.js'
import type { RuntimeCode } from './runtime.js'
import { minorByShape } from './shape.js'
import { type GoVersion, parseGoVersion } from './version.js'

/** What linkers and those who strip write where there is no version. */
const NOTHING = new Set(['', 'unknown'])
/** The longest real text is a vendor's or a development version's with its date: about 70 characters. */
const TEXT_MAX = 120
const LOOKS_LIKE_VERSION = /^(devel )?go1\.\d/

/**
 * The Go version of a binary: from its build info, else from the string that the runtime returns for
 * `runtime.Version()`, else, and only to the minor version, from the functions that its runtime has.
 *
 * @param runtime the runtime's code; made only if the build info does not tell
 */
export function findVersion(
  info: BuildInfo | undefined,
  module: GoModule,
  runtime: () => RuntimeCode,
): GoVersion {
  if (info && !NOTHING.has(info.version)) return parseGoVersion(info.version)
  const code = runtime()
  const text = buildVersion(code)
  if (text !== undefined) return parseGoVersion(text, 'runtime.buildVersion, which runtime.schedinit names')
  const minor = minorByShape(name => code.table.mentions(name), module.records)
  if (minor === undefined) {
    throw RunqscopeError.make(
      'unsupported-go',
      'the binary does not tell its Go version: it has neither build info nor runtime.buildVersion, and its runtime looks like none that is known',
      'build it without stripping those',
    )
  }
  return {
    text: `go1.${minor}`,
    minor,
    patch: undefined,
    released: true,
    found: 'functions that its runtime has',
  }
}

/**
 * The text of runtime.buildVersion. `schedinit` compares its length with zero, for the sake of keeping it in the binary,
 * so the code names the second word of the string. Source: runtime/proc.go, go1.18 to go1.27.
 */
function buildVersion(runtime: RuntimeCode): string | undefined {
  const { elf, table } = runtime
  const lengthAt = (address: number) => {
    if (elf.fileOffset(address) === undefined || elf.fileOffset(address + 7) === undefined) return 0
    return elf.read(address, 8, 'a variable').readUInt32LE(0)
  }
  for (let i = 0; i < table.count; i++) {
    // The assembler calls a wrapper of the same name, which names no variable.
    if (table.name(i) !== 'runtime.schedinit') continue
    for (const { address } of runtime.code(i).variables(a => elf.isWritable(a))) {
      for (const header of [address - 8, address]) {
        const length = lengthAt(header + 8)
        if (!(length > 0 && length <= TEXT_MAX) || elf.fileOffset(header) === undefined) continue
        const [data, whole] = elf.words(header, 2, 'runtime.buildVersion')
        if (whole !== length || elf.fileOffset(data! + length - 1) === undefined) continue
        const text = elf.read(data!, length, 'runtime.buildVersion').toString('utf8')
        if (LOOKS_LIKE_VERSION.test(text)) return text
      }
    }
  }
  return undefined
}
