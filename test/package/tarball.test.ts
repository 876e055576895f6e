import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { after, afterEach, test } from 'node:test'
import { addonNeeds, excesses } from '../../scripts/addon-needs.js'
import { build, root } from '../attach/build.js'
import { blocked } from '../attach/kernel.js'
import { killAll, Program, until } from '../attach/program.js'
import { scratchFolder } from '../attach/scratch.js'
import { full, install, pack, prebuilds } from './tarball.js'

const scratch = scratchFolder()
const tarball = pack(scratch)
const consumer = `${scratch}/consumer`
install(tarball, consumer)
const installed = `${consumer}/node_modules/runqscope`

afterEach(killAll)
after(() => rmSync(scratch, { recursive: true, force: true }))

/** Everything on the PATH that could build something, by its real path. */
function buildTools(): string[] {
  const tool =
    /^((.*-)?(gcc|g\+\+|cc|c\+\+|cpp|clang|clang\+\+|ld|as|ar|lld)(-\d+)?|ld\.(bfd|gold|lld)|go|gofmt|cargo|rustc|rustup|make|gmake|cmake|ninja|bpftool|llvm-.*|zig|python3?(\.\d+)?)$/
  const folders = process.env.PATH!.split(':').filter(folder => statSync(folder, { throwIfNoEntry: false }))
  const paths = folders.flatMap(folder =>
    readdirSync(folder)
      .filter(name => tool.test(name))
      .map(name => `${folder}/${name}`),
  )
  return [
    ...new Set(
      paths.filter(path => statSync(path, { throwIfNoEntry: false })).map(path => realpathSync(path)),
    ),
  ]
}

/** Runs a command where neither the checkout nor anything that builds can be seen. */
function bare(...command: string[]): Program {
  const tools = buildTools()
  assert.ok(tools.length > 5, `found ${tools.join(' ')}`)
  const script = `set -e
    mount -t tmpfs none "$1"
    count=$2
    shift 2
    while [ $count -gt 0 ]; do mount --bind /dev/null "$1"; shift; count=$((count - 1)); done
    for tool in cc gcc g++ clang cargo cmake make; do
      if "$tool" --version > /dev/null 2>&1; then echo "$tool still runs" >&2; exit 99; fi
    done
    cd "$1"
    shift
    exec "$@"`
  const words = ['--mount', 'sh', '-c', script, 'sh', root, `${tools.length}`, ...tools, consumer, ...command]
  return Program.start('unshare', words, { env: { ...process.env, npm_config_offline: 'true' } })
}

test('the package holds what its users need, and nothing else', t => {
  t.diagnostic(
    `${(tarball.size / 1e6).toFixed(2)} MB, unpacked ${(tarball.unpackedSize / 1e6).toFixed(2)} MB`,
  )
  const paths = tarball.files.map(({ path }) => path)
  const wanted =
    /^(dist\/lib\/.*\.(js|d\.ts)|prebuilds\/linux-(x64|arm64)\/runqscope\.glibc\.node|prebuilds\/licences\/[\w.-]+|proto\/.*\.proto|web\/(report\/)?dist\/.*|docs\/(architecture|compatibility|export|format|record|report)\.md|bpf\/LICENSE.*|README\.md|LICENSE|CHANGELOG\.md|NOTICE|SECURITY\.md|package\.json)$/
  assert.deepEqual(
    paths.filter(path => !wanted.test(path)),
    [],
  )
  for (const path of [
    'dist/lib/index.d.ts',
    'dist/lib/stream/wire.gen.js',
    'web/dist/index.html',
    'proto/stream.proto',
    'proto/past.proto',
    'proto/transitions.proto',
    'LICENSE',
    'bpf/LICENSE.BSD-2-Clause',
    'SECURITY.md',
    'CHANGELOG.md',
    'NOTICE',
    `prebuilds/linux-${process.arch}/runqscope.glibc.node`,
  ])
    assert.ok(paths.includes(path), path)
  if (full) {
    for (const { platform } of prebuilds()) assert.ok(paths.some(path => path.includes(platform)))
    for (const name of ['libbpf', 'libelf-LGPL-3.0', 'zlib', 'libcxx', 'node-addon-api'])
      assert.ok(paths.includes(`prebuilds/licences/${name}`), name)
  }
  const main = tarball.files.find(({ path }) => path === 'dist/lib/cli/main.js')
  assert.ok(main && main.mode & 0o111, 'the command may be run')
  assert.ok(tarball.unpackedSize < 6e6, `${tarball.unpackedSize} bytes`)
})

test('nothing runs at installation, on any machine', () => {
  const manifest = JSON.parse(readFileSync(`${installed}/package.json`, 'utf8'))
  for (const name of ['preinstall', 'install', 'postinstall', 'prepare'])
    assert.equal(name in manifest.scripts, false, name)
  assert.equal(manifest.gypfile, false)
  assert.equal('os' in manifest || 'cpu' in manifest, false)
  for (const name of ['runqscope', ...Object.keys(manifest.dependencies)])
    assert.equal(
      statSync(`${consumer}/node_modules/${name}/binding.gyp`, { throwIfNoEntry: false }),
      undefined,
    )
})

test('publint and attw find nothing', () => {
  for (const [command, ...args] of [
    ['publint', '--strict', tarball.path],
    // The schema is an entry, but no code.
    ['attw', '--profile', 'esm-only', '--exclude-entrypoints', './stream.proto', '--', tarball.path],
  ]) {
    const { status, stdout, stderr } = spawnSync(`${root}node_modules/.bin/${command}`, args, {
      encoding: 'utf8',
    })
    assert.equal(status, 0, `${command}: ${stdout}${stderr}`)
  }
})

