import assert from 'node:assert/strict'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { plannedSites, Service } from './service.js'

const tracing = '/sys/kernel/tracing'

/**
 * Without any program of ours in the kernel: its own uprobe events on every site of the plan. The kernel accepts each
 * instruction, some are hit, and the program lives on.
 */
export async function probeByTracefs(): Promise<string> {
  const sites = await plannedSites()
  const service = await Service.start()
  sites.forEach((site, index) => {
    appendFileSync(
      `${tracing}/uprobe_events`,
      `p:runqscope/site${index} /opt/targets/service:0x${site.fileOffset.toString(16)}\n`,
    )
  })
  const enable = `${tracing}/events/runqscope/enable`
  writeFileSync(enable, '1')
  assert.equal(
    service.text.replaced(sites.map(site => site.address)),
    sites.length,
    'breakpoints in the text',
  )
  for (let round = 0; round < 3; round++) await service.answers()
  writeFileSync(enable, '0')
  // kernel/trace/trace_uprobe.c, probes_profile_seq_show: path, name, hits.
  const hits = readFileSync(`${tracing}/uprobe_profile`, 'utf8').trim().split('\n')
  writeFileSync(`${tracing}/uprobe_events`, '')
  const hit = hits.filter(line => Number(line.trim().split(/\s+/)[2]) > 0).length
  assert.ok(hit > 0, `no site was hit: ${hits.join(' | ')}`)
  assert.ok(service.text.isUntouched(), 'the text of the target is not what it was')
  await service.answers()
  await service.stop()
  return `${sites.length} sites taken, ${hit} hit`
}
