import assert from 'node:assert/strict'
import { copyFileSync, readFileSync, readlinkSync, renameSync, statSync } from 'node:fs'
import { afterEach, test } from 'node:test'
import type { Summary } from '../../lib/summary.js'
import { build } from './build.js'
import { buildHost, buildLibrary } from './host.js'
import { blocked } from './kernel.js'
import { killAll, Program, ran, until } from './program.js'
import { refuses } from './refusal.js'
import { scratchFolder } from './scratch.js'

/** Targets whose file, user or process id is another one outside: what containers are made of. */

const pie = build('pingpong', { flags: ['-buildmode=pie'] })

afterEach(killAll)

/** Runs a shell script in namespaces of its own; the id of the process that it becomes, as we see it. */
async function contained(namespaces: string[], script: string, ...args: string[]): Promise<number> {
  const outer = Program.start('unshare', [...namespaces, 'sh', '-ec', script, ...args])
  await outer.says(/^pid/m)
  if (!namespaces.includes('--fork')) return outer.pid
  const children = readFileSync(`/proc/${outer.pid}/task/${outer.pid}/children`, 'utf8')
  return Number(children.trim())
}

/** Attaches; what of pingpong must be seen: the names come out right only if the load bias does. */
async function session(pid: number, ...args: string[]): Promise<Summary> {
  const agent = await ran(['attach', `${pid}`, '--json', '--duration', '300ms', ...args])
  assert.equal(await agent.exited, 0, agent.stderr)
  const summary = agent.summary()
  assert.equal(summary.pid, pid)
  assert.equal(summary.lost, 0)
  assert.equal(summary.produced, summary.events)
  assert.ok(summary.events > 100, `${summary.events} events`)
  assert.ok(summary.disagreements <= 2, `${summary.disagreements} disagreements`)
  return summary
}

function checkPairs(summary: Summary): void {
  assert.equal(summary.sites.find(site => site.function === 'main.echo')?.live, 2)
}

/** Mounts an overlay of a lower and an upper file system at /mnt/top, of which the lower holds what is given. */
const OVERLAY = `mount -t tmpfs none /mnt
  mkdir /mnt/lower /mnt/more /mnt/upper /mnt/work /mnt/top
  mount -t tmpfs none /mnt/more
  for file; do cp "$file" /mnt/lower/; done
  mount -t overlay overlay -o lowerdir=/mnt/lower:/mnt/more,upperdir=/mnt/upper,workdir=/mnt/work /mnt/top
  cd /mnt/top`

for (const method of ['multi', 'perf'])
  test(`an executable on an overlay, by ${method}`, { skip: blocked }, async () => {
    const script = `${OVERLAY}; exec "./$(basename "$1")" -pairs 2`
    const pid = await contained(['--mount'], script, 'sh', pie)
    assert.match(readlinkSync(`/proc/${pid}/exe`), /^\/mnt\/top\//)
    checkPairs(await session(pid, '--method', method))
  })

test('an executable on an overlay, deleted since', { skip: blocked }, async () => {
  const script = `${OVERLAY}; name=$(basename "$1")
    { sleep 0.3; rm "$name"; echo deleted; } & exec "./$name" -pairs 2`
  const outer = Program.start('unshare', ['--mount', 'sh', '-ec', script, 'sh', pie])
  await outer.says(/^deleted/m)
  checkPairs(await session(outer.pid))
})

test('an executable on an overlay, copied to the upper file system since', { skip: blocked }, async () => {
  // The process goes on with the lower file, but the overlay shows the upper one, and so does all that names it.
  const script = `${OVERLAY}; name=$(basename "$1")
    { sleep 0.3; chmod 700 "$name"; echo copied; } & exec "./$name" -pairs 2`
  const outer = Program.start('unshare', ['--mount', 'sh', '-ec', script, 'sh', pie])
  await outer.says(/^copied/m)
  const { pid } = outer
  await refuses(
    ['attach', `${pid}`],
    3,
    new RegExp(`do not reach process ${pid}: /mnt/top/.*overlay.*start the`),
  )
  await refuses(['attach', `${pid}`, '--method', 'perf'], 3, /do not reach process/)
})

test('a library on an overlay', { skip: blocked }, async () => {
  const script = `${OVERLAY}; exec "./$(basename "$1")" 2 "/mnt/top/$(basename "$2")"`
  const pid = await contained(['--mount'], script, 'sh', buildHost(), buildLibrary())
  const summary = await session(pid)
  assert.equal(summary.sites.find(site => site.function === 'main.answerer')?.live, 2)
})

test('a target in a user namespace', { skip: blocked }, async () => {
  const pid = await contained(['--user', '--map-root-user'], 'exec "$0" -pairs 2', pie)
  assert.notEqual(statSync(`/proc/${pid}/ns/user`).ino, statSync('/proc/self/ns/user').ino)
  checkPairs(await session(pid))
})

test('a target in namespaces of every kind, under another root', { skip: blocked }, async () => {
  const every = [
    '--user',
    '--map-root-user',
    '--mount',
    '--pid',
    '--fork',
    '--kill-child',
    '--net',
    '--ipc',
    '--uts',
  ]
  // As a container runtime does: a root file system of its own that holds the program alone.
  const script = `mount -t tmpfs none /mnt; mkdir /mnt/proc; mount -t proc proc /mnt/proc
    cp "$0" /mnt/server; exec chroot /mnt /server -pairs 2`
  const pid = await contained([...every, '--cgroup'], script, build('pingpong'))
  assert.notEqual(readlinkSync(`/proc/${pid}/root`), '/')
  checkPairs(await session(pid))
  const listed = (await ran(['list', '--json'])).lines().find(line => line.pid === pid)
  assert.equal(listed?.attachable, true)
})

test('a target whose file was replaced', { skip: blocked }, async () => {
  const folder = scratchFolder()
  const file = `${folder}/server`
  copyFileSync(pie, file)
  const target = Program.start(file, ['-pairs', '2'])
  await target.says(/^pid/)
  // What is there now is a Go program, too, but of another version: its sites would all be wrong.
  copyFileSync(build('crowd', { toolchain: 'go1.22.12' }), `${file}.new`)
  renameSync(`${file}.new`, file)
  await until(() => readlinkSync(`/proc/${target.pid}/exe`).endsWith('(deleted)'), 'the old file to be gone')
  const summary = await session(target.pid)
  checkPairs(summary)
  assert.doesNotMatch(summary.go_version, /^go1\.22\./)
})
