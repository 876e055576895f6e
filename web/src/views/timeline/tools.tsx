import { State } from '../../session/schema.js'
import { stateName } from '../../session/session.js'
import { colors } from '../../session/theme.js'
import type { Jump } from './jump.js'
import type { TimelineState } from './state.js'

/** Buttons in the panel's head. */
export function Tools({ state, jump }: { state: TimelineState; jump: Jump }) {
  const measuring = state.measuring.value
  void state.lanesChanged.value
  const chosen = state.choice.chosen.size
  return (
    <>
      {chosen > 0 && (
        <button
          type="button"
          title="Lanes that were chosen go; pinned ones stay"
          onClick={() => {
            state.choice.letGo()
            state.lanesChosen()
          }}
        >
          Let {chosen} chosen go
        </button>
      )}
      <span class="group">
        <button type="button" aria-label="Previous worst latency" onClick={() => void jump.step(-1)}>
          ‹
        </button>
        <button
          type="button"
          title="Go to the longest ready → run latency in the scope, then to the next (J)"
          onClick={() => void jump.step(1)}
        >
          Worst latency
        </button>
        <button type="button" aria-label="Next worst latency" onClick={() => void jump.step(1)}>
          ›
        </button>
      </span>
      <button
        type="button"
        aria-pressed={measuring}
        title="Drag to measure (M); Shift and drag does, too"
        onClick={() => {
          state.measuring.value = !measuring
        }}
      >
        Measure
      </button>
      <select
        aria-label="Colours of P lanes"
        value={state.bySite.value ? 'site' : 'state'}
        onChange={event => {
          state.bySite.value = event.currentTarget.value === 'site'
          state.dirty = true
        }}
      >
        <option value="site">Ps by site</option>
        <option value="state">Ps by state</option>
      </select>
    </>
  )
}

const shownStates = [State.Running, State.Runnable, State.Waiting, State.Syscall, State.Undetermined]

/** What colours and textures mean. */
export function Legend({ state }: { state: TimelineState }) {
  const { stateCss } = colors.value
  if (!state.goroutines) return null
  return (
    <p class="tl-legend">
      {shownStates.map(value => (
        <span key={value}>
          <i class="tl-swatch" style={{ background: stateCss[value]! }} />
          {stateName(value)}
        </span>
      ))}
      <span>
        <i class="tl-swatch tl-merged" />
        dotted: several spans merged
      </span>
      <span>
        <i class="tl-swatch tl-lost" />
        events lost
      </span>
    </p>
  )
}
