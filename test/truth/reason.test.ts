import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { traceReason, traceReasons } from './reason.js'
import { go, goVersions, root } from './toolchain.js'

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

for (const version of goVersions)
  test(`every call of gopark in ${version} is in the table of reasons`, () => {
    const folder = `${go(version, root, 'env', 'GOROOT').trim()}/src/runtime`
    // Tests and the scheduler of WebAssembly (lock_js.go) are not in a Linux program; trace.go of 1.22 is the old tracer.
    const files = readdirSync(folder).filter(
      name =>
        name.endsWith('.go') &&
        !/_test\.go$|^lock_js\.go$/.test(name) &&
        !(version.startsWith('go1.22.') && name === 'trace.go'),
    )
    const source = files.map(name => readFileSync(`${folder}/${name}`, 'utf8')).join('\n')
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
