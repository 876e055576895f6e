import { hex } from '../binary/elf.js'
import type { Variable } from '../binary/machine.js'
import { badBinary } from '../binary/source.js'
import type { Layout } from './layouts.gen.js'
import type { GlobalAddress } from './plan.js'
import type { RuntimeCode } from './runtime.js'

/**
 * Where the compiled runtime names a global: the `nth` mention in `function` of something in writable memory. Right in every binary it was tried on, with and without symbols, go1.18 to go1.27.
 */
interface Reference {
  name: GlobalAddress['name']
  function: string
  nth: number
  /** Only mentions of this kind count. */
  how?: Variable['how']
  what: string
}

const references: Reference[] = [
  {
    name: 'allgs',
    function: 'runtime.forEachG',
    nth: 2,
    what: '2nd variable of runtime.forEachG',
  },
  {
    name: 'allp',
    function: 'runtime.preemptall',
    nth: 1,
    what: '1st variable of runtime.preemptall',
  },
  {
    name: 'gomaxprocs',
    function: 'runtime.procresize',
    nth: 1,
    how: 'load',
    what: '1st load of runtime.procresize',
  },
]

/** Addresses of the globals a plan needs, decoded from the runtime's code: symbols are not asked. */
export function findGlobals(runtime: RuntimeCode, layout: Layout): GlobalAddress[] {
  const globals: GlobalAddress[] = references.map(({ name, function: fn, nth, how, what }) => {
    const address = variables(runtime, fn, how)[nth - 1]
    if (address === undefined) throw badBinary(`the ${what} (${name}) is missing`)
    return { name, address, found: what }
  })
  // sched is named by its fields; two functions name two of them, and must agree on where it begins.
  const lastpoll = variables(runtime, 'runtime.wakeNetPoller')[0]
  const lock = variables(runtime, 'runtime.stopm')[0]
  if (lastpoll === undefined || lock === undefined)
    throw badBinary('runtime.sched is not named where it should be')
  const address = lastpoll - layout.schedt.lastpoll!
  if (address !== lock - layout.schedt.lock!) {
    throw badBinary(
      `runtime.wakeNetPoller and runtime.stopm disagree on runtime.sched (${hex(address)}, ${hex(lock - layout.schedt.lock!)})`,
    )
  }
  globals.push({
    name: 'sched',
    address,
    found: '1st variable of runtime.wakeNetPoller less lastpoll; runtime.stopm agrees',
  })
  for (const global of globals) {
    const aligned = global.address % (global.name === 'gomaxprocs' ? 4 : 8) === 0
    if (!aligned || !runtime.elf.isWritable(global.address))
      throw badBinary(`${global.name} at ${hex(global.address)} is not a variable`)
  }
  return globals
}

/** Addresses of variables in the order in which a function's code names them. */
function variables(runtime: RuntimeCode, name: string, how?: Variable['how']): number[] {
  const index = runtime.find(name)
  if (index === undefined) throw badBinary(`it has no ${name}`)
  return runtime
    .code(index)
    .variables(address => runtime.elf.isWritable(address))
    .filter(variable => !how || variable.how === how)
    .map(variable => variable.address)
}
