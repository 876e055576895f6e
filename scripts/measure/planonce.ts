/** Plans one binary in a process of its own and prints what that took: `node planonce.js BINARY`. */
import { plan } from '../../lib/plan/index.js'

export interface PlanCost {
  /** The first plan of the process: nothing is compiled yet, as when a person asks for one. */
  ms: number
  /** The most that the process held, over what Node held before with all modules loaded. */
  bytes: number
  sites: number
}

const [, , path] = process.argv
const before = process.memoryUsage.rss()
const begin = performance.now()
const { sites } = plan(path!)
const ms = performance.now() - begin
// In units of 1024 bytes on Linux; getrusage(2).
const bytes = process.resourceUsage().maxRSS * 1024 - before
console.log(JSON.stringify({ ms, bytes, sites: sites.length } satisfies PlanCost))
