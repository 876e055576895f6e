import { mkdirSync, writeFileSync } from 'node:fs'
import { go, root } from './toolchain.js'

/** What it compiles: it takes the compiler some seconds, on several threads. */
const PACKAGE = 'net/http'

interface Package {
  ImportPath: string
  Dir: string
  Export?: string
  GoFiles?: string[]
  ImportMap?: Record<string, string>
}

/**
 * The command that compiles a large package with the compiler of a Go version: a profile-guided program without DWARF,
 * as it was released.
 *
 * @param trace where the compiler's own execution trace goes
 */
export function compilerCommand(version: string, trace: string): string[] {
  const folder = `${root}build/truth`
  mkdirSync(folder, { recursive: true })
  const listed = go(
    version,
    root,
    'list',
    '-deps',
    '-export',
    '-json=ImportPath,Dir,Export,GoFiles,ImportMap',
    PACKAGE,
  )
  const packages = JSON.parse(`[${listed.trim().replace(/^}\n{/gm, '},{')}]`) as Package[]
  const own = packages.at(-1)!
  if (own.ImportPath !== PACKAGE) throw new Error(`go list ended with ${own.ImportPath}, not ${PACKAGE}`)
  const config = [
    ...Object.entries(own.ImportMap ?? {}).map(([from, to]) => `importmap ${from}=${to}`),
    ...packages.flatMap(({ ImportPath, Export }) => (Export ? [`packagefile ${ImportPath}=${Export}`] : [])),
  ]
  const importcfg = `${folder}/importcfg-${version}`
  writeFileSync(importcfg, `${config.join('\n')}\n`)
  const compiler = `${go(version, root, 'env', 'GOTOOLDIR').trim()}/compile`
  const output = `${folder}/compiled-${version}.a`
  const flags = ['-p', PACKAGE, '-std', '-complete', '-pack', '-c=4', '-importcfg', importcfg]
  const sources = own.GoFiles!.map(name => `${own.Dir}/${name}`)
  return [compiler, '-o', output, `-traceprofile=${trace}`, ...flags, ...sources]
}
