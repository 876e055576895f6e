import { type BuildInfo, readBuildInfo } from '../binary/buildinfo.js'
import { Elf } from '../binary/elf.js'
import { FunctionTable } from '../binary/functions.js'
import { readModule } from '../binary/module.js'
import { type ByteSource, bufferSource, FileSource } from '../binary/source.js'
import { findGlobals } from './globals.js'
import type { Layout } from './layouts.gen.js'
import { Pcs } from './pcs.js'
import type { FieldOffset, Plan } from './plan.js'
import { RuntimeCode } from './runtime.js'
import { findSites } from './sites.js'
import { notGo, refuseLibrary } from './stranger.js'
import { layoutOf, parseGoVersion } from './version.js'

export { formatPlan, planToJson } from './format.js'

/** Plans the probes for a binary: a file by path, of which only the needed parts are read, or its bytes. */
export function plan(binary: string | Buffer): Plan {
  return typeof binary === 'string' ? FileSource.open(binary, planSource) : planSource(bufferSource(binary))
}

function planSource(source: ByteSource): Plan {
  const elf = new Elf(source)
  const info = readBuildInfo(elf)
  if (!info) throw notGo(elf)
  const version = parseGoVersion(info.version)
  refuseLibrary(info)
  const { layout, found } = layoutOf(version)
  const table = new FunctionTable(elf, readModule(elf, layout.moduledata.gofunc!))
  const runtime = new RuntimeCode(elf, table)
  const lowest = elf.segments.reduce((a, b) => (b.address < a.address ? b : a))
  return {
    goVersion: version.text,
    goVersionFound: 'build info',
    arch: 'amd64',
    pie: elf.pie,
    firstLoad: { address: lowest.address, fileOffset: lowest.offset },
    modulePath: modulePath(info),
    sites: findSites(runtime, version.minor, layout.g.goid!),
    offsets: offsetsOf(layout, found),
    globals: findGlobals(runtime, layout),
    waitReasons: [...layout.waitReasons],
    pcs: new Pcs(table),
  }
}

function modulePath(info: BuildInfo): string {
  return info.path === 'command-line-arguments' ? '' : info.path
}

function offsetsOf(layout: Layout, found: string): FieldOffset[] {
  const structs = ['g', 'm', 'p', 'schedt'] as const
  return structs.flatMap(struct =>
    Object.entries(layout[struct]).map(([field, offset]) => ({ struct, field, offset, found })),
  )
}
