import type { Writable } from 'node:stream'

/** More than this waiting in memory for a slow reader, and detail is dropped instead. */
const BACKLOG_BYTES = 64 << 20

/** A stream that data is written to, and that may go away. */
export class Output {
  closed = false
  private failure: Error | undefined

  /** @param onClosed called once when nobody reads any more (EPIPE), or the write failed (a full disk) */
  constructor(
    private readonly stream: Writable & { isTTY?: boolean; columns?: number; rows?: number },
    private readonly onClosed: (error: Error) => void,
  ) {
    stream.on('error', error => this.fail(error))
  }

  /** Why it closed, if it was not the reader going away. */
  get error(): Error | undefined {
    return (this.failure as NodeJS.ErrnoException | undefined)?.code === 'EPIPE' ? undefined : this.failure
  }

  get isTerminal(): boolean {
    return this.stream.isTTY === true
  }

  /** Of the terminal; some say 0 for "unknown". */
  get size(): { columns: number; rows: number } {
    return { columns: this.stream.columns || 100, rows: this.stream.rows || 40 }
  }

  get congested(): boolean {
    return this.closed || this.stream.writableLength > BACKLOG_BYTES
  }

  write(text: string): void {
    if (!this.closed) this.stream.write(text)
  }

  line(value: unknown): void {
    this.write(`${JSON.stringify(value)}\n`)
  }

  /** Resolves when all that was written has left the process, or nobody wants it. */
  flushed(): Promise<void> {
    return new Promise(resolve => {
      if (this.closed) return resolve()
      // The callback hears of a failure before the stream's own event does.
      this.stream.write('', error => {
        // On a stream that failed between two writes it names only the consequence; the stream knows the cause.
        if (error) this.fail(this.stream.errored ?? error)
        resolve()
      })
    })
  }

  private fail(error: Error): void {
    if (this.closed) return
    this.closed = true
    this.failure = error
    this.onClosed(error)
  }
}
