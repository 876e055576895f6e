import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Code } from '../../lib/binary/arm64/code.js'
import { isIndirectJump } from '../../lib/binary/arm64/instruction.js'
import { arm64 } from '../../lib/binary/arm64/machine.js'
import { Elf } from '../../lib/binary/elf.js'
import { FileSource } from '../../lib/binary/source.js'
import { Kind } from '../../lib/contract.gen.js'
import { plan } from '../../lib/plan/index.js'
import { hotProfile } from './hot.js'
import { go, pie, sample } from './sample.js'

const full = process.env.RUNQSCOPE_FULL === '1'
const between = ['1.19.13', '1.20.14', '1.21.13', '1.23.12', '1.24.13', '1.25.14', '1.26.11']
const versions = ['1.18.10', '1.22.12', '1.27.4', ...(full ? between : [])]
const forms: Record<string, string[]> = full
  ? { plain: [], 'position-independent': pie, unoptimised: ['-gcflags=all=-N -l'] }
  : { plain: [] }
/** What reads the binaries: Go's own tools, of a version that knows them all. */
const TOOLS = '1.27.4'

const build = (version: string, args: string[]) => sample({ version, args, env: { GOARCH: 'arm64' } })
const minorOf = (version: string) => Number(version.split('.')[1])

interface Line {
  address: number
  /** As Go's disassembler prints it, e.g. `CALL runtime.casgstatus(SB)`; `?` where it does not know the instruction. */
  text: string
}

/** Package runtime by Go's own disassembler, by function. */
function disassemble(path: string): Map<string, Line[]> {
  const functions = new Map<string, Line[]>()
  let lines: Line[] = []
  for (const line of go(TOOLS, ['tool', 'objdump', '-s', '^runtime\\.', path]).split('\n')) {
    const begin = /^TEXT (.+)\(SB\) /.exec(line)
    if (begin) {
      lines = []
      functions.set(begin[1]!, lines)
    }
    const match = /^ +\S+:\d+\t+0x([0-9a-f]+)\t+[0-9a-f]+\t+(.*?)\s*$/.exec(line)
    if (match) lines.push({ address: Number.parseInt(match[1]!, 16), text: match[2]! })
  }
  return functions
}

/** Symbol addresses as Go's own nm prints them. */
function symbols(path: string): Map<string, number> {
  const found = new Map<string, number>()
  for (const line of go(TOOLS, ['tool', 'nm', path]).split('\n')) {
    const match = /^ *([0-9a-f]+) +\S +(.*)$/.exec(line)
    if (match) found.set(match[2]!, Number.parseInt(match[1]!, 16))
  }
  return found
}

interface Binary {
  path: string
  elf: Elf
  listing: Map<string, Line[]>
  symbols: Map<string, number>
  bytes(name: string): Buffer
  /** Our reading of a function. */
  code(name: string): Code
}

function open(path: string, use: (binary: Binary) => void): void {
  FileSource.open(path, source => {
    const elf = new Elf(source)
    const listing = disassemble(path)
    const lines = (name: string) => {
      const found = listing.get(name)
      assert.ok(found, `no ${name} in ${path}`)
      return found
    }
    const bytes = (name: string) => elf.read(lines(name)[0]!.address, lines(name).length * 4, name)
    const code = (name: string) => new Code(bytes(name), lines(name)[0]!.address, () => false)
    use({ path, elf, listing, symbols: symbols(path), bytes, code })
  })
}

