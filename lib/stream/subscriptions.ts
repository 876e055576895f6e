import type { WireSubscribe, WireUnsubscribe } from './wire.js'

/** What one client wants, and the rows of the current flush that it gets. */
export class Interest<Client> {
  all = false
  /** Wants everything in the short form. */
  packed = false
  /** Reads values that stand behind the rows of the short form. */
  longValues = false
  readonly goids = new Set<number>()
  readonly sites = new Set<number>()
  /** Row numbers, ascending; the first `matched` count. */
  rows = new Uint32Array(0)
  matched = 0

  constructor(readonly client: Client) {}

  get filtered(): boolean {
    return !this.all && this.goids.size + this.sites.size > 0
  }
}

/**
 * Who is subscribed to which transitions. Rows are looked up by goroutine and by site once, however many clients
 * there are: a client costs time only for the rows that it gets.
 */
export class Subscriptions<Client> {
  readonly #interests = new Map<Client, Interest<Client>>()
  readonly #byGoid = new Map<number, Interest<Client>[]>()
  readonly #bySite = new Map<number, Interest<Client>[]>()
  readonly #limit: number
  /** Clients subscribed to every transition. */
  readonly everything = new Map<Client, Interest<Client>>()

  /** @param limit goroutines, and sites, that one client may name */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** How many clients want any transition. */
  get size(): number {
    return this.#interests.size
  }

  /** Clients that get selected rows only. */
  *filtered(): Generator<Interest<Client>> {
    if (this.#byGoid.size + this.#bySite.size === 0) return
    for (const interest of this.#interests.values()) if (interest.filtered) yield interest
  }

  /** Adds to a client's subscription; returns what it has now, or undefined if that would be more than it may have. */
  add(
    client: Client,
    { all, goids, sites, packed, long_values }: WireSubscribe,
  ): Interest<Client> | undefined {
    const interest = this.#interests.get(client) ?? new Interest(client)
    for (const goid of goids ?? []) enter(this.#byGoid, interest.goids, goid, interest)
    for (const site of sites ?? []) enter(this.#bySite, interest.sites, site, interest)
    if (packed) interest.packed = true
    if (long_values) interest.longValues = true
    if (all) {
      interest.all = true
      this.everything.set(client, interest)
    }
    if (interest.all || interest.filtered) this.#interests.set(client, interest)
    return interest.goids.size > this.#limit || interest.sites.size > this.#limit ? undefined : interest
  }

  /** Takes away from a client's subscription; returns what is left. */
  remove(client: Client, { all, goids, sites }: WireUnsubscribe): Interest<Client> {
    const interest = this.#interests.get(client) ?? new Interest(client)
    for (const goid of all ? [...interest.goids] : (goids ?? [])) {
      leave(this.#byGoid, interest.goids, goid, interest)
    }
    for (const site of all ? [...interest.sites] : (sites ?? [])) {
      leave(this.#bySite, interest.sites, site, interest)
    }
    if (all) {
      interest.all = false
      this.everything.delete(client)
    }
    if (!interest.all && !interest.filtered) this.#interests.delete(client)
    return interest
  }

  /** Forgets a client that is gone. */
  forget(client: Client): void {
    this.remove(client, { all: true })
  }

  /** Fills `rows` and `matched` of every filtered interest from the first `length` rows. */
  select(goid: Float64Array, site: Uint32Array, length: number): void {
    for (const interest of this.filtered()) {
      interest.matched = 0
      if (interest.rows.length < goid.length) interest.rows = new Uint32Array(goid.length)
    }
    const byGoid = this.#byGoid
    const bySite = this.#bySite
    for (let row = 0; row < length; row++) {
      if (byGoid.size > 0) mark(byGoid.get(goid[row]!), row)
      if (bySite.size > 0) mark(bySite.get(site[row]!), row)
    }
  }
}

function mark<Client>(interests: Interest<Client>[] | undefined, row: number): void {
  if (interests === undefined) return
  for (let i = 0; i < interests.length; i++) {
    const interest = interests[i]!
    // Clients with everything have the row anyway; a row may match by goroutine and by site.
    if (interest.all || (interest.matched > 0 && interest.rows[interest.matched - 1] === row)) continue
    interest.rows[interest.matched++] = row
  }
}

function enter<Client>(
  index: Map<number, Interest<Client>[]>,
  own: Set<number>,
  key: number,
  interest: Interest<Client>,
): void {
  if (own.has(key)) return
  own.add(key)
  const list = index.get(key)
  if (list) list.push(interest)
  else index.set(key, [interest])
}

function leave<Client>(
  index: Map<number, Interest<Client>[]>,
  own: Set<number>,
  key: number,
  interest: Interest<Client>,
): void {
  if (!own.delete(key)) return
  const rest = index.get(key)!.filter(other => other !== interest)
  if (rest.length > 0) index.set(key, rest)
  else index.delete(key)
}
