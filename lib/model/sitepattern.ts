import type { SiteName } from './sites.js'

/**
 * Whether a site is meant, as in the page's filter: a pattern stands for a whole start function (`main.*`), for
 * `function@file:line` or `function · file:line` with the file's base name, for the position of the go statement, or for
 * `#number`. `*` is any text, and so is the `…` of a name that was printed too narrow. Without a `/` it also stands for
 * what is printed where there is no room for folders: `dns.*` is `github.com/miekg/dns.*`, `server.go:41` any such file's.
 */
export function siteMatches(pattern: string): (name: SiteName, site: number) => boolean {
  if (/^#\d+$/.test(pattern)) return (_, site) => site === Number(pattern.slice(1))
  const test = glob(pattern)
  const bare = foldersLength(pattern) === 0
  // A function has no colon: `server.*` is a package, and not the file server.go.
  const placed = bare && pattern.includes(':')
  return ({ function: called, createdAt }) => {
    const short = bare ? called.slice(foldersLength(called)) : called
    if (test(called) || test(short)) return true
    if (createdAt === '') return false
    const file = createdAt.slice(createdAt.lastIndexOf('/') + 1)
    if (test(createdAt) || (placed && test(file))) return true
    return [called, short].some(name => test(`${name}@${file}`) || test(`${name} · ${file}`))
  }
}

/** Length of the package's path before its last element; type arguments, which have paths of their own, come later. */
export function foldersLength(name: string): number {
  const bracket = name.indexOf('[')
  return name.lastIndexOf('/', bracket < 0 ? name.length : bracket) + 1
}

/** Whether a text is as a pattern with `*` for any text says. No regular expression: it cannot be made to run for long. */
function glob(pattern: string): (text: string) => boolean {
  const [first, ...rest] = pattern.split(/[*…]/)
  const last = rest.pop()
  if (last === undefined) return text => text === pattern
  return text => {
    if (text.length < first!.length + last.length || !text.startsWith(first!) || !text.endsWith(last))
      return false
    const end = text.length - last.length
    let at = first!.length
    for (const part of rest) {
      const found = text.indexOf(part, at)
      if (found < 0) return false
      at = found + part.length
    }
    return at <= end
  }
}
