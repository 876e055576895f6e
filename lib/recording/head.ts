import { version } from '../version.js'
import type { FileHead } from './format.js'

/** What a recording's header says of a session; `Session` has it. */
export interface Recordable {
  readonly info: {
    pid: number
    command: string
    goVersion: string
    method: string
    syscalls?: boolean
    waitReasons: readonly string[]
  }
  readonly baseNs: bigint
  readonly startedAtUnixMs: number
  readonly armedNs: number
}

/** The header of a session that has begun, recorded from its first moment on. */
export function headOf(session: Recordable): FileHead {
  const { info, baseNs, startedAtUnixMs, armedNs } = session
  const { pid, command, goVersion, method, syscalls = false, waitReasons } = info
  return {
    ...{ version, pid, goVersion, command, method, syscalls, waitReasons },
    ...{ baseNs: String(baseNs), startedAtUnixMs, armedNs, firstNs: armedNs },
  }
}
