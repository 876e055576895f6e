import assert from 'node:assert/strict'
import { join } from 'node:path'
import { afterEach, test } from 'node:test'
import type { Diff } from '../../lib/diff/result.js'
import { build } from '../attach/build.js'
import { blocked } from '../attach/kernel.js'
import { killAll, Program, ran, runqscope } from '../attach/program.js'
import { scratch } from '../record/scratch.js'

afterEach(killAll)

/** Four workers of a server take turns at jobs of so many µs. */
async function record(url: string, pid: number, us: number, path: string): Promise<void> {
  const mix = `fast=8,lock=4,queue?us=${us}=4`
  const load = Program.start(build('load'), [
    ...['-url', url, '-rate', '800', '-connections', '16', '-mix', mix, '-for', '0'],
  ])
  const recorder = runqscope(['record', `${pid}`, '-o', path, '--duration', '2s'])
  assert.equal(await recorder.end(), 0, recorder.stderr)
  load.kill('SIGTERM')
  await load.end()
}

test('jobs of a real server that take 20 % longer rank first', { skip: blocked }, async t => {
  const folder = scratch(t)
  const service = Program.start(build('service'), [])
  const [, url] = await service.says(/listening on (\S+)/)
  const sides = { before: [] as string[], after: [] as string[] }
  // By turns, so that what else the machine does shows as what differs from run to run.
  for (let turn = 0; turn < 3; turn++)
    for (const [side, us] of [
      ['before', 500],
      ['after', 600],
    ] as const) {
      const path = join(folder, `${side}-${turn}.rqs`)
      await record(url!, service.pid, us, path)
      sides[side].push(path)
    }
  const program = await ran(['diff', '--before', ...sides.before, '--after', ...sides.after, '--json'])
  assert.equal(await program.exited, 0, program.stderr)
  const { sites } = JSON.parse(program.stdout) as Diff
  const ranks = sites.map(({ rank, after, most }) => `${rank} ${after[0]!.function} ${JSON.stringify(most)}`)
  const [first] = sites
  assert.equal(first!.after[0]!.function, 'main.(*workshop).worker', ranks.join('\n'))
  const { p50 } = first!.stages.find(({ stage }) => stage === 'run')!.changes
  assert.ok(p50.certain && p50.ratio! > 1.1 && p50.ratio! < 1.35, JSON.stringify(p50))
})
