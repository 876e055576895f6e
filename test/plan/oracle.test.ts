import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { plan } from '../../lib/plan/index.js'
import type { Plan } from '../../lib/plan/plan.js'
import { layoutOf, parseGoVersion } from '../../lib/plan/version.js'
import { cached, go, pie, root, sample, versions } from './sample.js'

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

function checkSites(p: Plan, path: string): void {
  const code = disassemble(path, [...new Set(p.sites.map(site => site.function))])
  for (const site of p.sites) {
    const text = code.get(site.address)
    assert.ok(text, `no instruction begins at ${site.address.toString(16)} (${site.function})`)
    if (site.instruction === 'jcc') assert.match(text, /^J(?!MP)[A-Z]+ 0x[0-9a-f]+$/)
    else assert.equal(text.replace('.abi0', ''), `CALL ${site.target}(SB)`)
  }
  const bytes = readFileSync(path)
  for (const site of p.sites) {
    if (site.instruction === 'call') assert.equal(bytes[site.fileOffset], 0xe8)
    else assert.ok((bytes[site.fileOffset]! & 0xf0) === 0x70 || bytes[site.fileOffset] === 0x0f)
  }
}

for (const version of versions) {
  test(`go${version}: sites are the calls that Go's disassembler shows, globals the symbols`, () => {
    for (const args of [[], pie]) {
      const path = sample({ version, args })
      const p = plan(path)
      checkSites(p, path)
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

test('the layout table says what the DWARF of the toolchains says', async () => {
  const tool = cached('offsets')
  execFileSync('go', ['build', '-o', tool, '.'], {
    cwd: join(root, 'scripts', 'offsets'),
    env: { ...process.env, GOTOOLCHAIN: 'local' },
  })
  const text = execFileSync(
    tool,
    versions.map(version => `${version}=${sample({ version })}`),
    { encoding: 'utf8' },
  )
  const script = text.slice(text.indexOf('export const layouts')).replace(': Layout[]', '')
  const { layouts } = await import(`data:text/javascript,${encodeURIComponent(script)}`)
  assert.equal(layouts.length, versions.length)
  for (const [i, version] of versions.entries()) {
    const { layout, found } = layoutOf(parseGoVersion(`go${version}`))
    assert.match(found, new RegExp(`^table, .*go1\\.${layout.minor}\\.`))
    for (const key of ['g', 'm', 'p', 'schedt', 'moduledata', 'waitReasons'] as const) {
      assert.deepEqual(layout[key], layouts[i][key], `${version} ${key}`)
    }
  }
})
