import { effect } from '@preact/signals'
import type { ComponentChildren, ComponentType } from 'preact'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { Banner, Notes, Teaching } from './frame/banner.js'
import { Docks, useDocks } from './frame/docks.js'
import { FlightNotice } from './frame/flight.js'
import { Header } from './frame/header.js'
import { Help } from './frame/help.js'
import { Navigation, tabs } from './frame/nav.js'
import { RangeBar } from './frame/range-bar.js'
import { Settings } from './frame/settings.js'
import { registerShortcuts } from './frame/shortcuts.js'
import { route, type View } from './session/address.js'
import { openedDialog } from './session/dialogs.js'
import { arriving, hello, status } from './session/session.js'
import { printable } from './session/sites.js'
import { Breakdown } from './views/breakdown/view.js'
import { GoroutinePage } from './views/goroutine/view.js'
import { Goroutines } from './views/goroutines/view.js'
import { Overview } from './views/overview/view.js'
import { Sites } from './views/sites/view.js'
import { Timeline } from './views/timeline/view.js'

const pages: Record<View, ComponentType> = {
  overview: Overview,
  breakdown: Breakdown,
  sites: Sites,
  goroutines: Goroutines,
  goroutine: GoroutinePage,
  timeline: Timeline,
}

/** The page: header, range, and the view with what is docked beside it. What is given stands above the view. */
export function App({ children }: { children?: ComponentChildren }) {
  // Before the views register theirs: of two shortcuts with the same key the later one is heard.
  useMemo(registerShortcuts, [])
  useEffect(() => effect(nameDocument), [])
  const main = useRef<HTMLElement>(null)
  const docks = useDocks()
  const { view, goid } = route.value
  const Page = pages[view]
  const names = ['stage', docks.includes('sites') && 'with-side', docks.includes('timeline') && 'with-below']
  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        Skip to the view
      </button>
      <header class="top">
        <Header />
        <Navigation />
        <RangeBar docks={docks} />
      </header>
      <Banner />
      <FlightNotice />
      <Notes />
      {children}
      <div class={names.filter(Boolean).join(' ')}>
        <main ref={main} tabIndex={-1} data-view={view} aria-label={viewName(view)}>
          <Teaching />
          <Page key={goid} />
        </main>
        <Docks docks={docks} />
      </div>
      {openedDialog.value === 'keys' && <Help />}
      {openedDialog.value === 'settings' && <Settings />}
    </>
  )
}

function viewName(view: View): string {
  return tabs.find(([one]) => one === view)?.[1] ?? 'Goroutine'
}

function nameDocument(): void {
  document.documentElement.dataset.status = status.value
  document.documentElement.dataset.arriving = String(arriving.value)
  const program = printable(hello.value?.command ?? '')
    .split(' ', 1)[0]
    ?.split('/')
    .at(-1)
  document.title = [viewName(route.value.view), program, 'runqscope'].filter(Boolean).join(' · ')
}
