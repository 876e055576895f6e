import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { cached, root } from './binary.js'

/** What Go's own debug/elf, debug/dwarf and debug/gosym read in a binary; see oracle/main.go. */
export interface Answer {
  segments: { address: number; offset: number; size: number }[]
  symbols: Record<string, ElfSymbol>
  symbols_from: 'symbol table' | 'pclntab' | ''
  offsets: Record<string, number>
  wait_reasons: string[] | null
  inlined: Record<string, string[]>
}

export interface ElfSymbol {
  address: number
  size: number
}

let tool: string | undefined

/** @param pcs link-time addresses whose inlined functions are asked for */
export function ask(binary: string, pcs: Iterable<number> = []): Answer {
  tool ??= buildTool()
  const asked = [...pcs].map(pc => pc.toString(16))
  return JSON.parse(execFileSync(tool, [binary, ...asked], { encoding: 'utf8', maxBuffer: 1 << 28 }))
}

function buildTool(): string {
  const source = join(root, 'test', 'matrix', 'oracle')
  const hash = createHash('sha256')
  for (const file of readdirSync(source).sort()) hash.update(readFileSync(join(source, file)))
  const path = cached(`oracle-${hash.digest('hex').slice(0, 12)}`)
  if (existsSync(path)) return path
  const fresh = `${path}.${process.pid}`
  const env = { ...process.env, GOTOOLCHAIN: 'local', CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false' }
  execFileSync('go', ['build', '-o', fresh, '.'], { cwd: source, env })
  renameSync(fresh, path)
  return path
}
