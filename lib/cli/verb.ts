import { type ParseArgsConfig, parseArgs } from 'node:util'
import { RunqscopeError } from '../errors.js'

/** One verb of the command line. */
export interface Verb {
  name: string
  /** One line for `runqscope --help`. */
  summary: string
  /** What `--help` prints: usage, options, an example. */
  help: string
  /** Returns the exit code. */
  run(args: string[]): Promise<number>
}

export type OptionTable = NonNullable<ParseArgsConfig['options']>

/** Parses or throws one sentence that names the right usage. */
export function parse<T extends OptionTable>(
  verb: string,
  args: string[],
  options: T,
): ReturnType<typeof parseArgs<{ args: string[]; options: T; allowPositionals: true; strict: true }>> {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    const said = error instanceof Error ? error.message.split(/\.\s/)[0] : String(error)
    throw RunqscopeError.make('usage', `${said}`, `see \`runqscope ${verb} --help\``)
  }
}

/** @throws RunqscopeError usage */
export function noArguments(verb: string, positionals: string[]): void {
  if (positionals.length)
    throw RunqscopeError.make(
      'usage',
      `${verb} takes no argument, got ${positionals.join(' ')}`,
      `see \`runqscope ${verb} --help\``,
    )
}

const unitMs: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** `5s`, `250ms`, `1m30s` → ms. @throws RunqscopeError usage */
export function durationMs(option: string, text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)]
  if (!parts.length || parts.map(part => part[0]).join('') !== text)
    throw RunqscopeError.make(
      'usage',
      `--${option} ${text} is no duration`,
      'write it like 5s, 250ms or 1m30s',
    )
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * unitMs[unit!]!, 0)
}

const unitBytes: Record<string, number> = { '': 1, kb: 1 << 10, mb: 1 << 20, gb: 1 << 30 }

/** `64MB`, `512kB` → bytes, binary multiples. @throws RunqscopeError usage */
export function byteSize(option: string, text: string): number {
  const found = text.toLowerCase().match(/^(\d+)\s*(kb|mb|gb|)$/)
  if (!found) throw RunqscopeError.make('usage', `--${option} ${text} is no size`, 'write it like 16MB')
  return Number(found[1]) * unitBytes[found[2]!]!
}
