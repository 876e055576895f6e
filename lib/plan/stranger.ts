import type { BuildInfo } from '../binary/buildinfo.js'
import type { Elf } from '../binary/elf.js'
import { RunqscopeError } from '../errors.js'

/** The refusal of an ELF file without Go build info, by what it seems to be. */
export function notGo(elf: Elf): RunqscopeError {
  const has = (name: string, text: string) => {
    const section = elf.section(name)
    return section?.inFile === true && elf.source.read(section.offset, section.size, name).includes(text)
  }
  if (elf.section('.go_export') || has('.dynstr', 'libgo.so')) {
    return RunqscopeError.make(
      'not-go',
      'the binary was built with gccgo, whose scheduler is another',
      'build it with the gc toolchain (go build)',
    )
  }
  if (has('.strtab', 'tinygo_')) {
    return RunqscopeError.make(
      'not-go',
      'the binary was built with TinyGo, whose scheduler is another',
      'build it with the gc toolchain (go build)',
    )
  }
  if (elf.section('.gopclntab') || elf.section('.data.rel.ro.gopclntab')) {
    return RunqscopeError.make(
      'unsupported-go',
      'the binary is a Go program without build info: its Go version is unknown',
      'keep the section .go.buildinfo',
    )
  }
  if (elf.source.read(0, Math.min(elf.source.size, 4096), 'the head of the file').includes('UPX!')) {
    return RunqscopeError.make('not-go', 'the binary is packed with UPX', 'unpack it (upx -d) and run that')
  }
  return RunqscopeError.make(
    'not-go',
    'the binary was not built by Go: it has no Go build info',
    'name a program that go build made',
  )
}

/** Libraries bring a Go runtime into a foreign process; a plan for one is a later matter. */
export function refuseLibrary(info: BuildInfo): void {
  const mode = info.settings.get('-buildmode')
  if (mode === 'c-shared' || mode === 'plugin' || mode === 'shared') {
    throw RunqscopeError.make(
      'bad-binary',
      `the binary is a Go library (-buildmode=${mode}), not a program`,
      'name a program; Go inside other programs is not supported yet',
    )
  }
  if (info.settings.get('-linkshared') === 'true') {
    throw RunqscopeError.make(
      'bad-binary',
      'the binary takes its Go runtime from a shared library (-linkshared)',
      'build it without -linkshared',
    )
  }
}
