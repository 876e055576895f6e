import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of this test file's own, gone when it ends. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'runqscope-test-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}
