import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type ErrorCode, RunqscopeError } from '../../lib/errors.js'
import { plan } from '../../lib/plan/index.js'
import { cached, go, pieStripped, sample, stripped } from './sample.js'

function refuses(binary: string | Buffer, code: ErrorCode, text: RegExp): void {
  assert.throws(
    () => plan(binary),
    (error: unknown) => {
      assert.ok(error instanceof RunqscopeError, `${error}`)
      assert.equal(error.code, code, error.message)
      assert.match(error.message, text)
      return true
    },
  )
}

/** A copy of a binary with one text replaced by another of the same length. */
function edited(bytes: Buffer, from: string, to: string): Buffer {
  assert.equal(from.length, to.length)
  const copy = Buffer.from(bytes)
  let at = copy.indexOf(from)
  assert.ok(at >= 0)
  for (; at >= 0; at = copy.indexOf(from, at + 1)) copy.write(to, at, 'latin1')
  return copy
}

const elf = () => readFileSync(sample({ version: '1.26.8', args: stripped }))

test('what is no ELF file is refused by its name', () => {
  refuses(Buffer.from('\0asm\x01\0\0\0', 'latin1'), 'not-elf', /WebAssembly/)
  refuses(Buffer.from('#!/bin/sh\nexec server\n'), 'not-elf', /a script.*name the program/)
  refuses(Buffer.from('MZ\x90\0', 'latin1'), 'not-elf', /Windows/)
  refuses(Buffer.from([0xcf, 0xfa, 0xed, 0xfe, 7, 0, 0, 1]), 'not-elf', /macOS/)
  refuses(Buffer.from('!<arch>\n'), 'not-elf', /static library/)
  refuses(Buffer.alloc(0), 'not-elf', /empty/)
  refuses(Buffer.from('hello, world'), 'not-elf', /begins with 68656c6c/)
  refuses('/usr', 'not-elf', /not a regular file/)
  refuses('/nonexistent/server', 'io', /cannot open .*ENOENT/)
})

test('ELF files for other machines, and object files, are refused', () => {
  const patched = (offset: number, value: number) => {
    const copy = Buffer.from(elf())
    copy[offset] = value
    return copy
  }
  refuses(patched(18, 183), 'unsupported-arch', /arm64/)
  refuses(patched(18, 243), 'unsupported-arch', /riscv64/)
  refuses(patched(4, 1), 'unsupported-arch', /32-bit/)
  refuses(patched(5, 2), 'unsupported-arch', /big-endian/)
  refuses(patched(16, 1), 'not-elf', /object file/)
  refuses(patched(16, 4), 'not-elf', /core dump/)
})

test('programs that Go did not build are refused', () => {
  refuses('/bin/ls', 'not-go', /not built by Go/)
  const marked = cached('gccgo-like')
  execFileSync('objcopy', ['--add-section', '.go_export=/etc/passwd', '/bin/ls', marked])
  refuses(marked, 'not-go', /gccgo/)
})

test('a Go version outside the table is refused and the known ones are named', () => {
  const known = /go1\.22\.0 to go1\.27\.\d+ are known; build it with one of those, or add the version/
  for (const version of ['go1.21.8', 'go1.28.8', 'go1.9.14', 'go1.27rc', 'devel 12']) {
    refuses(edited(elf(), 'go1.26.8', version), 'unsupported-go', known)
  }
  refuses(edited(elf(), 'go1.26.8', 'go1.21.8'), 'unsupported-go', /"go1\.21\.8".*too old/)
  refuses(edited(elf(), 'go1.26.8', 'go1.28.8'), 'unsupported-go', /newer than this runqscope/)
})

test('a later patch of a known version is planned, and says so', () => {
  const bytes = readFileSync(sample({ version: '1.25.14', args: stripped }))
  const p = plan(edited(bytes, 'go1.25.14', 'go1.25.99'))
  assert.ok(p.offsets.every(o => o.found === 'table, go1.25.14, newest known of this minor version'))
})

