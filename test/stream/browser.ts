import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { FakeSession } from './session.js'

export interface Answer {
  status: number
  body: string
  bytes: Buffer
  headers: Record<string, string | string[] | undefined>
}

/** One HTTP request, exactly as given: the path is not normalised and Host may be anything. */
export function ask(
  session: FakeSession,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Answer> {
  const { hostname, port } = new URL(session.url)
  const host = hostname.replace(/^\[|\]$/g, '')
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host, port, path, method, headers }, response => {
      const parts: Buffer[] = []
      response.on('data', part => parts.push(part))
      response.on('end', () => {
        const bytes = Buffer.concat(parts)
        const { statusCode: status, headers } = response
        resolve({ status: status!, body: bytes.toString(), bytes, headers })
      })
    })
    request.on('error', reject)
    request.end()
  })
}

/** A new directory for the length of a test. */
export function newDirectory(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'rqs-page-'))
  t.after(() => rmSync(directory, { recursive: true }))
  return directory
}

/** A page to serve, in a directory with a file beside it that must not be served. */
export function pageDirectory(t: TestContext): string {
  const directory = newDirectory(t)
  mkdirSync(join(directory, 'dist', 'assets'), { recursive: true })
  writeFileSync(join(directory, 'secret.js'), 'outside')
  writeFileSync(join(directory, 'dist', 'index.html'), '<!doctype html><title>page</title>')
  writeFileSync(join(directory, 'dist', 'assets', 'index.js'), 'export {}')
  writeFileSync(join(directory, 'dist', 'notes.log'), 'not a kind of file that the page has')
  return join(directory, 'dist')
}
