import { effect, untracked } from '@preact/signals'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { Canvas } from '../../parts/canvas.js'
import { Panel } from '../../parts/panel.js'
import { route } from '../../session/address.js'
import { resolved } from '../../session/filter.js'
import { brush, range } from '../../session/range.js'
import { hello } from '../../session/session.js'
import { spokenSpan } from './describe.js'
import { Details } from './details.js'
import { Jump } from './jump.js'
import { canvasKey, registerKeys } from './keyboard.js'
import { showMore } from './more.js'
import { Names } from './names.js'
import { pictureOf } from './picture.js'
import { AXIS, ROW } from './plot.js'
import { Pointer } from './pointer.js'
import { Questions } from './questions.js'
import { rememberLanes } from './remember.js'
import { Scene } from './scene.js'
import { sheetOf } from './sheet.js'
import { naming, TimelineState } from './state.js'
import './timeline.css'
import { Legend, Tools } from './tools.js'
import { Tooltip } from './tooltip.js'

/** Lanes of Ps and of goroutines by site. */
export function Timeline() {
  return <TimelinePanel title="Timeline" goroutines={true} />
}

/** The lanes of Ps alone, to stand below another view. */
export function TimelineDock() {
  return <TimelinePanel title="Ps" goroutines={false} />
}

function TimelinePanel({ title, goroutines }: { title: string; goroutines: boolean }) {
  const state = useMemo(() => new TimelineState(goroutines), [])
  const scene = useMemo(() => new Scene(state), [])
  const jump = useMemo(() => new Jump(state), [])
  const questions = useRef<Questions | undefined>(undefined)
  const frame = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(0)

  useEffect(() => {
    const asks = new Questions(state)
    questions.current = asks
    state.onLanes = () => asks.again()
    state.scroller = frame.current!
    const pointer = new Pointer(frame.current!.querySelector('canvas')!, state, {
      wheelZooms: goroutines,
      onSelect: () => asks.again(),
    })
    const ends = [
      () => asks.stop(),
      () => pointer.stop(),
      effect(() => {
        const { pid, base_monotonic_ns } = hello.value ?? {}
        if (base_monotonic_ns !== undefined) state.enter(`${pid} ${base_monotonic_ns}`)
      }),
      goroutines ? rememberLanes(state) : () => {},
      effect(() => {
        const { view, goid, site } = route.value
        if (!goroutines || view !== 'timeline') return
        untracked(() => {
          if (goid !== undefined) state.leadTo(goid, site ?? 0)
          else if (site !== undefined && state.lacks(site)) void showMore(state, site)
        })
      }),
      effect(() => state.highlight(resolved.value)),
      effect(() => {
        void brush.value
        void range.value
        state.dirty = true
        jump.scopeChanged()
      }),
      goroutines ? registerKeys(state, jump) : () => {},
    ]
    const resize = new ResizeObserver(([entry]) => {
      setHeight(entry!.contentRect.height)
      const picked = state.selected.peek()
      if (picked) state.reveal(state.rowOf(picked))
    })
    resize.observe(frame.current!)
    return () => {
      resize.disconnect()
      for (const end of ends) end()
    }
  }, [])
  const selected = state.selected.value
  useEffect(() => questions.current?.again(), [selected])

  return (
    <Panel
      title={title}
      class="tl-panel"
      note={<Notes state={state} />}
      tools={<Tools state={state} jump={jump} />}
      sheet={() => sheetOf(state)}
      picture={() => {
        const canvas = frame.current?.querySelector('canvas')
        return canvas ? pictureOf(state, canvas) : undefined
      }}
    >
      <Legend state={state} />
      <div
        class="tl-frame"
        ref={frame}
        onScroll={event => {
          state.scrolled.value = event.currentTarget.scrollTop
        }}
      >
        <div class="tl-sizer" style={{ height: `${AXIS + state.rows.value.length * ROW}px` }}>
          <div class="tl-stick" style={{ height: `${height}px` }}>
            <div class="tl-corner" title="Labels of the axis are relative to this moment of the session">
              {state.base.value}
            </div>
            <div class="tl-canvas">
              <Canvas
                label="Timeline of lanes. Arrow keys go from span to span, Enter opens the goroutine; the panel's menu shows a table."
                class="tl-picture"
                role="application"
                tabIndex={0}
                draw={(surface, nowMs) => {
                  questions.current?.wake(nowMs)
                  return scene.draw(surface)
                }}
                onKeyDown={event => canvasKey(event, state)}
              />
              <Tooltip state={state} />
            </div>
          </div>
          <Names state={state} height={height} />
        </div>
      </div>
      <Details state={state} />
      <p class="visually-hidden" role="status" aria-live="polite">
        {selected ? spokenSpan(selected.row, selected.span, naming) : ''}
      </p>
    </Panel>
  )
}

function Notes({ state }: { state: TimelineState }) {
  const sentences = Object.values(state.notes.value).filter(Boolean)
  return <span role="status">{sentences.join(' ')}</span>
}
