import { useEffect, useRef } from 'preact/hooks'
import { FilterBox } from '../filter/box.js'
import { addressOf, navigate, route, type View } from '../session/address.js'
import { includeSystem } from '../session/filter.js'

export const tabs: [view: View, name: string][] = [
  ['overview', 'Overview'],
  ['breakdown', 'Breakdown'],
  ['sites', 'Sites'],
  ['goroutines', 'Goroutines'],
  ['timeline', 'Timeline'],
]

/** The views, and the filter that holds in all of them. */
export function Navigation() {
  return (
    <div class="top-row">
      <nav class="views" aria-label="Views">
        {tabs.map(([view, name]) => (
          <Tab key={view} view={view} name={name} />
        ))}
      </nav>
      <div class="filter-place">
        <FilterBox />
        <label class="check" title="Count the runtime's own goroutines (GC workers, scavenger …), too">
          <input
            type="checkbox"
            checked={includeSystem.value}
            onChange={event => {
              includeSystem.value = event.currentTarget.checked
            }}
          />
          runtime’s own
        </label>
      </div>
    </div>
  )
}

function Tab({ view, name }: { view: View; name: string }) {
  const now = route.value.view
  const here = now === view || (now === 'goroutine' && view === 'goroutines')
  const tab = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    // Not all of them fit on a phone.
    if (here) tab.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [here])
  return (
    <a
      ref={tab}
      href={`#/${view}`}
      aria-current={here ? 'page' : undefined}
      onClick={event => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) {
          // A new tab gets the whole address, with range and filter.
          event.currentTarget.href = addressOf(view)
          return
        }
        event.preventDefault()
        navigate(view)
      }}
    >
      {name}
    </a>
  )
}
