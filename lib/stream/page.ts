import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Admission, Refusal } from './admission.js'
import { STREAM_PATH } from './wire.js'

/** Where the built page lies: `web/dist` of the package, seen from `dist/lib/stream`. */
export const builtPage = fileURLToPath(new URL('../../../web/dist/', import.meta.url))

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
}

/** Shorter ones gain nothing from being packed. */
const PACKED_MIN_BYTES = 512

interface File {
  body: Buffer
  /** By gzip, where that is shorter. */
  packed: Buffer | undefined
  type: string
}

const notBuilt = 'The page is not built: run `npm run build:web`. The stream itself works.\n'

/**
 * Serves the page's files over HTTP. They are read once, at the start, and looked up by their exact path: nothing in
 * a request ever becomes a path of the file system.
 */
export class Page {
  readonly #files = new Map<string, File>()
  readonly #admission: Admission

  constructor(directory: string, admission: Admission) {
    this.#admission = admission
    for (const path of listFiles(directory)) {
      const type = types[extname(path)]
      if (type === undefined) continue
      const name = relative(directory, path).split(sep).join('/')
      this.#files.set(name === 'index.html' ? '/' : `/${name}`, fileOf(readFileSync(path), type))
    }
  }

  /** Answers one request; never throws. */
  readonly answer = (request: IncomingMessage, response: ServerResponse): void => {
    const path = (request.url ?? '').split('?', 1)[0]!
    // Only what shows the target is behind the token: a browser fetches the page's scripts without it, and they are the
    // same in every package. (A cookie could carry it there, but cookies go to every port of a host.)
    const secret = path === '/' || path === STREAM_PATH
    const file = this.#files.get(path)
    const refusal =
      this.#admission.refuseOrigin(request) ?? (secret ? this.#admission.refuseToken(request) : undefined)
    if (refusal) {
      refuse(response, refusal, path === '/' && /\btext\/html\b/.test(request.headers.accept ?? ''))
    } else if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD')
      plain(response, 405, 'Only GET and HEAD are served here.\n')
    } else if (path === STREAM_PATH) {
      response.setHeader('Upgrade', 'websocket')
      plain(response, 426, 'This is a WebSocket; its messages are described in proto/stream.proto.\n')
    } else if (file) {
      const packed = takesGzip(request) ? file.packed : undefined
      if (file.packed) response.setHeader('Vary', 'Accept-Encoding')
      if (packed) response.setHeader('Content-Encoding', 'gzip')
      send(response, 200, file.type, packed ?? file.body, policy(request.headers.host ?? ''))
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
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    // 'self' does not cover ws: in every browser. The host was checked by admission: it cannot end the directive.
    `connect-src 'self' ws://${host} wss://${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    // The one policy of the page: it makes the address of the page's own worker.
    'trusted-types runqscope',
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
    // Nothing foreign shares the page's process, and so the browser tells it what memory it takes.
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
  })
  response.end(body)
}

function plain(response: ServerResponse, status: number, text: string): void {
  send(response, status, 'text/plain; charset=utf-8', Buffer.from(text), "default-src 'none'")
}

function refuse(response: ServerResponse, refusal: Refusal, asPage: boolean): void {
  if (refusal.status === 401) response.setHeader('WWW-Authenticate', 'Bearer')
  if (!asPage) {
    plain(response, refusal.status, `${refusal.text}\n`)
    return
  }
  const body = Buffer.from(refusalPage(refusal))
  send(response, refusal.status, types['.html']!, body, "default-src 'none'; frame-ancestors 'none'")
}

/** What a browser shows in the place of the page. It asks for nothing and runs nothing. */
function refusalPage({ status, text }: Refusal): string {
  const escaped = text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
  const remedy =
    status === 401
      ? `
    <p>The token is what <code>runqscope serve</code> was started with (<code>--token</code>). Open this page with it:
    add <code>?token=</code> and the token to the end of the address.</p>`
      : ''
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>runqscope: ${status === 401 ? 'a token is needed' : 'not served'}</title>
  </head>
  <body>
    <h1>runqscope</h1>
    <p role="alert">${escaped}</p>${remedy}
  </body>
</html>
`
}

function fileOf(body: Buffer, type: string): File {
  const packed = body.length < PACKED_MIN_BYTES ? undefined : gzipSync(body, { level: 9 })
  return { body, type, packed: packed && packed.length < body.length ? packed : undefined }
}

/** Whether a request takes gzip; a quality of 0 means it does not. */
function takesGzip(request: IncomingMessage): boolean {
  const accepted = String(request.headers['accept-encoding'] ?? '').toLowerCase()
  return accepted.split(',').some(each => {
    const [name, quality] = each.split(';').map(part => part.trim())
    return name === 'gzip' && !/^q=0(\.0*)?$/.test(quality ?? '')
  })
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