function checkCallsAndJumps({ listing, symbols: table, bytes, code }: Binary): void {
  const casgstatus = table.get('runtime.casgstatus')!
  let calls = 0
  let jumps = 0
  let changes = 0
  for (const [name, lines] of listing) {
    const ours = code(name)
    assert.ok(ours.whole)
    const targets = new Set<number>()
    for (const { address, text } of lines) {
      const index = ours.indexOf(address)!
      assert.equal(ours.addressOf(index), address)
      const [, verb, callee, distance] =
        /^(CALL|JMP|B[A-Z]{2}|CBN?ZW?|TBN?Z) (?:(?:\$\d+, )?(?:R\d+, )?(.+)\(SB\)|(?:.* )?(-?\d+)\(PC\))$/.exec(
          text,
        ) ?? []
      const target = callee ? table.get(callee) : distance && address + 4 * Number(distance)
      assert.ok(!verb || target, text)
      assert.equal(ours.callTarget(index), verb === 'CALL' ? target : -1, `${name} ${text}`)
      if (verb === 'CALL') calls++
      else if (verb) targets.add((Number(target) - ours.addressOf(0)) / 4)
    }
    if (!ours.words.some(isIndirectJump)) {
      const landed = lines.flatMap((_, i) => (ours.isJumpedTo(i) ? [i] : []))
      const inside = [...targets].filter(i => i >= 0 && i < ours.count)
      assert.deepEqual(
        landed,
        inside.sort((a, b) => a - b),
        name,
      )
      jumps += landed.length
    }
    const found = [...arm64.callCandidates(bytes(name), ours.addressOf(0), a => a === casgstatus)]
    const shown = lines.filter(l => l.text === 'CALL runtime.casgstatus(SB)')
    assert.deepEqual(
      found.map(offset => ours.addressOf(0) + offset),
      shown.map(l => l.address),
      name,
    )
    changes += found.length
  }
  assert.ok(calls > 3000, `${calls} calls`)
  assert.ok(jumps > 8000, `${jumps} places jumped to`)
  assert.ok(changes > 30, `${changes} calls of casgstatus`)
}

/** What the disassembler shows put into R1 and R2 right before a call, where that is a constant. */
function shownConstant(lines: Line[], call: number, register: number): number | undefined {
  for (let i = call - 1; i >= Math.max(call - 4, 0); i--) {
    const { text } = lines[i]!
    const [, plain, zero] =
      new RegExp(`^(?:MOVD|ORR) (?:\\$(\\d+)(?:, ZR)?|(ZR)), R${register}$`).exec(text) ?? []
    if (plain) return Number(plain)
    if (zero) return 0
    if (/^(CALL|JMP|B[A-Z]{2} |T?B?CBN?Z|TBN?Z)/.test(text)) return undefined
    if (text.endsWith(` R${register}`)) return undefined
  }
  return undefined
}

function checkConstants({ listing, code }: Binary): void {
  let compared = 0
  for (const [name, lines] of listing) {
    lines.forEach((line, index) => {
      if (line.text !== 'CALL runtime.casgstatus(SB)') return
      for (const register of [1, 2]) {
        const shown = shownConstant(lines, index, register)
        if (shown === undefined) continue
        assert.equal(code(name).constantBefore(index, register), shown, `${name} R${register}`)
        compared++
      }
    })
  }
  assert.ok(compared > 55, `${compared} constants compared`)
}

/** The runtime's globals are where its code names them first, by these rules; Go's nm is the judge. */
const mentions: [symbol: string, within: string, nth: number, how?: 'load' | 'address'][] = [
  ['allgs', 'forEachG', 1],
  ['sched', 'wakeNetPoller', 0],
  ['sched', 'stopm', 0],
  ['allp', 'preemptall', 0],
  ['gomaxprocs', 'procresize', 0, 'load'],
  ['m0', 'mstart1', 0, 'address'],
  ['g0', 'rt0_go.abi0', 0, 'address'],
  ['waitReasonStrings', 'waitReason.String', 0, 'address'],
  ['gcBlackenEnabled', 'checkIdleGCNoP', 0],
]

function checkVariables({ path, elf, symbols: table, code }: Binary): void {
  const { offsets } = plan(path)
  const offset = (field: string) => offsets.find(o => o.struct === 'schedt' && o.field === field)!.offset
  const inside: Record<string, number> = { wakeNetPoller: offset('lastpoll'), stopm: offset('lock') }
  for (const [symbol, within, nth, how] of mentions) {
    const found = code(`runtime.${within}`)
      .variables(address => elf.isWritable(address))
      .filter(variable => !how || variable.how === how)
    assert.equal(found[nth]?.address, table.get(`runtime.${symbol}`)! + (inside[within] ?? 0), within)
  }
}

