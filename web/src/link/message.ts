import type {
  WireAggregate,
  WireFilter,
  WireFlight,
  WireHello,
  WireHistory,
  WireQuery,
  WireSite,
  WireTriggered,
} from '../../../lib/stream/wire.js'
import type { Answer } from './answer.js'

/** What the raw feed has kept. */
export interface RawState {
  /** Kept now, and since it was switched on. */
  rows: number
  rowsTotal: number
  /** Rows that were not sent because this page was too slow. */
  lost: number
  /** Times of the oldest and the newest row kept. */
  firstNs: number
  lastNs: number
  bytes: number
}

/** How far the saving of transitions is. */
export interface SavingState {
  rows: number
  /** Of the range, 0 to 1. */
  share: number
  /** What is missing, in a sentence; '' if nothing is. */
  note: string
  /** The lines, once all are there. */
  file?: Blob
}

/** What the worker tells the page. */
export type FromWorker =
  | { type: 'hello'; hello: WireHello }
  | { type: 'sites'; sites: WireSite[] }
  | { type: 'aggregate'; aggregate: WireAggregate }
  | { type: 'answer'; answer: Answer }
  /** Told by the link itself, before the answer goes to who asked. */
  | { type: 'answered'; history: WireHistory }
  | { type: 'end'; reason: string; aggregate: WireAggregate | undefined }
  | { type: 'lost'; why: string; retryMs: number }
  /** There is a server, but it does not serve this page; it goes on trying. */
  | { type: 'refused'; why: string }
  /** The server speaks another version of the protocol. */
  | { type: 'stranger'; protocol: number }
  | { type: 'raw'; state: RawState | undefined }
  | { type: 'saving'; state: SavingState }
  /** What became of a wish of this page's, and what the flight recorder wrote, whoever wished. */
  | { type: 'triggered'; triggered: WireTriggered }
  | { type: 'flight'; flight: WireFlight }

export interface RangeToSave {
  first_ns: number
  last_ns: number
  filter: WireFilter
}

/** What the page asks of the worker. */
export type ToWorker =
  /** The page's own address. */
  | { type: 'connect'; page: string }
  | { type: 'query'; query: WireQuery }
  /** 0 switches the raw feed off. */
  | { type: 'raw'; bytesMax: number }
  | { type: 'save-raw'; seconds: number }
  | { type: 'save-range'; range: RangeToSave }
  | { type: 'save-stop' }
  /** Has the flight recorder write. */
  | { type: 'trigger'; reason: string }
