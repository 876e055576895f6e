import { readFileSync } from 'node:fs'
import { RunqscopeError } from '../errors.js'

/** Where this runs, as far as attaching depends on it. */
export interface Platform {
  /** As `process.platform` and `process.arch`. */
  os: string
  arch: string
  /** Which C library the process has loaded; undefined where that cannot be told. */
  libc: 'glibc' | 'musl' | undefined
}

/** By the loader that the process runs under: musl's is called ld-musl-ARCH.so.1, whatever the distribution. */
function loadedLibc(): Platform['libc'] {
  const maps = readFileSync('/proc/self/maps', 'latin1')
  return /\/ld-musl-/.test(maps) ? 'musl' : /\/(ld-linux-|libc[.-])/.test(maps) ? 'glibc' : undefined
}

function thisPlatform(): Platform {
  const { platform: os, arch } = process
  return { os, arch, libc: os === 'linux' ? loadedLibc() : undefined }
}

/**
 * Attaching needs Linux, one of two processors, and the C library that the addon is built for; planning and reading
 * need none of them.
 *
 * @throws RunqscopeError unsupported-platform
 */
export function checkPlatform({ os, arch, libc }: Platform = thisPlatform()): void {
  const remedy = 'run it where the Go process runs; planning and reading work here, too'
  if (os !== 'linux')
    throw RunqscopeError.make('unsupported-platform', `attaching needs Linux, found ${os}`, remedy)
  if (arch !== 'x64' && arch !== 'arm64')
    throw RunqscopeError.make(
      'unsupported-platform',
      `attaching needs an x64 or arm64 build of Node, found ${arch}`,
      arch === 'ia32' || arch === 'arm' ? 'install the 64-bit Node' : remedy,
    )
  if (libc === 'musl')
    throw RunqscopeError.make(
      'unsupported-platform',
      'attaching needs Node on glibc, found musl (as in Alpine Linux)',
      'run it from outside of the container or in an image based on Debian; the target may be on musl',
    )
}
