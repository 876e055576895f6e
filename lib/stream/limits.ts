/** What the server grants to clients, so that its memory and time stay bounded whatever they do. */
export interface StreamLimits {
  clients: number
  /** Bytes waiting for one client beyond which its transitions are dropped and counted. */
  softBytes: number
  /** Bytes waiting for one client beyond which it is disconnected. */
  hardBytes: number
  /** Largest message taken from a client, bytes. */
  messageBytes: number
  /** Messages but for questions, pings and pongs a client may send a second, and how many at once after a silence. */
  messagesPerSecond: number
  messagesAtOnce: number
  /** Questions about the past a client may send a second, and how many at once after a silence. */
  queriesPerSecond: number
  queriesAtOnce: number
  /** Questions of one client that may wait for an answer. */
  queries: number
  /** Bytes waiting for one client beyond which its questions wait, too. */
  answerBytes: number
  /** Goroutines, and sites, that one client may be subscribed to. */
  subscriptions: number
  /** Transitions and gaps wait this long, or until `flushRows` of them, to share a frame. */
  flushMs: number
  flushRows: number
  /** Goroutines in a snapshot; what there is beyond is counted in its `total`. */
  snapshotRows: number
  /** Clients that ask for snapshots within this time share one. */
  snapshotMs: number
  /** Sites in an aggregate; the final one has all. */
  aggregateSites: number
  pingMs: number
  /** A client that neither answers pings nor takes any bytes for this long is disconnected. */
  silenceMs: number
  /** How long a client may take to answer a close. */
  closeMs: number
}

export const defaultLimits: StreamLimits = {
  clients: 64,
  softBytes: 4 << 20,
  hardBytes: 32 << 20,
  messageBytes: 64 << 10,
  messagesPerSecond: 20,
  messagesAtOnce: 100,
  // A page asks once a frame for each of four views.
  queriesPerSecond: 300,
  queriesAtOnce: 600,
  queries: 16,
  answerBytes: 1 << 20,
  subscriptions: 16_384,
  flushMs: 25,
  flushRows: 16_384,
  snapshotRows: 131_072,
  snapshotMs: 250,
  aggregateSites: 128,
  pingMs: 10_000,
  silenceMs: 30_000,
  closeMs: 1_000,
}
