/** What stands before the result's line on the console. */
export const RESULT_MARK = '@@vm-test '

/** One part of the test inside the emulated machine. */
export interface Finding {
  what: string
  status: 'ok' | 'failed'
  /** Figures, or why not; one line. */
  said: string
}

export interface Result {
  /** `uname -r`. */
  kernel: string
  /** As Node spells it: x64, arm64. */
  architecture: string
  /** Node's version. */
  node: string
  /** From the kernel's start to the test's, on the emulated machine's clock. */
  bootSeconds: number
  findings: Finding[]
}
