import { BlockList, isIP, isIPv6 } from 'node:net'
import { RunqscopeError } from '../errors.js'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** A place to listen on. */
export interface ListenAddress {
  /** Name or IP, without brackets. */
  host: string
  port: number
  /** True if only this machine can reach it. */
  loopback: boolean
}

/**
 * Takes `HOST:PORT`, `[IPv6]:PORT`, `:PORT` (every interface) or `PORT` (loopback); port 0 lets the system choose.
 * Throws a usage error otherwise.
 */
export function parseListen(text: string): ListenAddress {
  const match = /^(?:(?:\[([^\]]+)\]|([^:[\]]*)):)?(\d{1,5})$/.exec(text)
  const port = Number(match?.[3])
  const bracketed = match?.[1]
  if (!match || port > 65535 || (bracketed !== undefined && !isIPv6(bracketed))) {
    throw RunqscopeError.make(
      'usage',
      `--listen '${text}' is not an address`,
      'give HOST:PORT, for example 127.0.0.1:7070 or [::1]:7070',
    )
  }
  if (!text.includes(':')) return { host: '127.0.0.1', port, loopback: true }
  const host = bracketed ?? match[2] ?? ''
  if (host === '') return { host: '::', port, loopback: false }
  return { host, port, loopback: isLoopback(host) }
}

/** True for `localhost` and loopback IPs; other names are never looked up, because what they mean can change. */
export function isLoopback(host: string): boolean {
  const family = isIP(host)
  if (family === 0) return host.toLowerCase() === 'localhost'
  return loopback.check(host, family === 6 ? 'ipv6' : 'ipv4')
}

/** `host:port` as it stands in a URL. */
export function authority(host: string, port: number): string {
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`
}

/** The host of a Host header or an origin (`name`, `name:port`, `[ip]:port`), or undefined if it is not one. */
export function hostOf(text: string): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/i.exec(text)
  return match?.[1] ?? match?.[2]
}
