import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { oldTraceReason, traceReason, traceReasons } from './reason.js'
import { allVersions, go, goVersions, minorOf, root } from './toolchain.js'

/** Constants of the runtime and their texts: `waitReasonSleep: "sleep",` → sleep. */
function texts(source: string, prefix: string): Map<string, string> {
  const found = source.matchAll(new RegExp(`^\\t(${prefix}\\w+):\\s+"([^"]*)",`, 'gm'))
  return new Map(Array.from(found, match => [match[1]!, match[2]!]))
}

/** Calls outside the runtime proper, whose wait reason is the caller's argument or a variable. */
const variables: Record<string, string[]> = {
  // sema.go: semacquire1 is called with these.
  'reason traceBlockSync': [
    'waitReasonSemacquire',
    'waitReasonSyncMutexLock',
    'waitReasonSyncRWMutexLock',
    'waitReasonSyncRWMutexRLock',
    'waitReasonSyncWaitGroupWait',
    'waitReasonSynctestWaitGroupWait',
  ],
  // chan.go and select.go, where the goroutine may be in a synctest bubble.
  'reason traceBlockChanSend': ['waitReasonChanSend', 'waitReasonSynctestChanSend'],
  'reason traceBlockChanRecv': ['waitReasonChanReceive', 'waitReasonSynctestChanReceive'],
  'waitReason traceBlockSelect': ['waitReasonSelect', 'waitReasonSynctestSelect'],
}

/** The runtime's source of a version, without what is not in a Linux program: tests and WebAssembly's scheduler. */
function sourceOf(version: string): string {
  const folder = `${go(version, root, 'env', 'GOROOT').trim()}/src/runtime`
  const files = readdirSync(folder).filter(
    name =>
      name.endsWith('.go') &&
      !/_test\.go$|^lock_js\.go$/.test(name) &&
      // The old tracer.
      !(version.startsWith('go1.22.') && name === 'trace.go'),
  )
  return files.map(name => readFileSync(`${folder}/${name}`, 'utf8')).join('\n')
}

/** The words of x/exp/trace for the events of a goroutine that parks, in traces before Go 1.22 (tracev1.go). */
const oldWords: Record<string, string> = {
  traceEvGoBlock: '',
  traceEvGoStop: 'forever',
  traceEvGoSleep: 'sleep',
  traceEvGoBlockSend: 'chan send',
  traceEvGoBlockRecv: 'chan receive',
  traceEvGoBlockSelect: 'select',
  traceEvGoBlockSync: 'sync',
  traceEvGoBlockCond: 'sync.(*Cond).Wait',
  traceEvGoBlockNet: 'network',
  traceEvGoBlockGC: 'GC mark assist wait for work',
}

for (const version of allVersions.filter(version => minorOf(version) < 22))
  test(`every call of gopark in ${version} is in the table of reasons`, () => {
    const source = sourceOf(version)
    const waits = texts(source, 'waitReason')
    // Go 1.21 has names of its own for the events.
    const named = [...source.matchAll(/^\t(traceBlock\w+)(?: +traceBlockReason)? += (traceEv\w+)/gm)]
    const events = new Map(named.map(match => [match[1]!, match[2]!]))
    const calls = [
      ...source.matchAll(/\b(waitReason\w*|reason), (traceEv[A-Z]\w*|traceBlock[A-Z]\w*), (?:\d|traceskip)/g),
    ]
    assert.ok(calls.length >= 18, `only ${calls.length} calls found`)
    const seen = new Set<string>()
    for (const [, wait, written] of calls) {
      const word = oldWords[events.get(written!) ?? written!]
      assert.ok(word !== undefined, `a call with ${wait}, ${written}`)
      const names = wait!.match(/^waitReason[A-Z]/) ? [wait!] : variables['reason traceBlockSync']!
      for (const name of names) {
        const text = waits.get(name)
        if (text === undefined && names.length > 1) continue
        assert.ok(text !== undefined, name)
        assert.equal(oldTraceReason('PARK', traceReason('PARK', text)), word, `${name} with ${written}`)
        seen.add(text)
      }
    }
    for (const common of ['chan receive', 'select', 'sleep', 'IO wait', 'GC worker (idle)'])
      assert.ok(seen.has(common), common)
  })

for (const version of goVersions.filter(version => minorOf(version) >= 22))
  test(`every call of gopark in ${version} is in the table of reasons`, () => {
    const source = sourceOf(version)
    const [waits, blocks] = [texts(source, 'waitReason'), texts(source, 'traceBlock')]
    const calls = [...source.matchAll(/\b(waitReason\w*|reason), (traceBlock[A-Z]\w*), (?:\d|traceskip)/g)]
    assert.ok(calls.length >= 20, `only ${calls.length} calls found`)
    const seen = new Set<string>()
    for (const [, wait, block] of calls) {
      const names = wait!.match(/^waitReason[A-Z]/) ? [wait!] : variables[`${wait} ${block}`]
      assert.ok(names, `a call with ${wait}, ${block}`)
      for (const name of names) {
        const text = waits.get(name)
        // Not every version has every reason that a variable may hold (bubbles, WaitGroups).
        if (text === undefined && names.length > 1) continue
        assert.ok(text !== undefined, name)
        assert.equal(traceReasons[text], blocks.get(block!), `${name} with ${block}`)
        seen.add(text)
      }
    }
    for (const common of [
      'chan receive',
      'select',
      'sleep',
      'sync.Mutex.Lock',
      'IO wait',
      'GC worker (idle)',
    ])
      assert.ok(seen.has(common), common)
  })

test('a reason outside the table matches nothing', () => {
  assert.ok(!Object.values(traceReasons).includes(traceReason('PARK', 'coffee break')))
  assert.ok(!Object.values(traceReasons).includes(traceReason('PARK', null)))
  assert.equal(traceReason('PARK', 'IO wait'), 'network')
  assert.equal(traceReason('GOSCHED', 'yield'), 'runtime.Gosched')
})
