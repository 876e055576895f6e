import { useEffect, useState } from 'preact/hooks'
import { dock, route, type View } from '../session/address.js'
import { SitesDock } from '../views/sites/view.js'
import { TimelineDock } from '../views/timeline/view.js'

/** From this width on the overview has the timeline and the sites beside it. */
const WIDE = matchMedia('(min-width: 1600px)')
const choices: View[] = ['timeline', 'sites']

/** The panels that stand beside the view now. */
export function useDocks(): View[] {
  const [wide, setWide] = useState(WIDE.matches)
  useEffect(() => {
    const changed = () => setWide(WIDE.matches)
    WIDE.addEventListener('change', changed)
    return () => WIDE.removeEventListener('change', changed)
  }, [])
  const { view } = route.value
  const asked = dock.value === '' ? (wide && view === 'overview' ? choices : []) : dock.value.split(',')
  return choices.filter(choice => asked.includes(choice) && choice !== view)
}

/** Switches what is docked. */
export function DockButtons({ docks }: { docks: View[] }) {
  const { view } = route.value
  const toggle = (choice: View) => {
    const rest = docks.filter(one => one !== choice)
    dock.value = (docks.includes(choice) ? rest : [...docks, choice]).join(',') || 'none'
  }
  return (
    <span class="group">
      {choices
        .filter(choice => choice !== view)
        .map(choice => (
          <button
            type="button"
            key={choice}
            aria-pressed={docks.includes(choice)}
            title={`Show the ${choice} beside this view, too`}
            onClick={() => toggle(choice)}
          >
            + {choice}
          </button>
        ))}
    </span>
  )
}

/** The views that are docked; only what is shown asks the server. */
export function Docks({ docks }: { docks: View[] }) {
  return (
    <>
      {docks.includes('sites') && (
        <aside class="dock side" aria-label="Sites, docked" data-view="sites">
          <SitesDock />
        </aside>
      )}
      {docks.includes('timeline') && (
        <aside class="dock below" aria-label="Timeline, docked" data-view="timeline">
          <TimelineDock />
        </aside>
      )}
    </>
  )
}
