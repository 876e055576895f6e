/**
 * Imports follow the arrow only: binary → plan → probe → source → agent → cli, with model → latency → sinks beside it,
 * and a sink never imports a sink. What a room may import stands in this table; everything else is refused.
 */
interface Rule {
  /** Rooms it may import. */
  rooms: string[]
  /** Rooms of which it may import types only. */
  types?: string[]
  /** Node's modules; absent: any. A room that has none does no input or output at all. */
  builtins?: string[]
  /** npm packages. */
  packages?: string[]
}

/** A room is a folder, or a file where the folder holds several. */
export const rules: Record<string, Rule> = {
  'lib/binary': { rooms: [], builtins: ['node:fs', 'node:zlib'] },
  'lib/plan': { rooms: ['lib/binary'], builtins: [] },
  'lib/model': { rooms: [], types: ['lib/plan'], builtins: [] },
  'lib/latency': { rooms: ['lib/model'], builtins: [] },
  'lib/probe': { rooms: ['lib/plan', 'lib/model/transition.ts'], packages: ['node-gyp-build'] },
  'lib/source': { rooms: ['lib/probe', 'lib/model'], types: ['lib/plan'] },
  'lib/console': {
    rooms: ['lib/latency', 'lib/model'],
    types: ['lib/source', 'lib/probe/starvation.ts'],
    builtins: ['node:stream'],
  },
  'lib/history': {
    rooms: ['lib/model', 'lib/latency', 'lib/stream/wire.ts'],
    builtins: ['node:worker_threads'],
  },
  'lib/stream': { rooms: ['lib/latency', 'lib/model'], packages: ['ws', 'protobufjs'] },
  'lib/recording': {
    rooms: ['lib/model', 'lib/latency', 'lib/version.ts'],
    types: ['lib/source', 'lib/probe/starvation.ts'],
    builtins: [
      'node:crypto',
      'node:fs',
      'node:path',
      'node:timers/promises',
      'node:tty',
      'node:util',
      'node:zlib',
    ],
  },
  'lib/export': {
    rooms: ['lib/model', 'lib/latency', 'lib/recording/copy.ts'],
    types: ['lib/recording'],
    builtins: ['node:fs', 'node:path', 'node:tty', 'node:zlib'],
  },
  'lib/report/html': {
    rooms: ['lib/history', 'lib/model', 'lib/recording/census.ts', 'lib/recording/progress.ts'],
    types: ['lib/recording', 'lib/stream/wire.ts'],
    builtins: ['node:fs', 'node:url', 'node:zlib'],
  },
  'lib/report': {
    rooms: ['lib/model', 'lib/latency', 'lib/console', 'lib/recording/starvation.ts', 'lib/version.ts'],
    types: ['lib/recording', 'lib/report/html', 'lib/probe/starvation.ts'],
    builtins: [],
  },
  'lib/diff': {
    rooms: ['lib/model', 'lib/latency', 'lib/console', 'lib/version.ts'],
    types: ['lib/recording'],
    builtins: [],
  },
  'lib/session.ts': {
    rooms: [],
    types: ['lib/latency', 'lib/model', 'lib/source', 'lib/summary.ts'],
    builtins: ['node:events'],
  },
  'lib/replay.ts': {
    rooms: ['lib/latency', 'lib/model', 'lib/recording', 'lib/session.ts', 'lib/summary.ts'],
    types: ['lib/agent.ts', 'lib/source'],
    builtins: ['node:events'],
  },
  'lib/open.ts': {
    rooms: ['lib/recording', 'lib/replay.ts', 'lib/source', 'lib/agent.ts', 'lib/session.ts'],
  },
  'lib/summary.ts': {
    rooms: ['lib/version.ts'],
    types: ['lib/latency', 'lib/model', 'lib/source', 'lib/probe/starvation.ts'],
    builtins: [],
  },
  'lib/agent.ts': {
    rooms: [
      'lib/plan',
      'lib/probe',
      'lib/source',
      'lib/model',
      'lib/latency',
      'lib/summary.ts',
      'lib/session.ts',
    ],
    types: ['lib/recording'],
    builtins: ['node:events'],
  },
  'lib/told.ts': { rooms: ['lib/recording'], types: ['lib/agent.ts'], builtins: [] },
  'lib/flight.ts': {
    rooms: ['lib/recording', 'lib/told.ts'],
    types: ['lib/agent.ts', 'lib/stream'],
    builtins: ['node:events', 'node:fs', 'node:path'],
  },
  'lib/serve.ts': {
    rooms: ['lib/history', 'lib/stream', 'lib/model', 'lib/version.ts'],
    types: ['lib/agent.ts', 'lib/flight.ts', 'lib/session.ts'],
    builtins: [],
  },
  'lib/cli': {
    rooms: [
      'lib/agent.ts',
      'lib/console',
      'lib/diff',
      'lib/export',
      'lib/flight.ts',
      'lib/open.ts',
      'lib/recording',
      'lib/report',
      'lib/report/html',
      'lib/session.ts',
      'lib/plan',
      'lib/probe',
      'lib/serve.ts',
      'lib/source',
      'lib/told.ts',
      'lib/version.ts',
    ],
    types: ['lib/stream', 'lib/summary.ts'],
  },
  'lib/index.ts': {
    rooms: [
      'lib/agent.ts',
      'lib/flight.ts',
      'lib/model',
      'lib/open.ts',
      'lib/plan',
      'lib/serve.ts',
      'lib/version.ts',
    ],
    types: ['lib/latency', 'lib/session.ts', 'lib/summary.ts'],
    builtins: [],
  },
  'web/src/report': {
    rooms: ['web/src', 'web/public', 'lib/history', 'lib/report/html', 'lib/stream/wire.ts'],
    builtins: [],
    packages: ['preact', 'uplot'],
  },
  'lib/version.ts': { rooms: [], builtins: ['node:fs'] },
  'lib/errors.ts': { rooms: [], builtins: [] },
  'lib/contract.gen.ts': { rooms: [], builtins: [] },
  'web/src': {
    rooms: ['lib/stream/wire.ts'],
    builtins: [],
    packages: ['preact', '@preact/signals', 'uplot'],
  },
}

