import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { addonNeeds } from '../../scripts/addon-needs.js'
import { mergeGlibc } from '../../scripts/merge-glibc.js'
import { scratchFolder } from '../attach/scratch.js'

const scratch = scratchFolder()

/** Compiles C. */
function shared(name: string, source: string, ...options: string[]): string {
  writeFileSync(`${scratch}/${name}.c`, source)
  const output = `${scratch}/${name}`
  execFileSync('gcc', [`${output}.c`, '-shared', '-fPIC', '-o', output, ...options])
  return output
}

/** A library as glibc had them before 2.34, with one function of version GLIBC_2.2.5. */
function olden(soname: string, name: string): string {
  const versions = `${scratch}/versions`
  writeFileSync(versions, `GLIBC_2.2.5 { global: ${name}; local: *; };`)
  const link = ['-nostdlib', `-Wl,-soname,${soname}`, `-Wl,--version-script=${versions}`]
  return shared(soname, `int ${name}(void) { return 42; }`, ...link)
}

const threads = olden('libpthread.so.0', 'threads')
const loader = olden('libdl.so.2', 'loader')
const addon = shared(
  'addon',
  `#include <stdio.h>
  int threads(void), loader(void);
  int both(void) { printf("%d\\n", threads() + loader()); fflush(stdout); return 0; }`,
  threads,
  loader,
)

test('what libc has swallowed is asked of libc, and found in the library that the process has loaded', () => {
  assert.deepEqual(addonNeeds(addon).libraries.sort(), ['libc.so.6', 'libdl.so.2', 'libpthread.so.0'])
  const file = readFileSync(addon)
  mergeGlibc(file)
  const merged = `${scratch}/merged`
  writeFileSync(merged, file)
  assert.deepEqual(addonNeeds(merged).libraries, ['libc.so.6'])
  const versions = execFileSync('readelf', ['-W', '-V', merged], { encoding: 'utf8' })
  assert.deepEqual([...new Set(versions.match(/(?<=File: )\S+/g))], ['libc.so.6'])

  // As Node does with an addon. Preloaded under names of their own: the process has real ones of these names.
  const program = `${scratch}/program`
  writeFileSync(
    `${program}.c`,
    `#include <dlfcn.h>
    #include <stdio.h>
    int main(int argc, char **argv) {
      void *addon = dlopen(argv[1], RTLD_NOW);
      if (!addon) return puts(dlerror()), 1;
      return ((int (*)(void))dlsym(addon, "both"))();
    }`,
  )
  execFileSync('gcc', [`${program}.c`, '-o', program])
  const said = execFileSync(program, [merged], {
    env: { ...process.env, LD_PRELOAD: `${threads} ${loader}` },
    encoding: 'utf8',
  })
  assert.equal(said, '84\n')
  assert.throws(() => execFileSync(program, [merged], { stdio: 'pipe' }), /Command failed/)
})

test('nothing but an ELF file that asks for libc is taken', () => {
  assert.throws(() => mergeGlibc(Buffer.from('no such thing')), /not a 64-bit/)
  assert.throws(() => mergeGlibc(readFileSync(olden('libother.so', 'other'))), /libc\.so\.6 is not needed/)
})
