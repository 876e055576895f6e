import { diagnose } from '../probe/doctor.js'
import { noArguments, parse, type Verb } from './verb.js'

const help = `usage: runqscope doctor [--json]

Checks kernel, privilege and BPF, by really attaching to a function of its own. Exits with 3 if attaching cannot work.

  --json             one JSON object: {"ok", "checks": [{"name", "ok", "found", "remedy"}]}
  -h, --help         this text

example: sudo runqscope doctor`

export const doctorVerb: Verb = {
  name: 'doctor',
  summary: 'check kernel, privilege and BPF',
  help,
  async run(args) {
    const { values, positionals } = parse('doctor', args, {
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    })
    noArguments('doctor', positionals)
    const checks = await diagnose()
    const ok = checks.every(check => check.ok || !check.needed)
    if (values.json) {
      process.stdout.write(`${JSON.stringify({ ok, checks })}\n`)
    } else {
      for (const check of checks) {
        const mark = check.ok ? 'ok  ' : check.needed ? 'FAIL' : 'note'
        process.stdout.write(`${mark}  ${check.name.padEnd(22)} ${check.found}\n`)
        if (!check.ok) process.stdout.write(`      → ${check.remedy}\n`)
      }
    }
    return ok ? 0 : 3
  },
}
