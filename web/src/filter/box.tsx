import { useComputed, useSignal } from '@preact/signals'
import { useEffect, useId, useRef } from 'preact/hooks'
import { route } from '../session/address.js'
import { filter, filterText, names, resolved } from '../session/filter.js'
import { key } from '../session/keys.js'
import { aggregate } from '../session/session.js'
import '../style/filter.css'
import { complete, type Suggestion } from './complete.js'
import type { Problem } from './language.js'
import { recentFilters, rememberFilter } from './recent.js'

/** The filter of all views, with completion. `/` goes to it, Escape closes its list, then clears it. */
export function FilterBox() {
  const input = useRef<HTMLInputElement>(null)
  const caret = useSignal(0)
  const open = useSignal(false)
  const chosen = useSignal(-1)
  const id = useId()
  const suggestions = useComputed(() =>
    open.value ? complete(filterText.value, caret.value, { ...names.value, ...contextNow() }) : [],
  )
  const problems = useComputed(() => [...filter.value.errors, ...resolved.value.problems])

  useEffect(() => key('/', 'filter: go to it', () => focusEnd(input.current)), [])

  const close = () => {
    open.value = false
    chosen.value = -1
  }
  // Another view is another place: a list that lies over it would be in its way.
  useEffect(close, [route.value])
  const write = (text: string, at: number) => {
    filterText.value = text
    caret.value = at
    chosen.value = -1
  }
  const take = (suggestion: Suggestion) => {
    const text = filterText.peek()
    const before = text.slice(0, suggestion.from) + suggestion.text
    const after = text.slice(suggestion.to)
    const joined = before.endsWith(' ') ? after.trimStart() : after
    write(before + joined, before.length)
    queueMicrotask(() => input.current?.setSelectionRange(before.length, before.length))
  }
  const onKey = (event: KeyboardEvent) => {
    const list = suggestions.peek()
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      if (!open.peek()) open.value = true
      else if (list.length) {
        const from = chosen.peek() < 0 && step < 0 ? 0 : chosen.peek()
        chosen.value = (from + step + list.length) % list.length
      }
    } else if ((event.key === 'Enter' || event.key === 'Tab') && open.peek() && list[chosen.peek()]) {
      take(list[chosen.peek()]!)
    } else if (event.key === 'Enter') {
      rememberFilter(filterText.peek())
      close()
    } else if (event.key === 'Escape') {
      if (open.peek() && list.length) close()
      else if (filterText.peek() === '') input.current?.blur()
      else write('', 0)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const showList = open.value && suggestions.value.length > 0
  const option = (index: number) => `${id}-option-${index}`

  return (
    <search class="filter">
      <input
        ref={input}
        type="text"
        class="filter-text"
        role="combobox"
        aria-label="Filter"
        aria-autocomplete="list"
        aria-expanded={showList}
        aria-controls={`${id}-list`}
        aria-activedescendant={showList && chosen.value >= 0 ? option(chosen.value) : undefined}
        aria-invalid={problems.value.length > 0}
        aria-describedby={problems.value.length > 0 ? `${id}-problems` : undefined}
        placeholder="Filter: state:waiting site:main.* wait>10ms"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        value={filterText.value}
        onInput={event => {
          const { value, selectionStart } = event.currentTarget
          open.value = true
          write(value, selectionStart ?? value.length)
        }}
        onKeyDown={onKey}
        onKeyUp={event => {
          caret.value = event.currentTarget.selectionStart ?? 0
        }}
        onClick={event => {
          caret.value = event.currentTarget.selectionStart ?? 0
          open.value = true
        }}
        onBlur={() => {
          rememberFilter(filterText.peek())
          close()
        }}
      />
      {filterText.value !== '' && (
        <button
          type="button"
          class="filter-clear quiet"
          aria-label="Clear the filter"
          onClick={() => write('', 0)}
        >
          ×
        </button>
      )}
      <div class="filter-drop">
        <Problems id={`${id}-problems`} problems={problems.value} text={filterText.value} />
        <div class="filter-list" id={`${id}-list`} role="listbox" aria-label="Suggestions" hidden={!showList}>
          {showList &&
            suggestions.value.map((suggestion, index) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the input, which names the active option
              <div
                key={`${suggestion.label}-${suggestion.about}`}
                id={option(index)}
                role="option"
                class="filter-option"
                aria-selected={index === chosen.value}
                onPointerDown={event => {
                  event.preventDefault()
                  take(suggestion)
                }}
              >
                <span>{suggestion.label}</span>
                <span class="filter-about">{suggestion.about}</span>
              </div>
            ))}
        </div>
      </div>
    </search>
  )
}

function Problems({ id, problems, text }: { id: string; problems: readonly Problem[]; text: string }) {
  return (
    <div class="filter-problems" id={id} role="status">
      {problems.map(({ from, to, message, hint }) => (
        <p key={`${from}-${message}`}>
          <code class="filter-wrong">{text.slice(from, to)}</code> {message}
          <span class="filter-about">: {hint}</span>
        </p>
      ))}
    </div>
  )
}

function contextNow() {
  const seen = Object.keys(aggregate.peek()?.wait_reasons ?? {})
  return { recent: recentFilters(), seenReasons: new Set(seen) }
}

function focusEnd(input: HTMLInputElement | null): void {
  input?.focus()
  input?.select()
}
