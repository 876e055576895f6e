import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { hostOf, isLoopback } from './address.js'

/** Why a request is not served: an HTTP status and one sentence for a person. */
export interface Refusal {
  status: 400 | 401 | 403
  text: string
}

/**
 * Decides who may talk to the server. The stream shows what a program does, so a web page from elsewhere must not
 * read it: browsers let any page open a WebSocket to localhost (its Origin tells), and DNS rebinding lets a page's own
 * name resolve to 127.0.0.1 (its Host tells). Ports are not compared, so that forwarded ones work.
 */
export class Admission {
  readonly #token: Buffer | undefined

  /** @param token secret that every client must show; without one only loopback names are served */
  constructor(token: string | undefined) {
    this.#token = token === undefined ? undefined : digest(token)
  }

  /** The refusal of a request's Host and Origin headers, if any. */
  refuseOrigin(request: IncomingMessage): Refusal | undefined {
    const { host = '', origin } = request.headers
    const name = hostOf(host)
    if (name === undefined) return { status: 400, text: 'The Host header is missing or malformed.' }
    const local = isLoopback(name)
    if (!local && this.#token === undefined) {
      return {
        status: 403,
        text: `Host '${host}' is not a loopback name: open the page as localhost or 127.0.0.1 (a forwarded port is fine), or start runqscope with a token.`,
      }
    }
    if (origin === undefined) return undefined
    const from = /^https?:\/\/(.*)$/i.exec(origin)?.[1]
    const fromName = from === undefined ? undefined : hostOf(from)
    const allowed = local
      ? fromName !== undefined && isLoopback(fromName)
      : from?.toLowerCase() === host.toLowerCase()
    if (allowed) return undefined
    return { status: 403, text: `Pages of origin '${printable(origin)}' may not read this stream.` }
  }

  /** The refusal of a request without the right token, if any. Takes `Authorization: Bearer` and `?token=`. */
  refuseToken(request: IncomingMessage): Refusal | undefined {
    if (this.#token === undefined) return undefined
    const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const query = (request.url ?? '').split('?', 2)[1]
    const given = bearer ?? new URLSearchParams(query).get('token')
    // Digests are compared, so that neither the length nor a common beginning shows in the time it takes.
    if (given !== null && timingSafeEqual(digest(given), this.#token)) return undefined
    return {
      status: 401,
      text:
        given === null
          ? "This server needs a token: add '?token=…' to the address or send 'Authorization: Bearer …'."
          : 'The token is wrong.',
    }
  }
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

function printable(text: string): string {
  return text.slice(0, 200).replace(/[^\x20-\x7e]/g, '?')
}
