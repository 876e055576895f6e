import type {
  GoroutinesOrder as WireOrder,
  Stage as WireStage,
  TermField as WireTermField,
} from '../../../lib/stream/wire.js'

/**
 * The schema's numbers as constants of the page: the generated code that decodes messages belongs to the worker, and its
 * enumerations would bring all of it along.
 */
export const Stage = {
  CREATE_TO_RUN: 0,
  READY_TO_RUN: 1,
  RUN: 2,
  WAIT: 3,
  SYSCALL: 4,
  LIFETIME: 5,
} as const satisfies typeof WireStage
export type Stage = (typeof Stage)[keyof typeof Stage]

export const TermField = {
  NONE: 0,
  GOID: 1,
  SITE: 2,
  STATE: 3,
  REASON: 4,
  WOKEN_BY: 5,
  WAKES: 6,
  PARENT: 7,
  STATE_FOR: 8,
  AGE: 9,
} as const satisfies typeof WireTermField

export const GoroutinesOrder = {
  ID: 0,
  BY_SITE: 1,
  BY_STATE: 2,
  BY_TIME_IN_STATE: 3,
  BY_AGE: 4,
} as const satisfies typeof WireOrder

/** What a `state`, `from` or `to` column's values mean; the names in `Hello.states` stand in this order. */
export const State = {
  Undetermined: 0,
  NotExist: 1,
  Runnable: 2,
  Running: 3,
  Waiting: 4,
  Syscall: 5,
} as const
export type State = (typeof State)[keyof typeof State]

/** By `Stage`: the field of `Stages` that it has. */
export const stageFields = ['create_to_run', 'ready_to_run', 'run', 'wait', 'syscall', 'lifetime'] as const

/** By `Stage`: what a person reads. */
export const stageLabels = [
  'create → first run',
  'ready → run',
  'run',
  'wait',
  'syscall',
  'lifetime',
] as const
