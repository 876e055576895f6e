/** The library: `import { attach, open, plan } from 'runqscope'`. */
export { Agent, type AgentOptions, type AttachOptions, attach } from './agent.js'
export { type ErrorCode, RunqscopeError } from './errors.js'
export {
  type FlightEvents,
  type FlightOptions,
  FlightRecording,
  type TriggerAnswer,
  type WrittenFlight,
} from './flight.js'
export type {
  Aggregate,
  GoroutineCounts,
  LossReport,
  SiteReport,
  StageName,
  StageStats,
  Stages,
} from './latency/report.js'
export type { WaitingNow } from './latency/waiting.js'
export {
  Flag,
  type Gap,
  State,
  stateNames,
  type TransitionBatch,
  type TransitionSink,
} from './model/transition.js'
export { open } from './open.js'
export { plan } from './plan/index.js'
export type { Plan, Site } from './plan/plan.js'
export { type ServeOptions, serve } from './serve.js'
export type { Session, SessionEvents } from './session.js'
export type { Summary } from './summary.js'
export { version } from './version.js'
