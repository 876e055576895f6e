import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { afterEach, test } from 'node:test'
import { type Container, isContainer, parseContainer, shortId } from '../../lib/probe/container.js'
import { build } from './build.js'
import { blocked } from './kernel.js'
import { killAll, Program, ran, until } from './program.js'
import { refuses } from './refusal.js'

const A = '3f4a9c21d8e7b6a5f4e3d2c1b0a9f8e7d6c5b4a3928170f6e5d4c3b2a1908f7e'
const B = 'b07c5e1f9a8d7c6b5a4f3e2d1c0b9a8f7e6d5c4b3a29180f7e6d5c4b3a291807'
const POD = '8dbc5577_d0e2_4706_8787_57d52c03ddf2'
const POD_HYPHENS = POD.replaceAll('_', '-')
const V1 = ['12:memory:', '11:cpu,cpuacct:', '1:name=systemd:']
const v1 = (path: string) => `${V1.map(line => line + path).join('\n')}\n0::/\n`
const v2 = (path: string) => `0::${path}\n`

const lines: { what: string; cgroup: string; is: string | undefined; id?: string }[] = [
  { what: 'docker, v1, cgroupfs', cgroup: v1(`/docker/${A}`), is: 'docker' },
  { what: 'docker, v2, systemd', cgroup: v2(`/system.slice/docker-${A}.scope`), is: 'docker' },
  {
    what: 'docker, v2, rootless',
    cgroup: v2(`/user.slice/user-1000.slice/user@1000.service/user.slice/docker-${A}.scope`),
    is: 'docker',
  },
  { what: 'docker in docker', cgroup: v1(`/docker/${B}/docker/${A}`), is: 'docker' },
  { what: 'init of a systemd in docker', cgroup: v2(`/docker/${A}/init.scope`), is: 'docker' },
  {
    what: 'kubelet with docker, v1',
    cgroup: v1(`/kubepods/besteffort/pod${POD_HYPHENS}/${A}`),
    is: 'containerd',
  },
  {
    what: 'kubelet with docker, systemd',
    cgroup: v1(
      `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${POD}.slice/docker-${A}.scope`,
    ),
    is: 'docker',
  },
  {
    what: 'kubelet with containerd, v2, systemd',
    cgroup: v2(
      `/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod${POD}.slice/cri-containerd-${A}.scope`,
    ),
    is: 'containerd',
  },
  {
    what: 'kubelet with containerd, v2, cgroupfs, guaranteed',
    cgroup: v2(`/kubepods/pod${POD_HYPHENS}/${A}`),
    is: 'containerd',
  },
  {
    what: 'kubelet by systemd, containerd not',
    cgroup: v1(`/system.slice/containerd.service/kubepods-burstable-pod${POD}.slice:cri-containerd:${A}`),
    is: 'containerd',
  },
  {
    what: 'kind: a node in docker, a pod in it',
    cgroup: v2(
      `/system.slice/docker-${B}.scope/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-pod${POD}.slice/cri-containerd-${A}.scope`,
    ),
    is: 'containerd',
  },
  {
    what: 'cri-o',
    cgroup: v2(`/kubepods.slice/kubepods-pod${POD}.slice/crio-${A}.scope/container`),
    is: 'cri-o',
  },
  {
    what: 'conmon of cri-o is not in the container',
    cgroup: v2(`/kubepods.slice/kubepods-pod${POD}.slice/crio-conmon-${A}.scope`),
    is: undefined,
  },
  { what: 'nerdctl', cgroup: v2(`/system.slice/nerdctl-${A}.scope`), is: 'containerd' },
  { what: 'containerd by its own client, namespace default', cgroup: v2(`/default/${A}`), is: 'unknown' },
  { what: 'podman, root', cgroup: v2(`/machine.slice/libpod-${A}.scope/container`), is: 'podman' },
  {
    what: 'podman, rootless',
    cgroup: v2(
      `/user.slice/user-1000.slice/user@1000.service/user.slice/user-libpod_pod_${B}.slice/libpod-${A}.scope`,
    ),
    is: 'podman',
  },
  { what: 'podman, cgroupfs', cgroup: v1(`/libpod_parent/libpod-${A}`), is: 'podman' },
  {
    what: 'podman, split',
    cgroup: v2(`/system.slice/web.service/libpod-payload-${A}`),
    is: 'podman',
  },
  {
    what: 'conmon of podman is not in the container',
    cgroup: v2(`/machine.slice/libpod-conmon-${A}.scope`),
    is: undefined,
  },
  { what: 'lxc 4', cgroup: v2('/lxc.payload.web-1/system.slice/nginx.service'), is: 'lxc', id: 'web-1' },
  { what: 'lxc 3', cgroup: v1('/lxc/web-1'), is: 'lxc', id: 'web-1' },
  { what: 'lxc 3, v2', cgroup: v2('/lxc.payload/web-1/init.scope'), is: 'lxc', id: 'web-1' },
  { what: 'monitor of lxc', cgroup: v2('/lxc.monitor.web-1'), is: undefined },
  {
    what: 'docker in lxc',
    cgroup: v2(`/lxc.payload.web-1/system.slice/docker-${A}.scope`),
    is: 'docker',
  },
  {
    what: 'systemd-nspawn, as a service',
    cgroup: v2('/machine.slice/systemd-nspawn@debian\\x2d12.service/payload/init.scope'),
    is: 'systemd-nspawn',
    id: 'debian-12',
  },
  {
    what: 'systemd-nspawn, from a shell',
    cgroup: v1('/machine.slice/machine-debian\\x2d12.scope'),
    is: 'systemd-nspawn',
    id: 'debian-12',
  },
  {
    what: 'a virtual machine of libvirt',
    cgroup: v2('/machine.slice/machine-qemu\\x2d1\\x2dweb.scope/libvirt/emulator'),
    is: undefined,
  },
  { what: 'ECS on EC2', cgroup: v1(`/ecs/0410eff2-7e59-4111-823e-1e0d98ef7f30/${A}`), is: 'unknown' },
  {
    what: 'ECS on Fargate',
    cgroup: v1('/ecs/34dc0b5e626f2c5c4c5170e34b10e765/34dc0b5e626f2c5c4c5170e34b10e765-1234567890'),
    is: 'ecs',
    id: '34dc0b5e626f2c5c4c5170e34b10e765-1234567890',
  },
  {
    what: 'hybrid: only one hierarchy knows it by its runtime',
    cgroup: `5:cpuset:/${A}\n1:name=systemd:/system.slice/docker-${A}.scope\n0::/system.slice\n`,
    is: 'docker',
  },
  {
    what: 'seen from a cgroup namespace beside it',
    cgroup: v2(`/../cri-containerd-${A}.scope`),
    is: 'containerd',
  },
  { what: 'a service', cgroup: v2('/system.slice/ssh.service'), is: undefined },
  {
    what: 'docker itself',
    cgroup: v2('/system.slice/docker.service'),
    is: undefined,
  },
  { what: 'a desktop', cgroup: v2('/user.slice/user-1000.slice/session-2.scope'), is: undefined },
  { what: 'the root of a cgroup namespace', cgroup: v2('/'), is: undefined },
  { what: 'a path with colons', cgroup: v2('/a:b:c'), is: undefined },
  { what: 'an id that is too short', cgroup: v2(`/docker/${A.slice(1)}`), is: undefined },
  { what: 'nothing', cgroup: '', is: undefined },
]

