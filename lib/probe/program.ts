import { RunqscopeError } from '../errors.js'
import { plan } from '../plan/index.js'
import type { Plan } from '../plan/plan.js'
import { mappedBiases } from './loadbias.js'
import { codeBytes, MAPS_BYTES_MAX, type MappedFile, readMaps } from './maps.js'
import { isSamePath, Target } from './target.js'

/** What is to be probed in a process, and how. */
export interface Program {
  target: Target
  plan: Plan
}

/** The Go runtime alone is more code than this (a library of Go 1.18 to 1.27: at least 400 kB). */
const GO_CODE_BYTES_MIN = 1 << 17

/** Go's names of the processors that Node runs on. */
const machines: Record<string, Plan['arch']> = { x64: 'amd64', arm64: 'arm64' }

/**
 * The Go program of a process: its executable, or else the one library with Go inside that it maps.
 *
 * @param library path of the library to choose, as we or as the process sees it
 * @throws RunqscopeError as `plan` and `Target.open` do; usage where several libraries come into question
 */
export function openProgram(pid: number, library?: string): Program {
  const target = Target.open(pid)
  if (library !== undefined) {
    target.close()
    return chosenLibrary(pid, library)
  }
  try {
    return { target, plan: planOf(target) }
  } catch (error) {
    target.close()
    if (error instanceof RunqscopeError && isStranger(error)) return onlyLibrary(pid, error)
    throw error
  }
}

/** A process that will become `executable` by execve. Throws as `openProgram`. */
export function openWaiting(pid: number, executable: string, command: string): Program {
  const target = Target.openWaiting(pid, executable, command)
  try {
    return { target, plan: planOf(target) }
  } catch (error) {
    target.close()
    throw error
  }
}

/** Whether a refusal of `plan` says that Go did not make the file. */
export function isStranger({ code }: RunqscopeError): boolean {
  return code === 'not-go' || code === 'not-elf'
}

/** The mapped files with enough code for a Go runtime; the list of mappings is read up to `bytesMax`. */
export function codeFiles(pid: number, bytesMax: number): MappedFile[] {
  return readMaps(pid, bytesMax).filter(file => codeBytes(file) >= GO_CODE_BYTES_MIN)
}

/** Several libraries bring several Go runtimes, and a session is of one. */
export function severalLibraries(pid: number, paths: string[]): RunqscopeError {
  return RunqscopeError.make(
    'usage',
    `process ${pid} maps ${paths.length} Go libraries: ${paths.join(', ')}`,
    'choose one with --library PATH',
  )
}

/** The plan of what a process runs, or will run; a refusal names it. */
function planOf(target: Target): Plan {
  try {
    const made = plan(target.pinnedPath)
    checkMachine(made.arch)
    return made
  } catch (error) {
    if (!(error instanceof RunqscopeError)) throw error
    const who = target.waiting ? '' : `process ${target.pid} ${target.library ? 'maps' : 'runs'} `
    throw RunqscopeError.make(error.code, `${who}${target.exePath}: ${error.message}`)
  }
}

/** An emulator's process is no Go process to the kernel, whatever it emulates. @throws RunqscopeError unsupported-arch */
export function checkMachine(arch: Plan['arch']): void {
  if (arch !== machines[process.arch])
    throw RunqscopeError.make(
      'unsupported-arch',
      `the binary is built for ${arch}, and this machine is ${machines[process.arch] ?? process.arch}`,
      'run both on a machine of that kind, without an emulator',
    )
}

function chosenLibrary(pid: number, wanted: string): Program {
  const files = codeFiles(pid, MAPS_BYTES_MAX)
  for (const file of files.filter(({ path }) => path === wanted)) return openLibrary(pid, file)
  for (const file of files) {
    const target = Target.openLibrary(pid, file)
    const isWanted = isSamePath(target.pinnedPath, wanted)
    target.close()
    if (isWanted) return openLibrary(pid, file)
  }
  throw RunqscopeError.make(
    'not-go',
    `process ${pid} maps no Go library ${wanted}`,
    '`runqscope list --json` names the Go libraries of a process',
  )
}

/** @param refusal of the executable, thrown where no library has Go inside */
function onlyLibrary(pid: number, refusal: RunqscopeError): Program {
  const found: (Program | RunqscopeError)[] = []
  const paths: string[] = []
  let unproven: RunqscopeError | undefined
  try {
    for (const file of codeFiles(pid, MAPS_BYTES_MAX)) {
      const program = goIn(pid, file)
      if (!program) continue
      if (program instanceof RunqscopeError && program.code === 'no-privilege') {
        // Most likely not Go at all; it matters only where nothing else is.
        unproven ??= program
        continue
      }
      found.push(program)
      paths.push(file.path)
    }
    if (found.length > 1) throw severalLibraries(pid, paths)
    const [only] = found
    if (only === undefined) throw unproven ?? refusal
    if (only instanceof RunqscopeError) throw only
    return only
  } catch (error) {
    for (const each of found) if (!(each instanceof RunqscopeError)) each.target.close()
    throw error
  }
}

/** What Go there is in a mapped file: a program, the refusal of one, or undefined. */
function goIn(pid: number, file: MappedFile): Program | RunqscopeError | undefined {
  try {
    return openLibrary(pid, file)
  } catch (error) {
    if (!(error instanceof RunqscopeError)) throw error
    return isStranger(error) || error.code === 'bad-binary' ? undefined : error
  }
}

function openLibrary(pid: number, library: MappedFile): Program {
  const target = Target.openLibrary(pid, library)
  try {
    const made = planOf(target)
    if (mappedBiases(library, made).length > 1)
      throw RunqscopeError.make(
        'target-state',
        `process ${pid} has loaded ${library.path} more than once: its Go runtimes could not be told apart`,
        'load it once',
      )
    return { target, plan: made }
  } catch (error) {
    target.close()
    throw error
  }
}