/** Rooms that every room of lib/ may import. */
const everybody = ['lib/errors.ts', 'lib/contract.gen.ts']

import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'

interface Import {
  /** As written. */
  specifier: string
  typeOnly: boolean
}

/** Every import, re-export, import type, `import()` and `require()` of a source text, however it is written. */
export function importsOf(path: string, text: string): Import[] {
  const { program, errors } = parseSync(path, text)
  if (errors.length) throw new Error(`${path}: ${errors[0]!.message}`)
  const found: Import[] = []
  visit(program as unknown as Node, found)
  return found
}

/** What is needed of the syntax tree of ESTree with TypeScript's additions. */
interface Node {
  type: string
  source?: Node | null
  value?: unknown
  importKind?: string
  exportKind?: string
  specifiers?: Node[]
  moduleReference?: Node
  expression?: Node
  callee?: Node
  name?: string
  arguments?: Node[]
}

function visit(node: Node, found: Import[]): void {
  const specifier = moduleOf(node)
  if (specifier) {
    if (specifier.type !== 'Literal' || typeof specifier.value !== 'string')
      throw new Error('an import whose module is computed cannot be checked')
    found.push({ specifier: specifier.value, typeOnly: isTypeOnly(node) })
  }
  for (const child of Object.values(node).flat())
    if (child !== null && typeof child === 'object' && 'type' in child) visit(child as Node, found)
}

/** The expression that names a module, of the nodes that name one. */
function moduleOf(node: Node): Node | null | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return node.source
    case 'TSImportEqualsDeclaration':
      return node.moduleReference?.type === 'TSExternalModuleReference'
        ? node.moduleReference.expression
        : null
    case 'CallExpression':
      return node.callee?.type === 'Identifier' && node.callee.name === 'require' ? node.arguments?.[0] : null
    default:
      return null
  }
}

function isTypeOnly(node: Node): boolean {
  if (node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type') return true
  const { specifiers } = node
  return Boolean(
    specifiers?.length && specifiers.every(each => each.importKind === 'type' || each.exportKind === 'type'),
  )
}

/** The longest key of the table that a path lies in. */
function roomOf(path: string, rooms: string[]): string | undefined {
  return rooms
    .filter(room => path === room || path.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0]
}

/** What a file imports against the rules, one sentence each. @param path from the root of the checkout */
export function violations(path: string, text: string): string[] {
  const room = roomOf(path, Object.keys(rules))
  if (room === undefined) return [`${path} is in no room of the table in scripts/check-imports.ts`]
  const rule = rules[room]!
  const common = room.startsWith('lib/') ? everybody : []
  return importsOf(path, text).flatMap(({ specifier, typeOnly }) => {
    const refused = (what: string) => [`${path} imports ${specifier}: ${room} may not import ${what}`]
    if (!specifier.startsWith('.')) {
      const bare = specifier.replace(/^node:/, '').split('/')[0]!
      if (specifier.startsWith('node:') || builtinModules.includes(bare))
        return !rule.builtins || rule.builtins.includes(specifier) ? [] : refused(specifier)
      const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
      return rule.packages?.includes(name) ? [] : refused(`the package ${name}`)
    }
    const target = normalize(join(dirname(path), specifier)).replace(/\.js$/, '.ts')
    const inOf = (rooms: string[]) => roomOf(target, rooms) !== undefined
    if (inOf([room]) || inOf(rule.rooms) || inOf(common)) return []
    if (inOf(rule.types ?? [])) return typeOnly ? [] : refused(`more than types of ${target}`)
    return refused(target)
  })
}

/** All sources below a folder of the checkout. Generated declarations import nothing of ours. */
function sourcesIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return sourcesIn(root, path)
    return /\.tsx?$/.test(path) && !path.endsWith('.d.ts') ? [path] : []
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const sources = [...sourcesIn(root, 'lib'), ...sourcesIn(root, 'web/src')]
  const found = sources.flatMap(path => violations(path, readFileSync(join(root, path), 'utf8')))
  for (const line of found) console.error(line)
  console.error(`${sources.length} files, ${found.length} imports against the rules`)
  process.exitCode = found.length ? 1 : 0
}
