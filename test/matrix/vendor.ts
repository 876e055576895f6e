import { readFileSync, writeFileSync } from 'node:fs'

/** Source: debug/buildinfo. */
const MAGIC = Buffer.from('\xff Go buildinf:', 'latin1')
const ALIGN = 16
const HEADER = 32

/**
 * Does to a binary what vendors do who count bytes or keep secrets: the build info is gone, its bytes zeroed (they lie in
 * a segment that is loaded, so the file keeps its length) and its section without a name.
 */
export function removeBuildInfo(path: string): void {
  const bytes = readFileSync(path)
  let removed = 0
  for (let at = bytes.indexOf(MAGIC); at >= 0; at = bytes.indexOf(MAGIC, at + 1)) {
    // The program's own code may name the magic; only the section's head is aligned and says how its strings are kept.
    if (at % ALIGN !== 0) continue
    let end = at + HEADER
    for (let text = 0; text < 2; text++) end = afterText(bytes, end)
    bytes.fill(0, at, end)
    removed++
  }
  if (removed === 0) throw new Error(`${path} has no build info`)
  renameSection(bytes, '.go.buildinfo')
  writeFileSync(path, bytes)
}

/** The end of a text with its length as varint before it. */
function afterText(bytes: Buffer, at: number): number {
  let length = 0
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++]!
    length += (byte & 0x7f) << shift
    if (byte < 0x80) return at + length
  }
}

/** Overwrites a section's name. Source: System V ABI, chapter 4. */
function renameSection(bytes: Buffer, name: string): void {
  const headers = Number(bytes.readBigUInt64LE(40))
  const names = headers + 64 * bytes.readUInt16LE(62)
  const start = Number(bytes.readBigUInt64LE(names + 24))
  const table = bytes.subarray(start, start + Number(bytes.readBigUInt64LE(names + 32)))
  const at = table.indexOf(`${name}\0`)
  if (at < 0) throw new Error(`there is no section ${name}`)
  table.fill('x', at, at + name.length)
}
