import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { root } from '../attach/build.js'

/**
 * The released addons are built by zig's compiler, a download of 93 MB and two minutes on two processors. So the default
 * run packs the ordinary build, stripped, in their place, and `scripts/test --full`, which sets this, packs them.
 */
export const full = process.env.RUNQSCOPE_FULL === '1'

export interface Tarball {
  path: string
  size: number
  unpackedSize: number
  files: { path: string; size: number; mode: number }[]
}

/** What is installed, built or large, and what `npm pack` shall not even have to leave out. */
const absent = ['.git', '.cache', 'build', 'node_modules', 'prebuilds', 'targets', 'target']

/** What `scripts/prebuild` has made; empty in the default run. */
export function prebuilds(): { platform: string; path: string }[] {
  if (!full) return []
  execFileSync(`${root}scripts/prebuild`, { stdio: ['ignore', 'inherit', 'inherit'] })
  return ['linux-arm64', 'linux-x64'].map(platform => ({
    platform,
    path: `${root}prebuilds/${platform}/runqscope.glibc.node`,
  }))
}

/** A copy of the checkout with its addons in place, so that a pack needs no prebuilds/ in the checkout itself. */
function stage(folder: string): void {
  mkdirSync(folder)
  for (const name of readdirSync(root))
    if (!absent.includes(name))
      cpSync(`${root}${name}`, `${folder}/${name}`, {
        recursive: true,
        filter: source => !absent.includes(source.slice(source.lastIndexOf('/') + 1)),
      })
  if (prebuilds().length > 0) {
    cpSync(`${root}prebuilds`, `${folder}/prebuilds`, { recursive: true })
    return
  }
  const platform = `${folder}/prebuilds/linux-${process.arch}`
  mkdirSync(platform, { recursive: true })
  const addon = `${root}build/Release/runqscope.node`
  execFileSync('llvm-strip', ['--strip-all', addon, '-o', `${platform}/runqscope.glibc.node`])
}

/** Packs the checkout. @param folder an empty one */
export function pack(folder: string): Tarball {
  stage(`${folder}/staged`)
  const told = execFileSync('npm', ['pack', '--json', '--loglevel=error', '--pack-destination', folder], {
    cwd: `${folder}/staged`,
    encoding: 'utf8',
  })
  const [{ filename, size, unpackedSize, files }] = JSON.parse(told)
  return { path: `${folder}/${filename}`, size, unpackedSize, files }
}

/** Installs the tarball into a new folder, as a user does who runs no scripts of packages. */
export function install(tarball: Tarball, folder: string): void {
  mkdirSync(folder)
  writeFileSync(`${folder}/package.json`, JSON.stringify({ private: true, type: 'module' }))
  const options = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']
  execFileSync('npm', ['install', ...options, tarball.path], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}
