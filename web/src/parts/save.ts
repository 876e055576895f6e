/** Hands the browser a file to save. */
export function saveFile(name: string, parts: BlobPart[], type: string): void {
  const address = URL.createObjectURL(new Blob(parts, { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has begun to read by then; what stays referred to stays in memory.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** Puts text or a picture on the clipboard; returns what is to be said of it. */
export function copied(what: string | Promise<Blob>): Promise<string> {
  const { clipboard } = navigator
  if (!clipboard) return Promise.resolve('browsers copy only from https or this machine: save it instead')
  const done =
    typeof what === 'string'
      ? clipboard.writeText(what)
      : clipboard.write([new ClipboardItem({ 'image/png': what })])
  return done.then(
    () => 'copied',
    () => 'the browser does not allow copying',
  )
}

/** A picture of the canvas as PNG, on the colour that is behind it on the page. */
export function pngOf(canvas: HTMLCanvasElement, background: string): Promise<Blob> {
  const copy = new OffscreenCanvas(canvas.width, canvas.height)
  const context = copy.getContext('2d')!
  context.fillStyle = background
  context.fillRect(0, 0, copy.width, copy.height)
  context.drawImage(canvas, 0, 0)
  return copy.convertToBlob({ type: 'image/png' })
}
