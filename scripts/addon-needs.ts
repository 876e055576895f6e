/** What an addon asks of the machine that loads it, read by binutils' readelf; as a command, refuses what is too much. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Node 20's own floor (its BUILDING.md): what RHEL 8 and Debian 10 have. */
export const GLIBC_MAX = '2.28'
const libraries = /^(libc\.so\.6|ld-linux-(x86-64\.so\.2|aarch64\.so\.1))$/

/** Node's own binary has 40,000 symbols. */
const OUTPUT_MAX = 64 << 20

export interface Needs {
  /** As readelf spells it. */
  machine: string
  /** Shared libraries. */
  libraries: string[]
  /** Newest version of glibc that a symbol is asked of, by version of the symbol. */
  glibc: string
  /** Names without a version that neither Node gives nor the loader does without. */
  unknown: string[]
  exports: string[]
  stripped: boolean
}

const newest = (versions: string[]) =>
  versions.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1) ?? 'none'

export function addonNeeds(path: string): Needs {
  const read = (...options: string[]) =>
    execFileSync('readelf', ['-W', ...options, path], { encoding: 'utf8', maxBuffer: OUTPUT_MAX })
  const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(match => match[1]!)
  const symbols = all(read('--dyn-syms'), /^ +\d+: (.*)$/gm).map(line => {
    const [, , , bind, , section, name = ''] = line.trim().split(/\s+/)
    return { bind, defined: section !== 'UND', name }
  })
  return {
    machine: all(read('-h'), /Machine: +(.*)/g)[0] ?? 'unknown',
    libraries: all(read('-d'), /\(NEEDED\).*\[(.*)\]/g),
    glibc: newest(all(read('-V'), /Name: GLIBC_([\d.]+)/g)),
    unknown: symbols
      .filter(({ bind, defined, name }) => !defined && bind === 'GLOBAL' && !/@|^(napi|node_api)_/.test(name))
      .map(({ name }) => name),
    exports: symbols.filter(({ defined, name }) => defined && name).map(({ name }) => name),
    stripped: !/ \.(symtab|debug_info) /.test(read('-S')),
  }
}

/** What is too much, one sentence each. */
export function excesses(needs: Needs): string[] {
  const found = needs.libraries.filter(name => !libraries.test(name)).map(name => `needs ${name}`)
  if (newest([needs.glibc, GLIBC_MAX]) !== GLIBC_MAX) found.push(`needs glibc ${needs.glibc}`)
  for (const name of needs.unknown) found.push(`needs ${name}, which nothing is known to give`)
  for (const name of needs.exports)
    if (!/^(napi_register_module|node_api_module_get_api_version)_v1$/.test(name))
      found.push(`exports ${name}`)
  if (!needs.stripped) found.push('is not stripped')
  return found
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const path of process.argv.slice(2)) {
    const needs = addonNeeds(path)
    console.log(`${path}: ${needs.machine}, ${needs.libraries.join(' ')}, glibc ${needs.glibc}`)
    for (const excess of excesses(needs)) {
      console.error(`${path} ${excess}`)
      process.exitCode = 1
    }
  }
}
