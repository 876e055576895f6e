const SIZE = 8

/** Diagonal lines in a colour, as a pattern to fill with; made once for each colour. */
export class Hatch {
  private readonly patterns = new Map<string, CanvasPattern>()

  pattern(context: CanvasRenderingContext2D, color: string): CanvasPattern {
    const known = this.patterns.get(color)
    if (known) return known
    const tile = document.createElement('canvas')
    tile.width = tile.height = SIZE
    const on = tile.getContext('2d')!
    on.strokeStyle = color
    on.lineWidth = 2
    on.beginPath()
    // Drawn over the corners, too, so that the tiles join.
    for (const shift of [-SIZE, 0, SIZE]) {
      on.moveTo(shift, SIZE)
      on.lineTo(shift + SIZE, 0)
    }
    on.stroke()
    const pattern = context.createPattern(tile, 'repeat')!
    this.patterns.set(color, pattern)
    return pattern
  }
}
