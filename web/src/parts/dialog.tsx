import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'

/** A window over the page, which keeps the focus until it is closed; Escape closes it. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string
  onClose: () => void
  children: ComponentChildren
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const before = document.activeElement
    dialog.current?.showModal()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog ref={dialog} aria-labelledby={heading} onClose={onClose}>
      <header class="panel-head">
        <h2 id={heading}>{title}</h2>
        <span class="panel-tools">
          <button type="button" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </span>
      </header>
      <div class="dialog-body">{children}</div>
    </dialog>
  )
}
