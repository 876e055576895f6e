import { type BuildInfo, readBuildInfo } from '../binary/buildinfo.js'
import { Elf } from '../binary/elf.js'
import { FunctionTable } from '../binary/functions.js'
import { findModule } from '../binary/module.js'
import { type ByteSource, bufferSource, FileSource } from '../binary/source.js'
import { readDebug } from './debug.js'
import { contradiction } from './evidence.js'
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
import { type GoVersion, unknownVersion } from './version.js'

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
    ...(choice.unproven ? provenFacts(runtime, version, choice) : known(runtime, version, choice)),
    globals: findGlobals(runtime, layout),
    pcs: new Pcs(runtime.table),
  }
}

function modulePath(info: BuildInfo | undefined): string {
  return !info || info.path === 'command-line-arguments' ? '' : info.path
}

/**
 * What the table or DWARF says. A version's text is no proof that the runtime is the one that was measured: others build
 * Go, too, and change it. So the code may not contradict the table; of a version that is not in it, too little is known.
 */
function known(
  runtime: RuntimeCode,
  version: GoVersion,
  choice: Choice,
): Pick<Plan, 'offsets' | 'waitReasons'> {
  const why = choice.layout.measured.length > 0 && contradiction(runtime, choice.layout)
  if (why) throw unknownVersion(version.text, `is known, but its code says that ${why}`)
  return { offsets: offsetsOf(choice), waitReasons: [...choice.layout.waitReasons] }
}
