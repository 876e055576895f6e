import { type BuildInfo, readBuildInfo } from '../binary/buildinfo.js'
import { Elf } from '../binary/elf.js'
import { FunctionTable } from '../binary/functions.js'
import { findModule } from '../binary/module.js'
import { type ByteSource, bufferSource, FileSource } from '../binary/source.js'
import { readDebug } from './debug.js'
import { findGlobals } from './globals.js'
import { findVersion } from './identity.js'
import { type Choice, chooseLayout, offsetsOf } from './layout.js'
import { machineOf } from './machines.js'
import { Pcs } from './pcs.js'
import type { Plan } from './plan.js'
import { RuntimeCode } from './runtime.js'
import { findSites } from './sites.js'
import { isLibrary, notGo, refuseGuest, refuseModule } from './stranger.js'
import { provenFacts } from './unmeasured.js'

export { formatPlan, planToJson } from './format.js'

/** Plans the probes for a binary: a file by path, of which only the needed parts are read, or its bytes. */
export function plan(binary: string | Buffer): Plan {
  return typeof binary === 'string' ? FileSource.open(binary, planSource) : planSource(bufferSource(binary))
}

function planSource(source: ByteSource): Plan {
  const elf = new Elf(source)
  const info = readBuildInfo(elf)
  refuseGuest(info)
  const module = findModule(elf)
  if (!module) throw notGo(elf, info)
  const read = (gofunc?: number) =>
    new RuntimeCode(elf, new FunctionTable(elf, module, gofunc), machineOf(elf.arch))
  const version = findVersion(info, module, read)
  const choice = chooseLayout(version, purpose => readDebug(elf, purpose))
  const { layout } = choice
  refuseModule(module, layout)
  const runtime = read(layout.moduledata.gofunc)
  const lowest = elf.segments.reduce((a, b) => (b.address < a.address ? b : a))
  return {
    goVersion: version.text,
    goVersionFound: version.found,
    arch: elf.arch,
    library: isLibrary(info, runtime),
    pie: elf.pie,
    firstLoad: { address: lowest.address, fileOffset: lowest.offset },
    modulePath: modulePath(info),
    ...findSites(runtime, version.minor, { goid: layout.g.goid!, atomicstatus: layout.g.atomicstatus! }),
    ...(choice.unproven ? provenFacts(runtime, version, choice) : known(choice)),
    globals: findGlobals(runtime, layout),
    pcs: new Pcs(runtime.table),
  }
}

function modulePath(info: BuildInfo | undefined): string {
  return !info || info.path === 'command-line-arguments' ? '' : info.path
}

function known(choice: Choice): Pick<Plan, 'offsets' | 'waitReasons'> {
  return { offsets: offsetsOf(choice), waitReasons: [...choice.layout.waitReasons] }
}
