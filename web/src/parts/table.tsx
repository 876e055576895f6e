import type { Sheet } from './sheet.js'

/** A sheet as a table: what a picture shows, for those who do not see it. */
export function EquivalentTable({ sheet, rowsMax = 500 }: { sheet: Sheet; rowsMax?: number }) {
  const rows = sheet.rows.slice(0, rowsMax)
  const more = sheet.rows.length - rows.length
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="sheet" aria-label={sheet.caption} tabIndex={0}>
      <table>
        <caption>
          {sheet.caption}
          {more > 0 ? `; the first ${rows.length} of ${sheet.rows.length} rows` : ''}
        </caption>
        <thead>
          <tr>
            {sheet.columns.map((name, column) => (
              <th key={name} scope="col" class={typeof rows[0]?.[column] === 'number' ? 'number' : ''}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={String(index)}>
              {row.map((cell, column) => (
                <td key={sheet.columns[column] ?? column} class={typeof cell === 'number' ? 'number' : ''}>
                  {typeof cell === 'number' && Number.isNaN(cell) ? '–' : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
