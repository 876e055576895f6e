import { amd64 } from '../binary/amd64/machine.js'
import { arm64 } from '../binary/arm64/machine.js'
import type { Machine } from '../binary/machine.js'
import { RunqscopeError } from '../errors.js'

const machines: Machine[] = [amd64, arm64]

/** The machine whose code a binary holds. */
export function machineOf(arch: Machine['arch']): Machine {
  const machine = machines.find(m => m.arch === arch)
  if (machine) return machine
  throw RunqscopeError.make(
    'unsupported-arch',
    `the binary is a program for ${arch}; runqscope plans ${machines.map(m => m.arch).join(' and ')}`,
    `build with GOARCH=${machines[0]!.arch}`,
  )
}
