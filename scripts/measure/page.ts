import { execFileSync } from 'node:child_process'
import { cpus, release, totalmem } from 'node:os'
import { root } from './programs.js'
import { type Section, show } from './row.js'

const titles: Record<string, string> = {
  a: 'Cost of a tracked transition',
  b: 'Slowdown',
  c: 'Events a second',
  d: 'Attach and detach',
  e: "The agent's own CPU and memory",
  f: 'Planning a big binary',
  g: 'The page',
  h: 'Recordings',
}

/** docs/bench.md: one table with all that was measured, then the medians behind it. */
export function page(sections: Map<string, Section>, command: string): string {
  const rows = [...sections].flatMap(([letter, { rows }]) =>
    rows.map(row => {
      const verdict = row.bound ? (row.bound.reached ? 'reached' : '**not reached**') : ''
      return `| ${letter} | ${row.what} | ${row.ours} | ${row.beside} | ${row.ratio} | ${row.bound?.text ?? ''} | ${verdict} |`
    }),
  )
  const raw = [...sections].map(([letter, { raw }]) => `## (${letter}) ${titles[letter]}\n\n${raw}`)
  return `# Bench: runqscope beside its floor and its peers

Written by \`${command}\` at commit ${commit()}, on ${machine()},
${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC.

Everything here is of one run on one machine, floor and peers measured beside ours in the same minutes. Absolute times
say little about another machine; the ratios say more. The floor is the null probe: an empty BPF program on the same
instructions, which is the price of the trap.

| | what | ours | beside it | ratio | must | |
| :-- | :-- | :-- | :-- | :-- | :-- | :-- |
${rows.join('\n')}

${raw.join('\n\n')}
`
}

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd: root, encoding: 'utf8' }).trim()
}

function commit(): string {
  // The page that this run replaces does not count as a change.
  const changed = run('git', 'status', '--porcelain', '--', '.', ':!docs/bench.md') !== ''
  return `${run('git', 'rev-parse', '--short', 'HEAD')}${changed ? ' with changes' : ''}`
}

function machine(): string {
  const [cpu] = cpus()
  const go = run('go', 'env', 'GOVERSION')
  const bpftrace = run('bpftrace', '--version')
  return `${cpus().length} CPUs (${cpu!.model.trim()}), ${show(totalmem() / 1e9)} GB, Linux ${release()},
Node ${process.versions.node}, ${go}, ${bpftrace}`
}
