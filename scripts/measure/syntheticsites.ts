import type { SiteName } from '../../lib/model/sites.js'

/** Wait reasons, as the runtime spells them (runtime/runtime2.go); the index is the byte in a record. */
export const reasons = [
  '',
  'GC assist marking',
  'IO wait',
  'chan receive',
  'chan send',
  'select',
  'sleep',
  'sync.Mutex.Lock',
  'sync.Cond.Wait',
  'sync.WaitGroup.Wait',
  'GC worker (idle)',
  'finalizer wait',
]

export interface SyntheticSite extends SiteName {
  startpc: number
  gopc: number
  /** What its goroutines wait for. */
  reason: number
  /** Of the goroutines there at the beginning, as a share among all sites. */
  weight: number
  /** How its goroutines end: hardly ever, soon, or never, while more and more are made. */
  life: 'long' | 'short' | 'leak'
}

type Row = [
  name: string,
  place: string,
  by: string,
  reason: string,
  weight: number,
  life: SyntheticSite['life'],
]

const rows: Row[] = [
  ['runtime.main', '', '', 'chan receive', 0, 'long'],
  [
    'runtime.gcBgMarkWorker',
    'runtime/mgc.go:1310',
    'runtime.gcBgMarkStartWorkers',
    'GC worker (idle)',
    0,
    'long',
  ],
  ['runtime.bgsweep', 'runtime/mgc.go:212', 'runtime.gcenable', 'sleep', 0, 'long'],
  ['runtime.runfinq', 'runtime/mfinal.go:163', 'runtime.createfing', 'finalizer wait', 0, 'long'],
  ['net/http.(*conn).serve', 'net/http/server.go:3464', 'net/http.(*Server).Serve', 'IO wait', 30, 'long'],
  [
    'net/http.(*connReader).backgroundRead',
    'net/http/server.go:703',
    'net/http.(*conn).serve',
    'IO wait',
    0,
    'short',
  ],
  ['main.handle.func1', 'main/handle.go:41', 'main.handle', 'chan receive', 0, 'short'],
  ['main.fetch', 'main/handle.go:67', 'main.handle', 'select', 0, 'short'],
  ['main.(*cache).refresh', 'main/cache.go:118', 'main.(*cache).get', 'sync.Mutex.Lock', 0, 'short'],
  ['main.watch', 'main/watch.go:29', 'main.subscribe', 'chan receive', 0, 'leak'],
  [
    'database/sql.(*DB).connectionOpener',
    'database/sql/sql.go:852',
    'database/sql.OpenDB',
    'select',
    1,
    'long',
  ],
  ['main.(*session).reader', 'main/session.go:88', 'main.accept', 'IO wait', 20, 'long'],
  ['main.(*session).writer', 'main/session.go:89', 'main.accept', 'chan receive', 20, 'long'],
  ['main.(*session).timeout', 'main/session.go:90', 'main.accept', 'sleep', 10, 'long'],
]

/** The rest are workers of one pool or another, some of which wait for each other. */
const WORKERS = 26
for (let worker = 0; worker < WORKERS; worker++) {
  const reason = ['chan receive', 'select', 'sync.Mutex.Lock', 'sync.Cond.Wait', 'chan send'][worker % 5]!
  rows.push([`main.(*pool${worker}).work`, `main/pool.go:${40 + worker}`, 'main.start', reason, 1, 'long'])
}

const PC = 0x401000
const PC_STEP = 0x1000

export const sites: readonly SyntheticSite[] = rows
  .map(([name, place, by, reason, weight, life], site) => ({
    function: name,
    createdAt: place && `/src/${place}`,
    createdBy: by,
    system: name.startsWith('runtime.') && name !== 'runtime.main',
    startpc: PC + site * PC_STEP,
    gopc: place && PC + site * PC_STEP + 0x800,
    reason: reasons.indexOf(reason),
    weight,
    life,
  }))
  .map(site => ({ ...site, gopc: Number(site.gopc) }))

export function siteOfPc(startpc: number): number {
  return (startpc - PC) / PC_STEP
}

export function siteName(site: number): SiteName {
  const { function: name, createdAt, createdBy, system } = sites[site]!
  return { function: name, createdAt, createdBy, system }
}
