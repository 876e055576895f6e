import { closeSync, openSync, readFileSync, readlinkSync, readSync } from 'node:fs'

/** What a uprobe replaces: a byte by INT3, an instruction by BRK. */
const BREAKPOINT_BYTES = process.arch === 'arm64' ? 4 : 1

/** The executable pages of a process's own program, as they are in its memory now. */
export class Text {
  private constructor(
    private readonly pid: number,
    private readonly ranges: { begin: number; size: number }[],
    private readonly bytes: Buffer[],
  ) {}

  /** @throws Error if the process is gone or has no text of its own */
  static of(pid: number): Text {
    const program = readlinkSync(`/proc/${pid}/exe`)
    const ranges = readFileSync(`/proc/${pid}/maps`, 'utf8')
      .split('\n')
      .filter(line => / r-xp /.test(line) && line.endsWith(` ${program}`))
      .map(line => {
        const [begin, end] = line
          .split(' ')[0]!
          .split('-')
          .map(word => Number.parseInt(word, 16))
        return { begin: begin!, size: end! - begin! }
      })
    if (!ranges.length) throw new Error(`process ${pid} has no executable pages of ${program}`)
    return new Text(pid, ranges, read(pid, ranges))
  }

  /** Whether the process's text is what it was, byte by byte. */
  isUntouched(): boolean {
    return read(this.pid, this.ranges).every((now, range) => now.equals(this.bytes[range]!))
  }

  /** How many of the addresses hold another instruction than they did. @throws Error if one is not in the text */
  replaced(addresses: number[]): number {
    const now = read(this.pid, this.ranges)
    return addresses.filter(address => {
      const range = this.ranges.findIndex(({ begin, size }) => address >= begin && address < begin + size)
      if (range < 0) throw new Error(`${address} is not in the text of process ${this.pid}`)
      const at = address - this.ranges[range]!.begin
      const before = this.bytes[range]!.subarray(at, at + BREAKPOINT_BYTES)
      return !before.equals(now[range]!.subarray(at, at + BREAKPOINT_BYTES))
    }).length
  }
}

function read(pid: number, ranges: { begin: number; size: number }[]): Buffer[] {
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  try {
    return ranges.map(({ begin, size }) => {
      const bytes = Buffer.alloc(size)
      for (let at = 0; at < size; ) {
        const got = readSync(memory, bytes, at, size - at, begin + at)
        if (!got) throw new Error(`the text of process ${pid} ends after ${at} of ${size} bytes`)
        at += got
      }
      return bytes
    })
  } finally {
    closeSync(memory)
  }
}
