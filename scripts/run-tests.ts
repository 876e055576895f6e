/**
 * Runs test files with Node's own runner, as one run of two parts: first those that may share the machine, two at a time;
 * then those that may not, one at a time.
 *
 *   node dist/scripts/run-tests.js FILE…      compiled test files; exit status 1 if any test failed
 */
import { Readable } from 'node:stream'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'

/**
 * They count what the kernel holds of everybody's, measure time against a peer or before and after, or run what rebuilds
 * this checkout.
 */
const alone = /\btest\/(attach\/(?!matrix|inside)|diff\/service|house|package|truth)/
/** Of a whole file, and one holds dozens of sessions; hangs within it are for its own guards. */
const TEST_MS_MAX = 1_800_000

const files = process.argv.slice(2)
const parts = [
  { files: files.filter(file => !alone.test(file)), concurrency: 2 },
  { files: files.filter(file => alone.test(file)), concurrency: 1 },
].filter(part => part.files.length > 0)

/** What the runner itself counts of each part, in its words: `tests`, `pass`, `fail`, `duration_ms` … */
const counted = new Map<string, number>()

async function* events() {
  for (const part of parts)
    for await (const event of run({ ...part, timeout: TEST_MS_MAX })) {
      if (event.type === 'test:fail' && !isExpected(event.data)) process.exitCode = 1
      const figure =
        event.type === 'test:diagnostic' && event.data.nesting === 0 && figureIn(event.data.message)
      if (figure) counted.set(figure.name, (counted.get(figure.name) ?? 0) + figure.value)
      else yield event
    }
  for (const [name, value] of counted)
    yield { type: 'test:diagnostic', data: { nesting: 0, message: `${name} ${value}` } }
}

function figureIn(message: string): { name: string; value: number } | undefined {
  const figures = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) ([0-9.]+)$/
  const [, name, value] = figures.exec(message) ?? []
  return name ? { name, value: Number(value) } : undefined
}

/** Node tells a test that is marked as not done yet like one that failed. */
function isExpected({ todo, skip }: { todo?: string | boolean; skip?: string | boolean }): boolean {
  return (todo !== undefined && todo !== false) || (skip !== undefined && skip !== false)
}

Readable.from(events()).pipe(new spec()).pipe(process.stdout)
