/**
 * The one maker of errors that a user may meet. Every refusal says the step, what was found, what was needed and
 * what to do; the CLI prints `message` as one sentence and exits with `exitCode`.
 */
export type ErrorCode =
  | 'usage'
  | 'no-process'
  | 'target-state'
  | 'not-elf'
  | 'not-go'
  | 'unsupported-go'
  | 'unsupported-arch'
  | 'bad-binary'
  | 'incomplete-plan'
  | 'no-privilege'
  | 'unsupported-kernel'
  | 'unsupported-platform'
  | 'pid-namespace'
  | 'attach-failed'
  | 'io'

const exitCodes: Record<ErrorCode, 1 | 2 | 3> = {
  usage: 2,
  'no-process': 3,
  'target-state': 3,
  'not-elf': 3,
  'not-go': 3,
  'unsupported-go': 3,
  'unsupported-arch': 3,
  'bad-binary': 3,
  'incomplete-plan': 3,
  'no-privilege': 3,
  'unsupported-kernel': 3,
  'unsupported-platform': 3,
  'pid-namespace': 3,
  'attach-failed': 1,
  io: 1,
}

export class RunqscopeError extends Error {
  override readonly name = 'RunqscopeError'

  private constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message)
  }

  /** 1 it failed, 2 wrong usage, 3 refused. */
  get exitCode(): 1 | 2 | 3 {
    return exitCodes[this.code]
  }

  /**
   * @param what one clause: what is wrong, with what was found and what was needed
   * @param remedy one clause: what the user can do; omitted only where there is nothing to do
   */
  static make(code: ErrorCode, what: string, remedy?: string): RunqscopeError {
    return new RunqscopeError(code, remedy ? `${what}; ${remedy}` : what)
  }
}
