import { Session } from 'node:inspector'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { CoveredTask } from './covered.js'

/** Branches of one source file: blocks of code that V8 counts one by one. */
export interface Branches {
  file: string
  all: number
  taken: number
}

interface ScriptCoverage {
  url: string
  functions: { isBlockCoverage: boolean; ranges: { count: number }[] }[]
}

/** Tries inputs on a thread of their own and says which branches of lib/ they took. */
export function branchesOf(task: CoveredTask): Promise<Branches[]> {
  const worker = new Worker(new URL('./covered.js', import.meta.url), { workerData: task })
  return new Promise((resolve, reject) => {
    worker.once('message', (branches: Branches[]) => resolve(branches))
    worker.once('error', reject)
    worker.once('exit', code => reject(new Error(`the thread that counts branches ended with code ${code}`)))
  })
}

/**
 * Runs `work` and says which branches of the files below `folder` (a URL) it took. V8 counts in code that is loaded after
 * it was told to, so `work` must be the first to import it.
 */
export async function countBranches(folder: URL, work: () => Promise<void>): Promise<Branches[]> {
  const session = new Session()
  session.connect()
  const post = <T>(method: string, parameters = {}) =>
    new Promise<T>((resolve, reject) =>
      session.post(method, parameters, (error, result) => (error ? reject(error) : resolve(result as T))),
    )
  try {
    await post('Profiler.enable')
    await post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
    await work()
    const { result } = await post<{ result: ScriptCoverage[] }>('Profiler.takePreciseCoverage')
    return result
      .filter(({ url }) => url.startsWith(folder.href))
      .map(({ url, functions }) => {
        const ranges = functions.flatMap(one => one.ranges)
        return {
          file: fileURLToPath(url).slice(fileURLToPath(folder).length),
          all: ranges.length,
          taken: ranges.filter(range => range.count > 0).length,
        }
      })
      .sort((a, b) => a.file.localeCompare(b.file))
  } finally {
    session.disconnect()
  }
}

/** The branches in words, a file a line and the sum at the end. */
export function describeBranches(branches: Branches[]): string {
  const line = ({ file, all, taken }: Branches) =>
    `coverage: ${file.padEnd(36)} ${`${taken}/${all}`.padStart(10)} branches ${((100 * taken) / all).toFixed(1).padStart(6)} %`
  const sum = (key: 'all' | 'taken') => branches.reduce((total, one) => total + one[key], 0)
  return [...branches.map(line), line({ file: 'all', all: sum('all'), taken: sum('taken') })].join('\n')
}
