/**
 * A text that a process or a binary tells of itself, for people to read. Whoever controls a process chooses its command
 * line, its paths and its symbols, and a terminal obeys what it is sent: control characters, and those that turn the order
 * of others around, are written out as `\x1b` and `\u202e`; line breaks and tabs become spaces.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\t\n\r\u2028\u2029]/g, ' ').replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, escaped)
}

function escaped(character: string): string {
  const code = character.charCodeAt(0)
  return code < 0x100
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`
}
