import type { BuildInfo } from '../binary/buildinfo.js'
import type { Elf } from '../binary/elf.js'
import type { GoModule } from '../binary/module.js'
import { RunqscopeError } from '../errors.js'
import type { Layout } from './layouts.gen.js'
import type { RuntimeCode } from './runtime.js'

/** The refusal of an ELF file without the tables of Go's linker, by what it seems to be. */
export function notGo(elf: Elf, info: BuildInfo | undefined): RunqscopeError {
  const has = (name: string, text: string) => {
    const section = elf.section(name)
    return section?.inFile === true && elf.source.read(section.offset, section.size, name).includes(text)
  }
  const gc = 'build it with the gc toolchain (go build)'
  if (
    elf.section('.go_export') ||
    has('.dynstr', 'libgo.so') ||
    info?.settings.get('-compiler') === 'gccgo'
  ) {
    return RunqscopeError.make('not-go', 'the binary was built with gccgo, whose scheduler is another', gc)
  }
  if (has('.strtab', 'tinygo_') || has('.debug_str', 'TinyGo')) {
    return RunqscopeError.make('not-go', 'the binary was built with TinyGo, whose scheduler is another', gc)
  }
  if (elf.source.read(0, Math.min(elf.source.size, 4096), 'the head of the file').includes('UPX!')) {
    return RunqscopeError.make('not-go', 'the binary is packed with UPX', 'unpack it (upx -d) and run that')
  }
  if (info || elf.section('.gopclntab')) {
    return RunqscopeError.make(
      'bad-binary',
      'the binary is damaged or was changed after linking: its function table (pclntab) is not where runtime.moduledata says, or there is none',
      'build it again, or point at the original file',
    )
  }
  return RunqscopeError.make(
    'not-go',
    'the binary was not built by Go: it has neither build info nor a Go function table',
    'name a program that go build made',
  )
}

/** Refuses what does not hold the runtime that it runs on. Looks at the build info before anything else is read. */
export function refuseGuest(info: BuildInfo | undefined): void {
  const mode = info?.settings.get('-buildmode')
  if (mode === 'plugin') throw plugin()
  if (mode === 'shared') {
    throw RunqscopeError.make(
      'bad-binary',
      'the binary is a Go library for Go programs (-buildmode=shared), not a program',
      'name a program that is built without -linkshared',
    )
  }
  if (info?.settings.get('-linkshared') === 'true') {
    throw RunqscopeError.make(
      'bad-binary',
      'the binary takes its Go runtime from a shared library (-linkshared)',
      'build it without -linkshared',
    )
  }
}

/** Refuses what runtime.moduledata tells: a plugin without build info, and code that lies in several pieces. */
export function refuseModule(module: GoModule, layout: Layout): void {
  // Of a string and of a slice, the second word is the length.
  const length = (field: string) => {
    const at = layout.moduledata[field]
    return at === undefined ? 0 : (module.words[at / 8 + 1] ?? 0)
  }
  if (length('pluginpath') > 0) throw plugin()
  // Entries of functions count from the start of the text only if it is one; an external linker may split 100 MB of it.
  if (length('textsectmap') > 1) {
    throw RunqscopeError.make(
      'bad-binary',
      `the code of the binary lies in ${length('textsectmap')} pieces, which is not supported`,
      "let Go's own linker link it (-ldflags=-linkmode=internal)",
    )
  }
}

function plugin(): RunqscopeError {
  return RunqscopeError.make(
    'bad-binary',
    'the binary is a Go plugin (-buildmode=plugin): its scheduler is that of the program that loads it',
    'name that program',
  )
}

/** Where Go's runtime starts in a library. Source: runtime/rt0_linux_amd64.s, rt0_linux_arm64.s. */
const entries = { amd64: '_rt0_amd64_linux_lib', arm64: '_rt0_arm64_linux_lib' }

/** True if the runtime is started by a program in another language: -buildmode=c-shared, or c-archive linked into it. */
export function isLibrary(info: BuildInfo | undefined, runtime: RuntimeCode): boolean {
  const mode = info?.settings.get('-buildmode')
  if (mode !== undefined) return mode === 'c-shared' || mode === 'c-archive'
  return runtime.table.mentions(entries[runtime.elf.arch])
}
