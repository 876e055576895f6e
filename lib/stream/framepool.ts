/** So many buffers wait to be used again; more are made while clients are behind, and let go. */
const KEPT = 8

/** A message on its way to one or more clients. */
export class Frame {
  #users = 1

  /**
   * @param bytes the message
   * @param onDone called when nobody needs the bytes any more
   */
  constructor(
    readonly bytes: Uint8Array,
    private readonly onDone?: () => void,
  ) {}

  /** One more needs the bytes. */
  hold(): void {
    this.#users++
  }

  /** One of those who need the bytes has done with them; at first it is the maker alone. */
  readonly release = (): void => {
    if (--this.#users === 0) this.onDone?.()
  }
}

/**
 * Memory for large frames, used again when every client has taken them: at fifty megabytes a second the pages of fresh
 * memory, and their collection, cost more than all copying. A small frame gets memory of its own, because it would
 * keep a large buffer for as long as it waits.
 */
export class FramePool {
  readonly #free: Uint8Array[] = []

  /**
   * @param frameBytes the longest frame
   * @param smallBytes a frame of fewer bytes is a small one
   */
  constructor(
    private readonly frameBytes: number,
    private readonly smallBytes = frameBytes / 2,
  ) {}

  /** A frame of so many bytes, to be filled. */
  take(bytes: number): Frame {
    if (bytes < this.smallBytes) return new Frame(Buffer.allocUnsafeSlow(bytes))
    const buffer = this.#free.pop() ?? Buffer.allocUnsafeSlow(this.frameBytes)
    return new Frame(buffer.subarray(0, bytes), () => {
      if (this.#free.length < KEPT) this.#free.push(buffer)
    })
  }
}
