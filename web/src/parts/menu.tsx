import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'

export interface MenuItem {
  name: string
  run: () => void
}

/** A button that opens a list of actions. Arrows move in it, Escape closes it. */
export function Menu({
  label,
  items,
  face = '⋯',
}: {
  label: string
  items: MenuItem[]
  face?: ComponentChildren
}) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const root = useRef<HTMLSpanElement>(null)
  const button = useRef<HTMLButtonElement>(null)

  useEffect(() => {
    if (!open) return
    root.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
    const onDown = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false)
    }
    addEventListener('pointerdown', onDown)
    return () => removeEventListener('pointerdown', onDown)
  }, [open])

  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  const onKey = (event: KeyboardEvent) => {
    const all = [...(root.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
    const at = all.indexOf(document.activeElement as HTMLElement)
    const step = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key]
    if (event.key === 'Escape') close()
    else if (event.key === 'Tab') setOpen(false)
    else if (step !== undefined) all[step % all.length]?.focus()
    if (event.key === 'Escape' || step !== undefined) event.preventDefault()
  }

  return (
    <span class="menu" ref={root}>
      <button
        type="button"
        ref={button}
        class="quiet"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={label}
        onClick={() => setOpen(!open)}
      >
        {face}
      </button>
      {open && (
        <div class="menu-list" role="menu" id={id} aria-label={label} tabIndex={-1} onKeyDown={onKey}>
          {items.map(item => (
            <button
              type="button"
              role="menuitem"
              tabIndex={-1}
              key={item.name}
              onClick={() => {
                close()
                item.run()
              }}
            >
              {item.name}
            </button>
          ))}
        </div>
      )}
    </span>
  )
}
