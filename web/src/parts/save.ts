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

/** Saves a picture of the canvas, on the colour that is behind it on the page. */
export function saveCanvas(name: string, canvas: HTMLCanvasElement, background: string): void {
  const copy = new OffscreenCanvas(canvas.width, canvas.height)
  const context = copy.getContext('2d')!
  context.fillStyle = background
  context.fillRect(0, 0, copy.width, copy.height)
  context.drawImage(canvas, 0, 0)
  void copy.convertToBlob({ type: 'image/png' }).then(blob => saveFile(name, [blob], 'image/png'))
}