for (const { what, cgroup, is, id = A } of lines)
  test(`cgroup of ${what}`, () => {
    assert.deepEqual(parseContainer(cgroup), is === undefined ? undefined : { runtime: is, id })
  })

test('a container by its name, or by the beginning of its id', () => {
  const docker: Container = { runtime: 'docker', id: A }
  assert.equal(shortId(docker), A.slice(0, 12))
  for (const wanted of [A, A.slice(0, 12), A.slice(0, 4)]) assert.ok(isContainer(docker, wanted), wanted)
  for (const wanted of [A.slice(0, 3), '', A.slice(1, 9), `${A}0`, 'docker'])
    assert.ok(!isContainer(docker, wanted), wanted)
  const lxc: Container = { runtime: 'lxc', id: 'web-1' }
  assert.equal(shortId(lxc), 'web-1')
  assert.ok(isContainer(lxc, 'web-1'))
  assert.ok(!isContainer(lxc, 'web'))
})

/** A cgroup file system that the kernel gives us to write, if any: where containers are made. */
const hierarchy = readFileSync('/proc/self/mounts', 'utf8')
  .split('\n')
  .map(line => line.split(' '))
  .find(([, , type, options]) => type === 'cgroup2' || options?.includes('name=systemd'))?.[1]

const made: string[] = []

