import { fstatSync, readdirSync, readFileSync } from 'node:fs'
import { RunqscopeError } from '../errors.js'
import { plan } from '../plan/index.js'
import { type Container, parseContainer } from './container.js'
import type { MappedFile } from './maps.js'
import { checkMachine, codeFiles, isStranger, severalLibraries } from './program.js'
import { checkProbeable, isErrno } from './status.js'
import { Target } from './target.js'

/** A process with Go in it. */
export interface GoProcess {
  pid: number
  command: string
  /** Undefined where it cannot be told. */
  goVersion: string | undefined
  /** Paths of the libraries with Go inside; empty where the executable itself is Go. */
  libraries: string[]
  container: Container | undefined
  /** Why it cannot be attached to, whatever the privilege. */
  refusal: RunqscopeError | undefined
}

/** What is known of a file with Go in it: its version, or why it is refused. */
type Verdict = string | RunqscopeError

/** Looking into a process must stay cheap, however much it maps. */
const SURVEY_MAPS_BYTES_MAX = 1 << 20
const SURVEY_FILES_MAX = 32

/** All processes whose Go is looked for; a file that many of them run is planned once. */
export class Survey {
  readonly #verdicts = new Map<string, Verdict | undefined>()

  /** What Go there is in a process; undefined for none, for one that is gone, and for one that we may not look at. */
  inspect(pid: number): GoProcess | undefined {
    const targets: Target[] = []
    try {
      const executable = Target.open(pid)
      targets.push(executable)
      const { command } = executable
      const verdict = this.#verdict(executable)
      const found = verdict === undefined ? this.#libraries(pid, targets) : [{ path: '', verdict }]
      if (!found.length) return undefined
      const libraries = found.map(({ path }) => path).filter(Boolean)
      const refusals = found.map(each => each.verdict).filter(each => each instanceof RunqscopeError)
      const versions = found.map(each => (each.verdict instanceof RunqscopeError ? undefined : each.verdict))
      return {
        pid,
        command,
        goVersion: versions[0] ?? refusals[0]?.message.match(/\bgo1\.\d+(\.\d+)?\b/)?.[0],
        libraries,
        container: containerOf(pid),
        refusal:
          libraries.length > 1 ? severalLibraries(pid, libraries) : (refusals[0] ?? refusalOfState(pid)),
      }
    } catch (error) {
      // Kernel threads, processes that ended meanwhile, and those of other users are not ours to look into; nor are
      // files on a file system that is broken or away.
      if (error instanceof RunqscopeError && ['no-process', 'no-privilege', 'io'].includes(error.code))
        return undefined
      if (isErrno(error, 'ENOENT') || isErrno(error, 'ESRCH') || isErrno(error, 'EACCES')) return undefined
      throw error
    } finally {
      for (const target of targets) target.close()
    }
  }

  #libraries(pid: number, targets: Target[]): { path: string; verdict: Verdict }[] {
    return codeFiles(pid, SURVEY_MAPS_BYTES_MAX)
      .slice(0, SURVEY_FILES_MAX)
      .flatMap(file => {
        const target = openIfProven(pid, file)
        if (!target) return []
        targets.push(target)
        const verdict = this.#verdict(target)
        return verdict === undefined ? [] : [{ path: file.path, verdict }]
      })
  }

  #verdict(target: Target): Verdict | undefined {
    const { dev, ino, mtimeNs } = fstatSync(target.exeFd, { bigint: true })
    const key = `${dev} ${ino} ${mtimeNs}`
    if (!this.#verdicts.has(key)) this.#verdicts.set(key, verdictOf(target))
    return this.#verdicts.get(key)
  }
}

/** Undefined for a file that this user cannot prove to be the mapped one: nothing is said of it. */
function openIfProven(pid: number, file: MappedFile): Target | undefined {
  try {
    return Target.openLibrary(pid, file)
  } catch (error) {
    if (error instanceof RunqscopeError && error.code === 'no-privilege') return undefined
    throw error
  }
}

function verdictOf(target: Target): Verdict | undefined {
  try {
    const { arch, goVersion } = plan(target.pinnedPath)
    checkMachine(arch)
    return goVersion
  } catch (error) {
    if (!(error instanceof RunqscopeError)) throw error
    return isStranger(error) || error.code === 'bad-binary' ? undefined : error
  }
}

function refusalOfState(pid: number): RunqscopeError | undefined {
  try {
    checkProbeable(pid)
    return undefined
  } catch (error) {
    if (error instanceof RunqscopeError && error.code === 'target-state') return error
    throw error
  }
}

/** The container that a process is in. @throws the system's error where it is gone */
export function containerOf(pid: number): Container | undefined {
  return parseContainer(readFileSync(`/proc/${pid}/cgroup`, 'utf8'))
}

/** Every process that /proc shows. */
export function allPids(): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
}
