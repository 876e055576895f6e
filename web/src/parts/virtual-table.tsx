// biome-ignore-all lint/a11y/useSemanticElements: a table element would lay out every row to find the widths of its columns
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { scrollTo, wholeHeight, windowOf } from './virtual.js'

export interface Column<Row> {
  id: string
  /** In the head. */
  title: ComponentChildren
  /** Said where the title alone says too little. */
  hint?: string
  /** A width of a grid column: `8rem`, `minmax(12rem, 2fr)`. */
  width: string
  /** To the right, digits under digits. */
  numeric?: boolean
  sortable?: boolean
  /** What names the row. */
  rowHeader?: boolean
  cell: (row: Row, index: number) => ComponentChildren
}

export interface Sort {
  column: string
  descending: boolean
}

export type RowKey = string | number

export interface VirtualTableProps<Row> {
  /** What it is a table of. */
  label: string
  columns: readonly Column<Row>[]
  /** Rows in all, and row `index`; undefined while it is not loaded. */
  count: number
  row: (index: number) => Row | undefined
  rowKey: (row: Row) => RowKey
  rowClass?: (row: Row) => string
  /** `data-…` attributes of a row. */
  rowData?: (row: Row) => Record<`data-${string}`, string | number>
  sort?: Sort
  onSort?: (sort: Sort) => void
  selected?: RowKey | undefined
  onSelect?: (row: Row, index: number) => void
  /** Enter or a double click. */
  onOpen?: (row: Row, index: number) => void
  /** Rows [first, last) are on the screen. */
  onVisible?: (first: number, last: number) => void
  /** CSS pixels. */
  rowHeight?: number
  /** Said instead of rows where there are none. */
  empty?: ComponentChildren
  /** The newest moment of the past that the rows show, ns. */
  paintedNs?: number | undefined
}

/**
 * A table of any length: only the rows on the screen are elements, and those are used again for others. Arrow keys,
 * Page Up and Down, Home and End move the current row, Enter opens it. New values keep scroll position and current row.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, columns, count, row, rowHeight = 28, onVisible, paintedNs } = props
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [scroll, setScroll] = useState(0)
  const [view, setView] = useState(0)
  const [current, setCurrent] = useState(0)
  const head = rowHeight
  const body = Math.max(view - head, 0)
  const { first, last, top } = windowOf(scroll, body, count, rowHeight)

  useLayoutEffect(() => {
    const element = scroller.current!
    const observer = new ResizeObserver(() => setView(element.clientHeight))
    observer.observe(element)
    setView(element.clientHeight)
    return () => observer.disconnect()
  }, [])
  useEffect(() => onVisible?.(first, last), [first, last, onVisible])

  const move = (to: number) => {
    const next = Math.min(Math.max(to, 0), count - 1)
    setCurrent(next)
    const element = scroller.current!
    element.scrollTop = scrollTo(next, element.scrollTop, body, count, rowHeight)
    const moved = row(next)
    if (moved !== undefined) props.onSelect?.(moved, next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current || event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.max(1, Math.floor(body / rowHeight) - 1)
    const to = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: count - 1,
    }[event.key]
    if (to !== undefined && count > 0) {
      move(to)
      event.preventDefault()
    } else if (event.key === 'Enter') {
      const opened = row(current)
      if (opened === undefined) return
      props.onOpen?.(opened, current)
      event.preventDefault()
    }
  }

  const template = { gridTemplateColumns: columns.map(column => column.width).join(' ') }
  const slots = last - first
  const shown = []
  for (let index = first; index < last; index++) {
    shown.push(
      <TableRow
        // An element serves every slots-th row, so that scrolling changes contents, not elements.
        key={slots === 0 ? 0 : index % slots}
        id={`${id}-${index}`}
        table={props}
        index={index}
        top={top + (index - first) * rowHeight}
        height={rowHeight}
        template={template}
        current={index === current}
        onPoint={() => {
          setCurrent(index)
          const pointed = row(index)
          if (pointed !== undefined) props.onSelect?.(pointed, index)
        }}
      />,
    )
  }

  return (
    <div class="vtable-box">
      <div
        class="vtable"
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={count + 1}
        aria-colcount={columns.length}
        aria-activedescendant={current >= first && current < last ? `${id}-${current}` : undefined}
        tabIndex={0}
        data-painted-ns={paintedNs === undefined ? undefined : String(Math.round(paintedNs))}
        onScroll={() => setScroll(scroller.current!.scrollTop)}
        onKeyDown={onKeyDown}
      >
        <div class="vtable-whole" role="presentation">
          <TableHead table={props} template={template} height={head} />
          <div class="vtable-body" role="rowgroup" style={{ height: `${wholeHeight(count, rowHeight)}px` }}>
            {shown}
          </div>
        </div>
      </div>
      {count === 0 && props.empty !== undefined && <div class="vtable-empty">{props.empty}</div>}
    </div>
  )
}

function TableHead<Row>({
  table,
  template,
  height,
}: {
  table: VirtualTableProps<Row>
  template: { gridTemplateColumns: string }
  height: number
}) {
  const { columns, sort, onSort } = table
  return (
    <div class="vtable-head" role="rowgroup">
      {/* biome-ignore lint/a11y/useFocusableInteractive: the focus stays on the table */}
      <div class="vtable-row" role="row" aria-rowindex={1} style={{ ...template, height: `${height}px` }}>
        {columns.map((column, index) => {
          const descending = sort?.column === column.id ? sort.descending : undefined
          const order = descending === undefined ? 'none' : descending ? 'descending' : 'ascending'
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the button in it is what is focused
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={column.sortable ? order : undefined}
              class={column.numeric ? 'cell number' : 'cell'}
              title={column.hint}
            >
              {column.sortable ? (
                <button
                  type="button"
                  class="sort"
                  onClick={() =>
                    onSort?.({ column: column.id, descending: !(descending ?? !column.numeric) })
                  }
                >
                  {column.title}
                  {descending !== undefined && <span aria-hidden="true">{descending ? ' ↓' : ' ↑'}</span>}
                </button>
              ) : (
                column.title
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

interface TableRowProps<Row> {
  id: string
  table: VirtualTableProps<Row>
  index: number
  top: number
  height: number
  template: { gridTemplateColumns: string }
  current: boolean
  onPoint: () => void
}

function TableRow<Row>({ id, table, index, top, height, template, current, onPoint }: TableRowProps<Row>) {
  const { columns, rowKey, rowClass, selected, onOpen } = table
  const row = table.row(index)
  const isSelected = row !== undefined && selected !== undefined && rowKey(row) === selected
  const names = ['vtable-row', index % 2 ? 'odd' : '', current ? 'current' : '', row && rowClass?.(row)]
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the table's own keys move and open the current row
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays on the table, which names its current row
    <div
      id={id}
      role="row"
      class={names.filter(Boolean).join(' ')}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-busy={row === undefined}
      {...(row === undefined ? {} : table.rowData?.(row))}
      style={{ ...template, height: `${height}px`, transform: `translateY(${top}px)` }}
      onClick={onPoint}
      onDblClick={() => row !== undefined && onOpen?.(row, index)}
    >
      {columns.map((column, at) => (
        // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles support it
        <div
          key={column.id}
          role={column.rowHeader ? 'rowheader' : 'gridcell'}
          aria-colindex={at + 1}
          class={column.numeric ? 'cell number' : 'cell'}
        >
          {row === undefined ? '…' : column.cell(row, index)}
        </div>
      ))}
    </div>
  )
}
