/**
 * Reads what the emulated machines said on their consoles and writes the table of docs/kernels.md to stdout; fails if a
 * machine gave no result or a part failed.
 *
 *   node dist/scripts/vm/table.js COMMIT CONSOLE…      NAME.console, one for each kernel, as scripts/vm-test leaves them
 */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { RESULT_MARK, type Result } from './result.js'

const signs = { ok: '', failed: '**FAILED**: ' }

/** The result that a console holds. @throws Error with the console's end if there is none */
function resultIn(path: string): Result {
  const text = readFileSync(path, 'utf8')
  const line = text.split('\n').find(line => line.startsWith(RESULT_MARK))
  if (!line)
    throw new Error(
      `${basename(path)} holds no result; it ends with:\n${text.split('\n').slice(-30).join('\n')}`,
    )
  return JSON.parse(line.slice(RESULT_MARK.length)) as Result
}

function row(path: string): { text: string; ok: boolean } {
  const result = resultIn(path)
  const failed = result.findings.filter(finding => finding.status === 'failed')
  const verdict = failed.length ? `**${failed.length} of ${result.findings.length} failed**` : 'passed'
  const parts = result.findings.map(
    ({ what, status, said }) => `${what}: ${signs[status]}${said.replaceAll('|', '\\|').replaceAll('`', '')}`,
  )
  const cells = [
    result.kernel,
    result.architecture,
    result.node,
    `${result.bootSeconds.toFixed(0)} s`,
    parts.join('<br>'),
    verdict,
  ]
  return { text: `| ${cells.join(' | ')} |`, ok: !failed.length }
}

const [commit = '', ...consoles] = process.argv.slice(2)
const rows = consoles.map(row)
console.log(`# Other kernels

Written by \`scripts/vm-test\` at commit ${commit}: each row is a kernel of Debian that was booted in an emulated machine
(qemu, in software, 2 processors) with an image that the script builds, and the attach test that ran there. Times are of
an emulated processor and say nothing of a real one.

| kernel | architecture | Node | test began after | what was run | result |
| --- | --- | --- | --- | --- | --- |
${rows.map(each => each.text).join('\n')}

* probes by tracefs: the kernel's own uprobe events on every site of a plan, without a program of ours.
* attach: a session on targets/service under load: every produced event is told, the service answers, and its text is the
  same afterwards, byte by byte.
* every transition: as many waits as the rounds of targets/pingpong need.
* agent killed: every site holds a breakpoint until the agent gets SIGKILL; then they go by themselves.
* refusal: exit code 3, one sentence, the target's text untouched.`)
process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1
