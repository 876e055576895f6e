import { spawnSync } from 'node:child_process'
import type { Check } from '../../lib/probe/doctor.js'
import { cli } from './program.js'

/**
 * Why nothing can be attached here, or false: for a test's `skip`. Only a kernel or a lack of privilege counts; any
 * other trouble of the self-test is a defect, and thrown.
 */
export const blocked: string | false = askDoctor()

function askDoctor(): string | false {
  const doctor = spawnSync(process.execPath, [cli, 'doctor', '--json'], { encoding: 'utf8' })
  if (doctor.status === 0) return false
  if (doctor.status !== 3) throw new Error(`doctor ended with ${doctor.status}: ${doctor.stderr}`)
  const { checks } = JSON.parse(doctor.stdout) as { checks: Check[] }
  const failed = checks.filter(check => check.needed && !check.ok)
  const said = failed.map(check => `${check.name}: ${check.found}`).join('; ')
  if (!/not permitted|permission denied|not implemented|missing|needs Linux/i.test(said))
    throw new Error(`doctor finds a defect of its own: ${said}`)
  process.stderr.write(`\n*** SKIPPED: nothing can be attached here: ${said} ***\n\n`)
  return `nothing can be attached here: ${said}`
}
