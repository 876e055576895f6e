import type { SiteName } from './language.js'

/**
 * A pattern stands for a whole function, label, `function@file:line`, position or `#number`; without a `/` also for
 * what is printed where there is no room for folders: `dns.*` is `github.com/miekg/dns.*`, `server.go:41` any such
 * file's. The exports and `record --on` read patterns the same way.
 */
export function siteTest(pattern: string): (site: SiteName) => boolean {
  if (/^#\d+$/.test(pattern)) return site => site.site === Number(pattern.slice(1))
  const test = globTest(pattern)
  const bare = foldersLength(pattern) === 0
  // A function has no colon: `server.*` is a package, and not the file server.go.
  const placed = bare && pattern.includes(':')
  const testName = (name: string) => test(name) || (bare && test(name.slice(foldersLength(name))))
  return site => {
    if (testName(site.function) || testName(site.label) || testName(siteKey(site))) return true
    const { created_at: position } = site
    if (position === '') return false
    return test(position) || (placed && test(position.slice(position.lastIndexOf('/') + 1)))
  }
}

/** How a site is called in a filter: `main.worker@server.go:41`, the label without spaces. */
export function siteKey(site: SiteName): string {
  return site.label.replace(' · ', '@')
}

/** Length of the package's path before its last element; type arguments, which have paths of their own, come later. */
function foldersLength(name: string): number {
  const bracket = name.indexOf('[')
  return name.lastIndexOf('/', bracket < 0 ? name.length : bracket) + 1
}

/** Whether a text is as a pattern with `*` says, and with the `…` of a printed name; in linear time for one star, quadratic at worst. */
export function globTest(pattern: string): (text: string) => boolean {
  const parts = pattern.split(/[*…]/)
  if (parts.length === 1) return text => text === pattern
  const first = parts[0]!
  const last = parts.at(-1)!
  const middle = parts.slice(1, -1).filter(part => part !== '')
  return text => {
    if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
      return false
    let at = first.length
    for (const part of middle) {
      const found = text.indexOf(part, at)
      if (found < 0) return false
      at = found + part.length
    }
    return at <= text.length - last.length
  }
}
