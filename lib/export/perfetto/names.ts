import { waitReasonText } from '../../latency/latency.js'
import { State } from '../../model/transition.js'
import { Message } from './message.js'

/** Interned names of events. Wait reasons follow at `Name.Reason + reason`, goroutines' at `Name.Goroutine + track`. */
export const Name = {
  Running: 1,
  Runnable: 2,
  Syscall: 3,
  Waiting: 4,
  Ready: 5,
  Create: 6,
  Switch: 7,
  Reason: 256,
  Goroutine: 1024,
} as const

/** Categories, to tell slices apart in queries. */
export const Category = { State: 1, Wait: 2, P: 3, Wake: 4, Loss: 5 } as const

/** Notes on a slice whose length is not an interval's: `annotation << 8 | string`. */
export const Note = {
  /** It began earlier, and nobody knows when. */
  Unseen: (1 << 8) | 1,
  /** A loss ended what is known. */
  Loss: (2 << 8) | 2,
  /** An event told that the goroutine cannot have been in this state all along. */
  Contradicted: (2 << 8) | 3,
} as const

const stateNames: [number, string][] = [
  [Name.Running, 'running'],
  [Name.Runnable, 'runnable'],
  [Name.Syscall, 'syscall'],
  [Name.Waiting, 'waiting'],
  [Name.Ready, 'ready'],
  [Name.Create, 'create'],
  [Name.Switch, 'switch'],
]

/** The names that are the same for all goroutines. */
export function commonNames(waitReasons: readonly string[]): Message {
  const data = new Message()
  const entry = (iid: number, name: string) => new Message().varint(1, iid).text(2, name)
  for (const [name, iid] of Object.entries(Category)) data.block(1, entry(iid, name.toLowerCase()))
  for (const [iid, name] of stateNames) data.block(2, entry(iid, name))
  // 255 is no reason, and has a name of its own.
  for (let reason = 0; reason < 255; reason++) {
    const text = waitReasonText(reason, waitReasons)
    data.block(2, entry(Name.Reason + reason, text === 'unknown' ? `wait reason ${reason}` : text))
  }
  data.block(3, entry(1, 'begin'))
  data.block(3, entry(2, 'end'))
  data.block(29, entry(1, 'not seen'))
  data.block(29, entry(2, 'events lost'))
  data.block(29, entry(3, 'contradicted'))
  return data
}

/** By state and, of a wait, its reason. */
export function nameOf(state: number, reason: number): number {
  if (state === State.Running) return Name.Running
  if (state === State.Runnable) return Name.Runnable
  if (state === State.Syscall) return Name.Syscall
  return reason === 255 ? Name.Waiting : Name.Reason + reason
}