test('a TypeScript program gets types', () => {
  const source = `import { attach, plan, RunqscopeError, version, type Agent, type Plan } from 'runqscope'
    const planned: Plan = plan('server')
    const agent: Agent = await attach(1)
    const { p99_ns } = agent.aggregate().window.ready_to_run
    console.log(planned.sites.length, p99_ns.toFixed(), version.length, (await agent.ended).lost)
    // @ts-expect-error: a plan is no number
    const wrong: number = plan('server')
    // @ts-expect-error: a process id is a number
    attach('server').catch((error: RunqscopeError) => error.code)`
  writeFileSync(`${consumer}/program.ts`, source)
  const options = ['--strict', '--noEmit', '--target', 'es2022', '--module', 'nodenext', '--types', 'node']
  const { status, stdout } = spawnSync(
    `${root}node_modules/.bin/tsc`,
    [...options, '--typeRoots', `${root}node_modules/@types`, 'program.ts'],
    { cwd: consumer, encoding: 'utf8' },
  )
  assert.equal(status, 0, stdout)
})

test('installed from the tarball it attaches, without compilers and without the sources', {
  skip: blocked,
}, async () => {
  const target = Program.start(build('pingpong'), ['-pairs', '2'])
  await target.says(/^pid/)
  const doctor = bare('npx', 'runqscope', 'doctor', '--json')
  assert.equal(await doctor.end(), 0, doctor.stderr)
  assert.equal(JSON.parse(doctor.stdout).ok, true)
  const agent = bare('npx', 'runqscope', 'attach', `${target.pid}`, '--duration', '2s', '--json')
  assert.equal(await agent.end(), 0, agent.stderr)
  const summary = agent.summary()
  assert.ok(summary.events > 100, `${summary.events} events`)
  assert.equal(summary.lost, 0)
})

test('without its addon it plans, and says what is missing when it shall attach', async () => {
  rmSync(`${installed}/prebuilds`, { recursive: true })
  const run = (...args: string[]) =>
    spawnSync('npx', ['runqscope', ...args], { cwd: consumer, encoding: 'utf8' })
  const planned = run('plan', build('pingpong'), '--json')
  assert.equal(planned.status, 0, planned.stderr)
  assert.ok(JSON.parse(planned.stdout).sites.length > 10)
  const target = Program.start(build('pingpong'), [])
  await target.says(/^pid/)
  const refused = run('attach', `${target.pid}`, '--json')
  assert.equal(refused.status, 3, refused.stderr)
  // npx may warn of the user's settings first.
  assert.match(refused.stderr, /^runqscope: there is no addon for this machine: [^\n]+scripts\/setup\n$/m)
})

test('without its addon every verb that reads a recording works', async () => {
  // The test before took the addon away.
  assert.equal(statSync(`${installed}/prebuilds`, { throwIfNoEntry: false }), undefined)
  const sample = `${root}targets/sample/service.rqs`
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync('npx', ['runqscope', ...args], {
      cwd: consumer,
      encoding: 'utf8',
      timeout: 60_000,
    })
    assert.equal(status, 0, `${args.join(' ')}: ${stderr}`)
    return stdout
  }
  const summary = JSON.parse(run('attach', sample, '--json').trim().split('\n').at(-1)!)
  assert.ok(summary.events > 100_000, `${summary.events} events`)
  const report = JSON.parse(run('report', sample, '--json'))
  assert.ok(report.findings.length > 3)
  run('report', sample, '--html', 'report.html')
  assert.match(readFileSync(`${consumer}/report.html`, 'utf8'), /^<!doctype html>/i)
  assert.match(run('diff', sample, sample), /\S/)
  for (const format of ['perfetto', 'gotrace', 'chrome', 'pprof', 'csv', 'parquet', 'folded']) {
    const told = JSON.parse(run('export', sample, '--to', format, '-o', `out.${format}`, '--json'))
    assert.equal(statSync(`${consumer}/out.${format}`).size, told.bytes, format)
  }
  const page = Program.start('npx', ['runqscope', 'serve', sample, '--listen', '127.0.0.1:0'], {
    cwd: consumer,
  })
  const shown = /is shown at (http:\S+)/
  await until(() => shown.test(page.stderr), 'the address of the page')
  const [, url] = shown.exec(page.stderr)!
  assert.equal((await fetch(url!)).status, 200)
})

test('the released addons ask for libc 2.28 and nothing else', { skip: !full && 'only with --full' }, t => {
  for (const { platform, path } of prebuilds()) {
    const needs = addonNeeds(path)
    t.diagnostic(`${platform}: ${needs.machine}, ${needs.libraries.join(' ')}, glibc ${needs.glibc}`)
    assert.deepEqual(excesses(needs), [])
    assert.match(needs.machine, platform === 'linux-x64' ? /X86-64/ : /AArch64/)
    assert.ok(needs.libraries.includes('libc.so.6'))
    assert.equal(needs.glibc, '2.28')
  }
})

test('an addon that asks for more is told', () => {
  // Node asks for libstdc++, and exports what addons call.
  const found = excesses(addonNeeds(process.execPath)).join('\n')
  assert.match(found, /^needs libstdc\+\+/m)
  assert.match(found, /^exports /m)
  const ordinary = `${root}build/Release/runqscope.node`
  assert.ok(excesses(addonNeeds(ordinary)).includes('is not stripped'))
  assert.equal(
    excesses(addonNeeds(ordinary)).some(excess => /^(exports|needs lib)/.test(excess)),
    false,
  )
})