/** Inlined compare-and-swaps of g.atomicstatus that every optimised build has, as old→new. */
function swapsOf(minor: number): Record<string, string[]> {
  return {
    casGToPreemptScan: ['2→4105'],
    ...(minor >= 23 && { coroswitch_m: ['2→4', '4→2'] }),
    ...(minor >= 26 && { reentersyscall: ['2→3'], exitsyscall: ['3→2'] }),
  }
}

function checkSwaps({ path, listing, bytes, code }: Binary, minor: number): void {
  const { offset } = plan(path).offsets.find(o => o.struct === 'g' && o.field === 'atomicstatus')!
  for (const [name, expected] of Object.entries(swapsOf(minor))) {
    const found = code(`runtime.${name}`).compareAndSwaps(offset)
    assert.deepEqual(
      found.map(swap => `${swap.old}→${swap.new}`),
      expected,
      name,
    )
    assert.ok(arm64.mayCompareAndSwap(bytes(`runtime.${name}`)))
    for (const swap of found) checkSwap(listing.get(`runtime.${name}`)!, swap, offset, name)
  }
}

function checkSwap(
  lines: Line[],
  swap: ReturnType<Code['compareAndSwaps']>[number],
  offset: number,
  name: string,
): void {
  const { success, base, jump } = swap
  assert.equal(success.in, 'bit 0')
  if (success.in !== 'bit 0') return
  const text = lines[jump]?.text ?? ''
  assert.match(text, new RegExp(`^TBN?Z \\$0, R${success.register}, `), name)
  // Right behind both ways, which set that register from the comparison.
  const before = lines.slice(Math.max(jump - 12, 0), jump).map(l => l.text)
  assert.ok(before.includes(`LDAXRW (R${base.register}), R27`), before.join('; '))
  assert.equal(base.delta, -offset)
  const made = lines.slice(0, jump).findLast(l => l.text.endsWith(`, R${base.register}`))
  assert.match(made!.text, new RegExp(`^ADD \\$${offset}, R\\d+, `), name)
}

for (const version of versions) {
  for (const [form, args] of Object.entries(forms)) {
    test(`arm64, go${version} ${form}: calls, jumps, constants and variables are those of Go's disassembler`, () => {
      open(build(version, args), binary => {
        checkCallsAndJumps(binary)
        checkConstants(binary)
        checkVariables(binary)
        if (form !== 'unoptimised') checkSwaps(binary, minorOf(version))
      })
    })
  }

  test(`arm64, go${version}: the plan has the transitions of the plan for amd64`, () => {
    const transitions = (path: string) =>
      plan(path)
        .sites.map(site => `${site.kind} ${site.logical} ${site.from}→${site.to}`)
        .sort()
    const arm = build(version, [])
    assert.equal(plan(arm).arch, 'arm64')
    assert.deepEqual(transitions(arm), transitions(sample({ version })))
    for (const form of full ? [pie, ['-ldflags=-s -w'], [...pie, '-ldflags=-s -w']] : []) {
      assert.deepEqual(transitions(build(version, form)), transitions(arm), form.join(' '))
    }
  })
}

test('arm64, profile-guided: what is inlined is planned at the jump behind its compare-and-swap', () => {
  const path = build('1.27.4', [`-pgo=${hotProfile('1.27.4')}`])
  open(path, ({ listing }) => {
    const { sites } = plan(path)
    const execute = listing.get('runtime.execute')!
    assert.ok(
      execute.some(l => l.text.startsWith('LDAXRW')),
      'the profile does not inline casgstatus',
    )
    const run = sites.filter(site => site.kind === Kind.RUN)
    assert.deepEqual(
      run.map(site => [site.instruction, site.function, site.from, site.to, site.success?.in]),
      [['jump', 'runtime.execute', 'Grunnable', 'Grunning', 'bit 0']],
    )
    const index = execute.findIndex(l => l.address === run[0]!.address)
    assert.match(execute[index]!.text, /^TBN?Z \$0, /)
    const atoms = execute.slice(index - 12, index).map(l => l.text)
    assert.ok(atoms.includes(`LDAXRW (R${run[0]!.gp.register}), R27`), atoms.join('; '))
  })
})
