/** Who knows the past. */
export interface Past {
  /**
   * @param client who asks; the past takes questions of several in turns
   * @param message an encoded `ClientMessage` that holds a `Query`; what is wrong with it is told in the answer
   * @returns an encoded `ServerMessage` that holds its `Answer`
   */
  ask(client: number, message: Uint8Array): Promise<Uint8Array>
  /** The client is gone: its questions need no answer. */
  leave(client: number): void
  close(): Promise<void>
}
