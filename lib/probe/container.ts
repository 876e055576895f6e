/** A container, as its runtime names it in the cgroup path of its processes. */
export interface Container {
  /** 64 hex digits for the OCI runtimes, a name for LXC and systemd-nspawn. */
  id: string
  runtime: string
}

/**
 * What a component of a cgroup path looks like that a container runtime made; the group `id` is the container. Monitors
 * of a container (conmon, lxc.monitor) are not in it, and a virtual machine is none.
 *
 * Sources: opencontainers/runc libcontainer/cgroups/systemd (PREFIX-ID.scope), containers/podman libpod
 * (libpod-, libpod-payload-), lxc/lxc src/lxc/cgroups (lxc.payload.NAME), systemd src/nspawn and src/machine.
 */
const components: { runtime: string; pattern: RegExp }[] = [
  { runtime: 'podman', pattern: /^libpod-(?:payload-)?(?<id>[0-9a-f]{64})(?:\.scope)?$/ },
  { runtime: 'docker', pattern: /^docker-(?<id>[0-9a-f]{64})\.scope$/ },
  { runtime: 'cri-o', pattern: /^crio-(?<id>[0-9a-f]{64})(?:\.scope)?$/ },
  { runtime: 'containerd', pattern: /^(?:cri-containerd|nerdctl)-(?<id>[0-9a-f]{64})\.scope$/ },
  // Where the kubelet drives systemd and containerd does not: SLICE:cri-containerd:ID is one component.
  { runtime: 'containerd', pattern: /^[^:]+\.slice:cri-containerd:(?<id>[0-9a-f]{64})$/ },
  { runtime: 'ecs', pattern: /^(?<id>[0-9a-f]{32}-\d{5,})$/ },
  { runtime: 'lxc', pattern: /^lxc\.payload\.(?<id>.+)$/ },
  { runtime: 'systemd-nspawn', pattern: /^systemd-nspawn@(?<id>.+)\.service$/ },
  { runtime: 'systemd-nspawn', pattern: /^machine-(?!qemu-)(?<id>.+)\.scope$/ },
]

/** Folders whose children are containers by their bare id or name. */
const parents: { runtime: string; parent: RegExp; child: RegExp }[] = [
  { runtime: 'docker', parent: /^docker$/, child: /^[0-9a-f]{64}$/ },
  { runtime: 'containerd', parent: /^pod[0-9a-f_-]{32,36}$/, child: /^[0-9a-f]{64}$/ },
  { runtime: 'lxc', parent: /^lxc(?:\.payload)?$/, child: /^.+$/ },
  { runtime: 'unknown', parent: /^.*$/, child: /^[0-9a-f]{64}$/ },
]

/** systemd writes what a unit's name cannot hold as \xHH, a hyphen too. */
function unescapeUnit(name: string): string {
  return name.replaceAll(/\\x([0-9a-f]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

/** The innermost container in a cgroup path: one may run inside another. */
function containerInPath(path: string): Container | undefined {
  const names = path.split('/')
  for (let index = names.length - 1; index > 0; index--) {
    const name = unescapeUnit(names[index]!)
    for (const { runtime, pattern } of components) {
      const id = name.match(pattern)?.groups?.id
      if (id !== undefined) return { id, runtime }
    }
    for (const { runtime, parent, child } of parents)
      if (parent.test(names[index - 1]!) && child.test(name)) return { id: name, runtime }
  }
  return undefined
}

/**
 * The container of a process by its /proc/PID/cgroup, of version 1 (a line for each hierarchy), 2 (`0::PATH`) or both.
 * Undefined outside of any, and where the reader shares the process's cgroup namespace and sees no name.
 */
export function parseContainer(cgroup: string): Container | undefined {
  let best: Container | undefined
  for (const line of cgroup.split('\n')) {
    const path = line.match(/^\d+:[^:]*:(.*)$/)?.[1]
    const found = path === undefined ? undefined : containerInPath(path)
    // Some hierarchies of version 1 may stay at an outer level, or at one that names the container only by its id.
    if (found && (best === undefined || best.runtime === 'unknown')) best = found
  }
  return best
}

/** The usual short form: 12 digits of an id, a name as it is. */
export function shortId({ id }: Container): string {
  return /^[0-9a-f]{64}$/.test(id) ? id.slice(0, 12) : id
}

/** Digits that an id's prefix must have at least, so that it is not a guess. */
const PREFIX_MIN = 4

/** Whether a person who writes `wanted` means this container: by its name, or by the beginning of its id. */
export function isContainer({ id }: Container, wanted: string): boolean {
  return id === wanted || (/^[0-9a-f]+$/.test(wanted) && wanted.length >= PREFIX_MIN && id.startsWith(wanted))
}