test('an experiment that moves fields is refused, one that does not is planned', () => {
  const args = ['-trimpath']
  const moved = sample({ version: '1.26.8', args, env: { GOEXPERIMENT: 'staticlockranking' } })
  refuses(moved, 'unsupported-go', /GOEXPERIMENT=staticlockranking/)
  const kept = plan(sample({ version: '1.26.8', args, env: { GOEXPERIMENT: 'nogreenteagc' } }))
  assert.match(kept.goVersion, /^go1\.26\.8.X:nogreenteagc$/)
})

test('a Go library is refused', () => {
  const library = sample({ version: '1.26.8', args: ['-buildmode=c-shared'], env: { CGO_ENABLED: '1' } })
  refuses(library, 'bad-binary', /-buildmode=c-shared/)
})

test('profile-guided builds that inline a transition are refused, with the function named', () => {
  const compile = join(go('1.25.14', ['env', 'GOROOT']).trim(), 'pkg', 'tool', 'linux_amd64', 'compile')
  refuses(
    compile,
    'incomplete-plan',
    /run: runtime\.casgstatus is inlined into runtime\.execute, as profile-guided/,
  )

  const profile = cached('scheduler.pgo')
  if (!existsSync(profile)) {
    const fresh = `${profile}.${process.pid}`
    execFileSync(sample({ version: '1.26.8' }), { env: { ...process.env, CPUPROFILE: fresh } })
    renameSync(fresh, profile)
  }
  const optimised = sample({ version: '1.26.8', args: [`-pgo=${profile}`] })
  refuses(optimised, 'incomplete-plan', /runtime\.\w+ is inlined into runtime\.\w+.*-pgo=off/)
  // Go's disassembler agrees: execute has lost its call, or has it still and another function is the one.
  const message = String(captured(() => plan(optimised)))
  const [, target, by] = /(runtime\.\w+) is inlined into (runtime\.\w+)/.exec(message)!
  const count = (path: string) =>
    go('1.26.8', ['tool', 'objdump', '-s', `^${by!.replace('.', '\\.')}$`, path]).split(`CALL ${target}(`)
      .length - 1
  assert.ok(count(optimised) < count(sample({ version: '1.26.8' })), message)
})

function captured(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return undefined
}

test('a binary whose scheduler lost any one of its calls is refused, and the refusal names the function', () => {
  for (const version of ['1.23.12', '1.26.8']) {
    const path = sample({ version, args: stripped })
    const bytes = readFileSync(path)
    const sites = plan(path).sites.filter(site => !site.logical.startsWith('runtime.debugCall'))
    assert.ok(sites.length > 20)
    for (const site of sites) {
      const copy = Buffer.from(bytes)
      // A CALL becomes a NOP of the same length, a conditional jump one of two bytes.
      const call = site.instruction === 'call'
      Buffer.from(call ? '0f1f440000' : '6690', 'hex').copy(copy, site.fileOffset)
      const name = site.logical.replace(/[.*()]/g, '\\$&')
      refuses(copy, 'incomplete-plan', new RegExp(call ? name : 'create coroutine'))
    }
  }
})

test('a transition other than the expected one is refused', () => {
  const path = sample({ version: '1.26.8', args: stripped })
  const bytes = readFileSync(path)
  const ready = plan(path).sites.find(site => site.logical === 'runtime.ready')!
  // MOVL $4, BX (Gwaiting) is among the last instructions before the call; make it MOVL $2 (Grunning).
  const at = bytes.subarray(0, ready.fileOffset).lastIndexOf(Buffer.from('bb04000000', 'hex'))
  assert.ok(ready.fileOffset - at < 32)
  bytes[at + 1] = 2
  refuses(
    bytes,
    'incomplete-plan',
    /runtime\.ready moves a goroutine Grunning→Grunnable|the CALL at .* runtime\.ready/,
  )
})

test('without section headers the tables are found by what they hold', () => {
  for (const [version, args] of [
    ['1.24.13', stripped],
    ['1.24.13', pieStripped],
    ['1.27.4', stripped],
  ] as const) {
    const path = sample({ version, args: [...args] })
    const bytes = readFileSync(path)
    bytes.writeBigUInt64LE(0n, 40)
    bytes.writeUInt16LE(0, 60)
    const [whole, bare] = [plan(path), plan(bytes)]
    assert.deepEqual(bare.sites, whole.sites)
    assert.deepEqual(bare.globals, whole.globals)
  }
})
