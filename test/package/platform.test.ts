import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RunqscopeError } from '../../lib/errors.js'
import { checkPlatform, type Platform } from '../../lib/probe/platform.js'
import { build } from '../attach/build.js'
import { cli, Program } from '../attach/program.js'
import { assertRefusal } from '../attach/refusal.js'

test('this machine, and both processors', () => {
  checkPlatform()
  checkPlatform({ os: 'linux', arch: 'x64', libc: 'glibc' })
  checkPlatform({ os: 'linux', arch: 'arm64', libc: undefined })
})

for (const [platform, said] of [
  [{ os: 'linux', arch: 'x64', libc: 'musl' }, /found musl/],
  [{ os: 'darwin', arch: 'arm64', libc: undefined }, /needs Linux, found darwin/],
  [{ os: 'linux', arch: 'riscv64', libc: 'glibc' }, /x64 or arm64 .*found riscv64/],
  [{ os: 'linux', arch: 'ia32', libc: 'glibc' }, /found ia32; install the 64-bit Node/],
] as [Platform, RegExp][])
  test(`refused: ${platform.os} ${platform.arch} ${platform.libc}`, () => {
    assert.throws(
      () => checkPlatform(platform),
      (error: unknown) => {
        assert.ok(error instanceof RunqscopeError)
        assert.equal(error.code, 'unsupported-platform')
        assert.match(error.message, said)
        return true
      },
    )
  })

/** The command line as it would run elsewhere: what `process` says of the machine is all that it goes by. */
async function elsewhere(property: string, value: string, ...args: string[]): Promise<Program> {
  const disguise = `data:text/javascript,Object.defineProperty(process,'${property}',{value:'${value}'})`
  const program = Program.start(process.execPath, ['--import', disguise, cli, ...args])
  await program.end()
  return program
}

for (const [property, value] of [
  ['platform', 'darwin'],
  ['arch', 'riscv64'],
] as const) {
  test(`with ${property} ${value} it plans`, async () => {
    const program = await elsewhere(property, value, 'plan', build('pingpong'), '--json')
    assert.equal(await program.exited, 0, program.stderr)
    assert.ok(JSON.parse(program.stdout).sites.length > 10)
  })

  for (const args of [['doctor'], ['list'], ['attach', '1'], ['run', '--', build('wrapped')]])
    test(`with ${property} ${value} it refuses to ${args[0]}`, async () => {
      const program = await elsewhere(property, value, ...args)
      assertRefusal(program, new RegExp(`found ${value}`))
      assert.equal(await program.exited, 3)
    })
}
