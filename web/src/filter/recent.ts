import { parse } from './parse.js'

const STORED = 'runqscope.filters'
const RECENT_MAX = 8

/** Filters that were used before in this browser, the latest first. */
export function recentFilters(): string[] {
  return (localStorage.getItem(STORED) ?? '').split('\n').filter(text => text !== '')
}

/** Keeps a filter that says something and has no error. */
export function rememberFilter(text: string): void {
  const one = text.trim()
  const { terms, errors } = parse(one)
  if (!terms.length || errors.length || one.includes('\n')) return
  const all = [one, ...recentFilters().filter(old => old !== one)].slice(0, RECENT_MAX)
  localStorage.setItem(STORED, all.join('\n'))
}
