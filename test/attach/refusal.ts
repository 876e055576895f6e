import assert from 'node:assert/strict'
import { type Program, ran } from './program.js'

/** One sentence for people: no stack, no second line, and on stderr only. */
export function assertRefusal(program: Program, said: RegExp): void {
  assert.equal(program.stdout, '', 'nothing on stdout')
  assert.match(program.stderr, /^runqscope: [^\n]+\n$/, 'one line on stderr')
  assert.match(program.stderr, said)
}

/** `runqscope ARGS` refuses: exit code, and what the one sentence must name. */
export async function refuses(
  args: string[],
  status: 1 | 2 | 3,
  said: RegExp,
  options: Parameters<typeof ran>[1] = {},
): Promise<void> {
  const program = await ran(args, options)
  assertRefusal(program, said)
  assert.equal(await program.exited, status, program.stderr)
}
