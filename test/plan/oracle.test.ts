import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { registerNames } from '../../lib/binary/amd64/registers.js'
import { plan } from '../../lib/plan/index.js'
import type { Plan } from '../../lib/plan/plan.js'
import { parseGoVersion, standingOf } from '../../lib/plan/version.js'
import { hotProfile } from './hot.js'
import { allVersions, cached, go, pie, root, sample, versions } from './sample.js'

/** Instructions by address as Go's own disassembler prints them: `CALL runtime.casgstatus(SB)`. */
function disassemble(path: string, functions: string[]): Map<number, string> {
  const names = functions.map(name => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const text = go('1.26.8', ['tool', 'objdump', '-s', `^(${names.join('|')})$`, path])
  const found = new Map<number, string>()
  for (const line of text.split('\n')) {
    const match = /^ +\S+:\d+\t+0x([0-9a-f]+)\t+[0-9a-f]+\t+(.*?)\s*$/.exec(line)
    if (match) found.set(Number.parseInt(match[1]!, 16), match[2]!)
  }
  return found
}

/** Symbol addresses as Go's own nm prints them. */
function symbols(path: string): Map<string, number> {
  const found = new Map<string, number>()
  for (const line of go('1.26.8', ['tool', 'nm', path]).split('\n')) {
    const match = /^ *([0-9a-f]+) +\S +(.*)$/.exec(line)
    if (match) found.set(match[2]!, Number.parseInt(match[1]!, 16))
  }
  return found
}

/** What Go's disassembler shows of a plan's sites, and what of that contradicts the plan, one line each. */
function contradictions(p: Plan, path: string, code: Map<number, string>): string[] {
  const bytes = readFileSync(path)
  return p.sites.flatMap(site => {
    const text = code.get(site.address)
    const at = `${site.address.toString(16)} (${site.function})`
    if (!text) return [`no instruction begins at ${at}`]
    const first = bytes[site.fileOffset]!
    if (site.instruction === 'call') {
      const right = text.replace('.abi0', '') === `CALL ${site.target}(SB)` && first === 0xe8
      return right ? [] : [`${at} is ${text}, not a CALL of ${site.target}`]
    }
    const jumps = /^J[A-Z]+ 0x[0-9a-f]+$/.test(text)
    if (!jumps || !((first & 0xf0) === 0x70 || [0x0f, 0xe9, 0xeb].includes(first)))
      return [`${at} is ${text}, not a jump`]
    return site.success ? wrongSwap(site, code) : []
  })
}

/** Behind an inlined swap: it lies shortly before, is of the site's g, and leads to the jump by SETEQ and TEST. */
function wrongSwap(site: Plan['sites'][number], code: Map<number, string>): string[] {
  const before = [...code].filter(([at]) => at < site.address && at > site.address - 48)
  const swap = before.findLastIndex(([, text]) => text.startsWith('LOCK CMPXCHGL'))
  const at = `${site.address.toString(16)} (${site.function})`
  if (swap < 0) return [`no swap before ${at}`]
  const base = /, 0x[0-9a-f]+\((\w+)\)$/.exec(before[swap]![1])?.[1]
  if (base !== registerNames[site.gp.register]) return [`the swap before ${at} is of ${base}`]
  const [kind, jump] = [before[swap + 1]?.[1].split(' ')[0], code.get(site.address)!.split(' ')[0]]
  if (kind !== 'SETE') return [`${kind} behind the swap before ${at}`]
  // Each XOR and each JE turns the meaning over; TEST sets the zero flag where the boolean is 0.
  const inversions = before.slice(swap).filter(([, text]) => /^XOR[LQB]? \$0x1,/.test(text)).length
  const onSuccess = inversions % 2
  if (jump !== 'JE' && jump !== 'JNE') return [`${jump} at ${at}`]
  const { success } = site
  return success?.in === 'zero flag' && success.value === onSuccess
    ? []
    : [`success at ${at} is read wrongly`]
}

const disassembled = (p: Plan, path: string) =>
  disassemble(path, [...new Set(p.sites.map(site => site.function))])

for (const version of versions) {
  test(`go${version}: sites are the calls that Go's disassembler shows, globals the symbols`, () => {
    for (const args of [[], pie]) {
      const path = sample({ version, args })
      const p = plan(path)
      assert.deepEqual(contradictions(p, path, disassembled(p, path)), [])
      const table = symbols(path)
      assert.deepEqual(
        p.globals.map(g => [g.name, g.address]),
        p.globals.map(g => [g.name, table.get(`runtime.${g.name}`)]),
      )
      assert.deepEqual(new Set(p.globals.map(g => g.name)), new Set(['allgs', 'allp', 'gomaxprocs', 'sched']))
    }
  })

  test(`go${version}: names and lines are those of go tool addr2line`, () => {
    const path = sample({ version })
    const p = plan(path)
    const text = symbols(path)
    const begin = text.get('runtime.text')!
    const end = text.get('runtime.etext')!
    const pcs: number[] = []
    for (let pc = begin + 0x1234; pc < end; pc += Math.floor((end - begin) / 400)) pcs.push(pc)
    const lines = go(
      version,
      ['tool', 'addr2line', path],
      {},
      pcs.map(pc => `0x${pc.toString(16)}\n`).join(''),
    ).split('\n')
    let compared = 0
    for (const [i, pc] of pcs.entries()) {
      const [name, position] = [lines[2 * i]!, lines[2 * i + 1]!]
      if (name === '?') continue
      assert.equal(p.pcs.functionAt(pc)?.name, name.replace(/\.abi0$/, ''))
      const found = p.pcs.lookup(pc)
      // Padding behind a function has no line.
      if (position === ':-1') {
        assert.equal(found?.line, 0)
        continue
      }
      assert.equal(`${found?.file}:${found?.line}`, position)
      compared++
    }
    assert.ok(compared > 200, `${compared} positions compared`)
  })

  test(`go${version}: a goroutine's function is found by its entry, what was inlined by its name`, () => {
    const path = sample({ version })
    const { pcs } = plan(path)
    const file = join(root, 'targets', 'plansample', 'main.go')
    const lines = readFileSync(file, 'utf8').split('\n')
    const entry = symbols(path).get('main.produce')!
    const line = lines.findIndex(l => l.startsWith('func produce(')) + 1
    assert.deepEqual(pcs.functionAt(entry + 3), { name: 'main.produce', entry, file, line })
    assert.equal(pcs.startFunction(entry), 'main.produce')
    assert.equal(pcs.functionAt(0x1000), undefined)
    assert.equal(pcs.lookup(0x1000), undefined)

    const worker = pcs.functionAt(symbols(path).get('main.contend.func1')!)!
    assert.equal(worker.line, lines.findIndex(l => l.includes('go func() {')) + 1)
    const inside = new Set<string>()
    for (let pc = worker.entry; pcs.functionAt(pc)?.name === worker.name; pc++)
      inside.add(pcs.lookup(pc)!.function)
    assert.ok(inside.has('main.contend.func1'))
    assert.ok(inside.has('sync.(*Mutex).Unlock'), [...inside].join(' '))
  })
}

test("profile-guided builds: sites are the calls and jumps that Go's disassembler shows", () => {
  for (const version of ['1.21.13', '1.27.4']) {
    const path = sample({ version, args: [`-pgo=${hotProfile(version)}`] })
    const p = plan(path)
    assert.ok(p.sites.filter(site => site.success).length >= 2)
    assert.deepEqual(contradictions(p, path, disassembled(p, path)), [])
  }
})

test('a plan with one site moved, or with one g, target or condition changed, is caught by the disassembler', () => {
  const path = sample({ version: '1.27.4', args: [`-pgo=${hotProfile('1.27.4')}`] })
  const p = plan(path)
  const code = disassembled(p, path)
  p.sites.forEach((site, index) => {
    const wrong: Partial<typeof site>[] = [
      { address: site.address + 1 },
      { address: site.address + 5 },
      { fileOffset: site.fileOffset + 1 },
      { instruction: site.instruction === 'call' ? 'jump' : 'call' },
    ]
    if (site.instruction === 'call') wrong.push({ target: 'runtime.casfrom_Gscanstatus' })
    if (site.success?.in === 'zero flag') {
      wrong.push({ gp: { ...site.gp, register: (site.gp.register + 1) % 16 } })
      wrong.push({ success: { in: 'zero flag', value: site.success.value ? 0 : 1 } })
    }
    for (const change of wrong) {
      const sites = p.sites.with(index, { ...site, ...change })
      assert.notDeepEqual(contradictions({ ...p, sites }, path, code), [], JSON.stringify({ site, change }))
    }
  })
})

test('the layout table says what the DWARF of the toolchains says', async () => {
  const tool = cached('offsets')
  execFileSync('go', ['build', '-o', tool, '.'], {
    cwd: join(root, 'scripts', 'offsets'),
    env: { ...process.env, GOTOOLCHAIN: 'local' },
  })
  const text = execFileSync(
    tool,
    allVersions.map(version => `${version}=${sample({ version })}`),
    { encoding: 'utf8' },
  )
  const script = text.slice(text.indexOf('export const layouts')).replace(': Layout[]', '')
  const { layouts } = await import(`data:text/javascript,${encodeURIComponent(script)}`)
  assert.equal(layouts.length, allVersions.length)
  for (const [i, version] of allVersions.entries()) {
    const standing = standingOf(parseGoVersion(`go${version}`))
    assert.ok(standing.kind === 'measured')
    const { layout, found } = standing
    assert.match(found, new RegExp(`^table, .*go1\\.${layout.minor}\\.`))
    for (const key of ['g', 'm', 'p', 'schedt', 'moduledata', 'waitReasons'] as const) {
      assert.deepEqual(layout[key], layouts[i][key], `${version} ${key}`)
    }
  }
})
