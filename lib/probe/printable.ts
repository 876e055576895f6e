/**
 * A text that a process or a binary tells of itself, for people to read. Whoever controls a process chooses its command
 * line, its paths and its symbols, and a terminal obeys what it is sent: control characters are written out as `\x1b`,
 * line breaks and tabs become spaces.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\t\n\r\u2028\u2029]/g, ' ').replaceAll(/\p{Cc}/gu, escaped)
}

function escaped(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
}
