import { createHmac, randomBytes } from 'node:crypto'
import type { SiteName } from '../model/sites.js'

/**
 * Replaces the names of a program's packages, functions and files by such that say nothing: the same name by the same one,
 * as long as the key is the same. The runtime's own goroutines keep their names, and lines their numbers.
 */
export class Anonymizer {
  private readonly key: string | Buffer

  /** @param key for names that several recordings have in common; a random one if left out */
  constructor(key?: string) {
    this.key = key ?? randomBytes(16)
  }

  site(name: SiteName): SiteName {
    // What has no package is a word of ours: `unknown`, `other sites`.
    if (name.system || !name.function.includes('.')) return { ...name, ...this.place(name) }
    return { ...name, ...this.place(name), function: this.functionName(name.function) }
  }

  private place(name: SiteName): Pick<SiteName, 'createdAt' | 'createdBy'> {
    return {
      createdAt: name.createdAt.replace(/^.*?(:\d+)?$/s, (path, line: string | undefined) =>
        path === ''
          ? ''
          : `${this.word('file', path.slice(0, path.length - (line?.length ?? 0)))}.go${line ?? ''}`,
      ),
      createdBy: name.createdBy === '' ? '' : this.functionName(name.createdBy),
    }
  }

  /** `net/http.(*conn).serve` → `pkg_3f2a91.fn_07cc1d`. */
  private functionName(name: string): string {
    const bracket = name.indexOf('[')
    const slash = name.lastIndexOf('/', bracket < 0 ? name.length : bracket)
    const dot = name.indexOf('.', slash + 1)
    if (dot < 0) return this.word('fn', name)
    return `${this.word('pkg', name.slice(0, dot))}.${this.word('fn', name.slice(dot + 1))}`
  }

  private word(sort: string, text: string): string {
    return `${sort}_${createHmac('sha256', this.key).update(`${sort} ${text}`).digest('hex').slice(0, 8)}`
  }
}
