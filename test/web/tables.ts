import type { Locator } from 'playwright-core'

/** A cell: what it says, and the exact number behind that. */
export interface ShownCell {
  text: string
  value?: number
}

export interface ShownRow {
  /** What the table is called. */
  table: string
  /** The row's `data-…` attributes, by what follows `data-`. */
  data: Record<string, string>
  /** Text of the cell that names the row. */
  name: string
  /** By the text of the column's head; heads that span several columns go before those below them. */
  cells: Record<string, ShownCell>
}

/** What is used of an element inside the page. */
interface Node {
  tagName: string
  textContent: string | null
  attributes: Iterable<{ name: string; value: string }>
  getAttribute(name: string): string | null
  querySelector(selector: string): Node | null
  querySelectorAll(selector: string): Iterable<Node>
  closest(selector: string): Node | null
  matches(selector: string): boolean
}

/** Whether any figure is above zero: rows of nothing prove nothing. */
export function haveFigures(rows: ShownRow[]): boolean {
  return rows.some(row => Object.values(row.cells).some(cell => (cell.value ?? 0) > 0))
}

/** Every row on the screen of the tables and grids inside something, as a reader matches them with their heads. */
export function readRows(inside: Locator): Promise<ShownRow[]> {
  return inside.evaluate(readTables as never)
}

function readTables(root: Node): ShownRow[] {
  const clean = (text: string | null | undefined) =>
    (text ?? '').replace(/[↑↓]/g, '').replace(/\s+/g, ' ').trim()
  const span = (cell: Node, name: string) => Number(cell.getAttribute(name) ?? 1)
  const headsOf = (table: Node): string[] => {
    const rows = [...table.querySelectorAll('thead tr, [role=row]:has([role=columnheader])')]
    const grid: string[][] = rows.map(() => [])
    rows.forEach((row, down) => {
      let across = 0
      for (const cell of row.querySelectorAll('th, td, [role=columnheader]')) {
        while (grid[down]![across] !== undefined) across++
        for (let y = 0; y < span(cell, 'rowspan'); y++)
          for (let x = 0; x < span(cell, 'colspan'); x++)
            if (grid[down + y]) grid[down + y]![across + x] = y === 0 ? clean(cell.textContent) : ''
        across += span(cell, 'colspan')
      }
    })
    const wide = Math.max(0, ...grid.map(row => row.length))
    return Array.from({ length: wide }, (_, x) => clean(grid.map(row => row[x] ?? '').join(' ')))
  }
  const nameOf = (table: Node): string => {
    const labelled = table.getAttribute('aria-label') ?? table.querySelector('caption')?.textContent
    return clean(labelled ?? table.closest('section')?.querySelector('h2, h3')?.textContent)
  }
  const kinds = 'table, [role=grid], [role=table]'
  const tables = root.matches(kinds) ? [root] : [...root.querySelectorAll(kinds)]
  return tables.flatMap(table => {
    const heads = headsOf(table)
    const rows = [...table.querySelectorAll('tbody tr, [role=row]:not(:has([role=columnheader]))')]
    return rows.map(row => {
      const cells = [...row.querySelectorAll('td, th, [role=gridcell], [role=cell], [role=rowheader]')]
      const named = row.querySelector('th, [role=rowheader]') ?? cells[0]
      const data: [string, string][] = [...row.attributes]
        .filter(({ name }) => name.startsWith('data-'))
        .map(({ name, value }) => [name.slice(5), value])
      return {
        table: nameOf(table),
        data: Object.fromEntries(data),
        name: clean(named?.textContent),
        cells: Object.fromEntries(
          cells.map((cell, index) => {
            const value = cell.querySelector('data')?.getAttribute('value')
            const text = clean(cell.textContent)
            return [heads[index] ?? `${index}`, value ? { text, value: Number(value) } : { text }]
          }),
        ),
      }
    })
  })
}