/** The cgroup that a runtime would make, for one process; undefined where the file system is read-only. */
function makeContainer(name: string): string | undefined {
  if (hierarchy === undefined) return undefined
  const folder = `${hierarchy}/${name}`
  try {
    mkdirSync(folder)
  } catch {
    return undefined
  }
  made.push(folder)
  return folder
}

afterEach(async () => {
  await killAll()
  for (const folder of made.splice(0)) await until(() => isRemoved(folder), `the end of ${folder}`)
})

function isRemoved(folder: string): boolean {
  try {
    rmdirSync(folder)
    return true
  } catch (error) {
    // Its process is still ending.
    if ((error as NodeJS.ErrnoException).code === 'EBUSY') return false
    throw error
  }
}

test('list and attach by container', { skip: blocked }, async t => {
  const id = A.slice(0, -5) + String(process.pid % 100_000).padStart(5, '0')
  const folder = makeContainer(`docker-${id}.scope`)
  if (folder === undefined) return t.skip('no cgroup can be made here')
  const target = Program.start(build('pingpong'), ['-pairs', '2'])
  const neighbour = Program.start('sleep', ['1000'])
  const outside = Program.start(build('pingpong'), ['-pairs', '2'])
  await Promise.all([target.says(/^pid/), outside.says(/^pid/)])
  for (const { pid } of [target, neighbour]) writeFileSync(`${folder}/cgroup.procs`, `${pid}`)

  const json = await ran(['list', '--json'])
  const listed = json.lines().find(line => line.pid === target.pid)
  assert.equal(listed?.container, id)
  assert.equal(listed?.container_runtime, 'docker')
  assert.equal(json.lines().find(line => line.pid === outside.pid)?.container, null)
  const table = await ran(['list'])
  assert.match(table.stdout, /^ +PID +GO +ATTACH +CONTAINER +COMMAND\n/)
  assert.match(table.stdout, new RegExp(`^ *${target.pid} .* ${id.slice(0, 12)} +\\S*pingpong`, 'm'))
  assert.match(table.stdout, new RegExp(`^ *${outside.pid} .* - +\\S*pingpong`, 'm'))

  for (const words of [
    ['--container', id],
    ['--container', id.slice(0, 12)],
    ['--container', id.slice(0, 4), '--exe', build('pingpong')],
  ]) {
    const agent = await ran(['attach', ...words, '--json', '--duration', '200ms'])
    assert.equal(await agent.exited, 0, agent.stderr)
    assert.equal(agent.summary().pid, target.pid)
    assert.ok(agent.summary().events > 0)
  }
  await refuses(['attach', '--container', id.slice(0, 3)], 3, /no process with --container .*four digits/)
  await refuses(['attach', '--container', id, '--name', 'other'], 3, /no process with/)
  await refuses(
    ['attach', '--container', id, '--name', 'sleep'],
    3,
    new RegExp(`process ${neighbour.pid} runs .*not built by Go`),
  )
  const second = Program.start(build('pingpong'), [])
  await second.says(/^pid/)
  writeFileSync(`${folder}/cgroup.procs`, `${second.pid}`)
  await refuses(
    ['attach', '--container', id],
    2,
    new RegExp(`fits 2 Go processes: (${target.pid}|${second.pid}) \\(.*pingpong.*process id`),
  )
})
