import type { ComponentChildren } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { colors } from '../session/theme.js'
import { Menu } from './menu.js'
import { copied, pngOf, saveFile } from './save.js'
import { type Sheet, toCsv, toText } from './sheet.js'
import { EquivalentTable } from './table.js'

export interface PanelProps {
  title: string
  /** Beside the title: what the numbers are of. */
  note?: ComponentChildren
  /** Controls in the title's row. */
  tools?: ComponentChildren
  /** What is shown, as a table: read when it is copied, saved or shown as one. */
  sheet?: () => Sheet
  /** Can be saved as a picture: the first canvas inside, or the one that the function gives. */
  picture?: boolean | (() => HTMLCanvasElement | undefined)
  class?: string
  children: ComponentChildren
}

/** A titled part of a view, with a menu of what can be done with it. */
export function Panel({ title, note, tools, sheet, picture, class: name = '', children }: PanelProps) {
  const heading = useId()
  const body = useRef<HTMLDivElement>(null)
  const [table, setTable] = useState<Sheet | undefined>(undefined)
  const [said, setSaid] = useState('')
  const stem = `runqscope-${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`

  const copy = (what: string | Promise<Blob>) => void copied(what).then(setSaid)
  const items = []
  if (sheet) {
    items.push(
      {
        name: table ? 'Show the picture' : 'Show as table',
        run: () => setTable(table ? undefined : sheet()),
      },
      { name: 'Copy as text', run: () => copy(toText(sheet())) },
      { name: 'Copy as CSV', run: () => copy(toCsv(sheet())) },
      { name: 'Save CSV', run: () => saveFile(`${stem}.csv`, [toCsv(sheet())], 'text/csv') },
    )
    if (!picture) items.shift()
  }
  if (picture) {
    const png = () => {
      const canvas = typeof picture === 'function' ? picture() : body.current?.querySelector('canvas')
      return canvas
        ? pngOf(canvas, colors.peek().css.raised)
        : Promise.reject(new Error('there is no picture'))
    }
    items.push(
      { name: 'Copy as PNG', run: () => copy(png()) },
      {
        name: 'Save PNG',
        run: () =>
          void png().then(
            blob => saveFile(`${stem}.png`, [blob], 'image/png'),
            error => setSaid(error.message),
          ),
      },
    )
  }

  return (
    <section class={`panel ${name}`} aria-labelledby={heading}>
      <header class="panel-head">
        <h2 id={heading}>{title}</h2>
        {note !== undefined && <span class="note">{note}</span>}
        <span class="panel-tools">
          <span class="note" role="status">
            {said}
          </span>
          {tools}
          {table && (
            <button type="button" onClick={() => setTable(sheet?.())}>
              Refresh
            </button>
          )}
          {items.length > 0 && <Menu label={`${title}: menu`} items={items} />}
        </span>
      </header>
      <div class="panel-body" ref={body}>
        {table && <EquivalentTable sheet={table} />}
        <div class={table ? 'aside' : 'panel-content'}>{children}</div>
      </div>
    </section>
  )
}
