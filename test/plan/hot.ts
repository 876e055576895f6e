import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { Elf } from '../../lib/binary/elf.js'
import { FunctionTable } from '../../lib/binary/functions.js'
import { readModule } from '../../lib/binary/module.js'
import { FileSource } from '../../lib/binary/source.js'
import { machineOf } from '../../lib/plan/machines.js'
import { RuntimeCode } from '../../lib/plan/runtime.js'
import { parseGoVersion, standingOf } from '../../lib/plan/version.js'
import { sample } from './sample.js'

/** Functions of the scheduler that the compiler can inline, whose inlining moves, hides or doubles a transition. */
const scheduler = [
  'casgstatus',
  'casGToWaiting',
  'casGToWaitingForSuspendG',
  'casGToPreemptScan',
  'goschedImpl',
  'gopreempt_m',
  'newproc1',
  'gdestroy',
  'schedule',
  'runqput',
  'wakep',
  'reentersyscall',
  'goready',
  'ready',
  'execute',
  'exitsyscallfast',
  'findRunnable',
  'gfget',
  'gfput',
]

/** A place that calls a function of the runtime, as a profile names it. */
interface Edge {
  caller: string
  file: string
  callerLine: number
  line: number
  callee: string
  calleeLine: number
}

/**
 * Writes a CPU profile in which every call of those in the runtime is equally hot, so that the compiler inlines
 * each of them wherever it can: the same each time, and worse than any real program.
 *
 * @returns its path
 */
export function hotProfile(version: string): string {
  const plain = sample({ version })
  const path = `${plain}-hot.pgo`
  if (!existsSync(path)) {
    const fresh = `${path}.${process.pid}`
    writeFileSync(fresh, gzipSync(profile(edgesOf(version, plain))))
    renameSync(fresh, path)
  }
  return path
}

function edgesOf(version: string, path: string): Edge[] {
  const standing = standingOf(parseGoVersion(`go${version}`))
  if (standing.kind !== 'measured') throw new Error(`go${version} is not in the table`)
  return FileSource.open(path, source => {
    const elf = new Elf(source)
    const table = new FunctionTable(elf, readModule(elf), standing.layout.moduledata.gofunc)
    const runtime = new RuntimeCode(elf, table, machineOf(elf.arch))
    return runtime.calls(scheduler.map(callee => `runtime.${callee}`)).flatMap(call => {
      const callee = runtime.find(call.target)!
      // What lies in another function already was inlined without a profile.
      if (table.frames(call.function, call.address).length > 1) return []
      const { file, line } = table.position(call.function, call.address)
      return {
        caller: table.name(call.function),
        file,
        callerLine: table.startLine(call.function),
        line,
        callee: call.target,
        calleeLine: table.startLine(callee),
      }
    })
  })
}

/** The bytes of a profile. Source: google/pprof, proto/profile.proto; cmd/compile reads edges of samples from it. */
function profile(edges: Edge[]): Buffer {
  const strings = ['', 'samples', 'count']
  const text = (value: string) => {
    const at = strings.indexOf(value)
    return at >= 0 ? at : strings.push(value) - 1
  }
  const functions: string[] = []
  const parts: Buffer[] = [field(1, message(number(1, text('samples')), number(2, text('count'))))]
  const functionOf = (name: string, file: string, line: number) => {
    const at = functions.indexOf(name)
    if (at >= 0) return at + 1
    const id = functions.push(name)
    const body = [number(1, id), number(2, text(name)), number(3, text(name)), number(4, text(file))]
    parts.push(field(5, message(...body, number(5, line))))
    return id
  }
  edges.forEach((edge, index) => {
    const callee = functionOf(edge.callee, edge.file, edge.calleeLine)
    const caller = functionOf(edge.caller, edge.file, edge.callerLine)
    const [leaf, above] = [2 * index + 1, 2 * index + 2]
    const location = (id: number, fn: number, line: number) =>
      field(4, message(number(1, id), field(4, message(number(1, fn), number(2, line)))))
    parts.push(location(leaf, callee, edge.calleeLine + 1), location(above, caller, edge.line))
    parts.push(field(2, message(number(1, leaf), number(1, above), number(2, 1000))))
  })
  return message(...parts, ...strings.map(value => field(6, Buffer.from(value))))
}

function message(...fields: Buffer[]): Buffer {
  return Buffer.concat(fields)
}

/** A field of bytes, and one of a number, in protocol buffers' wire format. */
function field(id: number, body: Buffer): Buffer {
  return Buffer.concat([varint(id * 8 + 2), varint(body.length), body])
}

function number(id: number, value: number): Buffer {
  return Buffer.concat([varint(id * 8), varint(value)])
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value & 127) | 128)
  return Buffer.from([...bytes, value])
}
