import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Admission, Refusal } from './admission.js'
import { STREAM_PATH } from './wire.js'

/** Where the built page lies: `web/dist` of the package, seen from `dist/lib/stream`. */
export const builtPage = fileURLToPath(new URL('../../../web/dist/', import.meta.url))

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

const notBuilt = 'The page is not built: run `npm run build:web`. The stream itself works.\n'

/**
 * Serves the page's files over HTTP. They are read once, at the start, and looked up by their exact path: nothing in
 * a request ever becomes a path of the file system.
 */
export class Page {
  readonly #files = new Map<string, { body: Buffer; type: string }>()
  readonly #admission: Admission

  constructor(directory: string, admission: Admission) {
    this.#admission = admission
    for (const path of listFiles(directory)) {
      const type = types[extname(path)]
      if (type === undefined) continue
      const name = relative(directory, path).split(sep).join('/')
      this.#files.set(name === 'index.html' ? '/' : `/${name}`, { body: readFileSync(path), type })
    }
  }

  /** Answers one request; never throws. */
  readonly answer = (request: IncomingMessage, response: ServerResponse): void => {
    const path = (request.url ?? '').split('?', 1)[0]!
    // Only what shows the target is behind the token: a browser fetches the page's scripts without it.
    const secret = path === '/' || path === STREAM_PATH
    const file = this.#files.get(path)
    const refusal =
      this.#admission.refuseOrigin(request) ?? (secret ? this.#admission.refuseToken(request) : undefined)
    if (refusal) {
      refuse(response, refusal)
    } else if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD')
      plain(response, 405, 'Only GET and HEAD are served here.\n')
    } else if (path === STREAM_PATH) {
      response.setHeader('Upgrade', 'websocket')
      plain(response, 426, 'This is a WebSocket; its messages are described in proto/stream.proto.\n')
    } else if (file) {
      send(response, 200, file.type, file.body, policy(request.headers.host ?? ''))
    } else if (path === '/') {
      plain(response, 200, notBuilt)
    } else {
      plain(response, 404, 'There is no such page.\n')
    }
  }
}

/** What a page may do: run its own scripts and styles, and connect back here; nothing may be injected or framed. */
function policy(host: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    // 'self' does not cover ws: in every browser. The host was checked by admission: it cannot end the directive.
    `connect-src 'self' ws://${host} wss://${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

function send(response: ServerResponse, status: number, type: string, body: Buffer, csp: string): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': body.length,
    'Content-Security-Policy': csp,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
  })
  response.end(body)
}

function plain(response: ServerResponse, status: number, text: string): void {
  send(response, status, 'text/plain; charset=utf-8', Buffer.from(text), "default-src 'none'")
}

function refuse(response: ServerResponse, refusal: Refusal): void {
  if (refusal.status === 401) response.setHeader('WWW-Authenticate', 'Bearer')
  plain(response, refusal.status, `${refusal.text}\n`)
}

/** Every file below a directory; none if it is not there. */
function listFiles(directory: string): string[] {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
