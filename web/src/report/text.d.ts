/** A worker with all that it imports, as the text of one script. */
declare module '*?text' {
  const source: string
  export default source
}
