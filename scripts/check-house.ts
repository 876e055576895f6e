/** House rules that no linter knows: the length of files, the names of folders, words and paths that must not stay. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A source that is longer usually holds two ideas. */
const LINES_MAX = 400

const sourceFolders = ['bpf', 'lib', 'native', 'proto', 'scripts', 'targets', 'test', 'web']

/** Folders that say nothing of what they hold. */
const emptyNames = ['utils', 'util', 'helpers', 'types', 'common', 'misc']

const unwanted: [pattern: RegExp, what: string][] = [
  [/(?<![\w.*~/}])\/(root|work|tmp|Users|home)\/[\w.-]/, 'a path of one machine'],
  [/\b(TODO|FIXME|XXX|HACK)\b/, 'a note to do it later'],
  [/\b(registry\.npmjs|registry\.yarnpkg|proxy\.golang|index\.crates)\./, 'the host of a registry'],
  [/"resolved": "http/, 'the host of a registry'],
]

/** What is wrong with a file, one sentence each. @param path from the root of the checkout */
export function violations(path: string, text: string): string[] {
  const found: string[] = []
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const inSources = sourceFolders.includes(path.split('/')[0]!)
  if (inSources && lines.length > LINES_MAX && !path.includes('.gen.'))
    found.push(`${path} has ${lines.length} lines, more than ${LINES_MAX}`)
  for (const folder of dirname(path).split('/'))
    if (emptyNames.includes(folder))
      found.push(`${path}: a folder called ${folder} says nothing of what it holds`)
  lines.forEach((line, index) => {
    for (const [pattern, what] of unwanted)
      if (pattern.test(line)) found.push(`${path}:${index + 1}: ${what}: ${line.trim()}`)
  })
  return found
}

/** What is installed, built or kept for tests. */
const strangers = ['node_modules', '.git', '.cache', 'dist', 'build', 'prebuilds', 'target', 'go.sum']
/** They spell out what they forbid. */
const exempt = ['scripts/check-house.ts', 'test/house/house.test.ts']

function filesIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    if (strangers.includes(entry.name)) return []
    return entry.isDirectory() ? filesIn(root, path) : entry.isFile() ? [path] : []
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const files = filesIn(root, '').filter(path => !exempt.includes(path))
  const found = files.flatMap(path => {
    const bytes = readFileSync(join(root, path))
    // A sample is binary: it has no lines.
    return bytes.includes(0) ? [] : violations(path, bytes.toString('utf8'))
  })
  for (const line of found) console.error(line)
  console.error(`${files.length} files, ${found.length} against the rules (${basename(import.meta.url)})`)
  process.exitCode = found.length ? 1 : 0
}
