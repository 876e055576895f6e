/**
 * A text as a field of RFC 4180, UTF-8. Names come from a program that may not be friendly, and the table may be opened
 * in a spreadsheet: control characters are written out as `\x1b`, and what a spreadsheet would take for a formula begins
 * with an apostrophe.
 */
export function field(text: string): Uint8Array {
  const safe = guarded(text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, escaped))
  return encoder.encode(/[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe)
}

const encoder = new TextEncoder()

function guarded(text: string): string {
  return /^\s*[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text
}

function escaped(character: string): string {
  const code = character.charCodeAt(0)
  return code > 0xff ? `\\u${code.toString(16)}` : `\\x${code.toString(16).padStart(2, '0')}`
}
