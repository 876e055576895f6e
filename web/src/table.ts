/** What a row shows: one text a cell, and whether it stands back. */
export interface Row {
  cells: string[]
  dim?: boolean
  /** Texts that show on hovering, by cell. */
  titles?: Record<number, string>
}

/**
 * The body of a table whose rows are updated in place. Elements are made only when the table grows; afterwards texts
 * are set, and only those that changed, so that a table that is drawn several times a second stays selectable.
 */
export class LiveTable {
  readonly #body: HTMLTableSectionElement
  /** Columns that are texts (aligned left) and columns before which a rule stands. */
  readonly #texts: ReadonlySet<number>
  readonly #rules: ReadonlySet<number>

  constructor(body: HTMLTableSectionElement, texts: number[], rules: number[] = []) {
    this.#body = body
    this.#texts = new Set(texts)
    this.#rules = new Set(rules)
  }

  update(rows: Row[]): void {
    while (this.#body.rows.length > rows.length) this.#body.deleteRow(-1)
    for (const [index, row] of rows.entries()) {
      const element = this.#body.rows[index] ?? this.#body.insertRow()
      element.classList.toggle('dim', row.dim ?? false)
      for (const [column, text] of row.cells.entries()) {
        const cell = element.cells[column] ?? this.#cell(element, column)
        if (cell.textContent !== text) cell.textContent = text
        const title = row.titles?.[column] ?? ''
        if (cell.title !== title) cell.title = title
      }
    }
  }

  #cell(row: HTMLTableRowElement, column: number): HTMLTableCellElement {
    const cell = row.insertCell()
    cell.classList.toggle('text', this.#texts.has(column))
    cell.classList.toggle('group', this.#rules.has(column))
    return cell
  }
}
