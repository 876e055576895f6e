import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'

export type Theme = 'dark' | 'light' | 'auto'

const names = [
  'paper',
  'raised',
  'ink',
  'dim',
  'line',
  'accent',
  'alarm',
  'warn',
  'running',
  'runnable',
  'waiting',
  'syscall',
  'undetermined',
] as const
export type ColorName = (typeof names)[number]

/** The colours of the present theme, for canvases. */
export interface Colors {
  dark: boolean
  /** As CSS writes them, `#rrggbb`. */
  css: Record<ColorName, string>
  /** As a pixel of ImageData seen as a little-endian Uint32Array: 0xAABBGGRR, opaque. */
  pixel: Record<ColorName, number>
  /** Few to many, as pixels; `heatCss` the same as CSS. */
  heat: number[]
  heatCss: string[]
  /** By `State` number, as pixels; `stateCss` the same as CSS. */
  state: number[]
  stateCss: string[]
}

const STORED = 'runqscope.theme'
const prefersDark = matchMedia('(prefers-color-scheme: dark)')
const systemDark = signal(prefersDark.matches)
prefersDark.addEventListener('change', () => {
  systemDark.value = prefersDark.matches
})

export const theme = signal<Theme>(storedTheme())
const dark = computed(() => (theme.value === 'auto' ? systemDark.value : theme.value === 'dark'))

// The attribute must stand before colours are read, and effects run in the order in which they are made.
effect(() => {
  document.documentElement.dataset.theme = dark.value ? 'dark' : 'light'
})
effect(() => {
  localStorage.setItem(STORED, theme.value)
})

export const colors: ReadonlySignal<Colors> = computed(() => readColors(dark.value))

function storedTheme(): Theme {
  const stored = localStorage.getItem(STORED)
  return stored === 'dark' || stored === 'light' ? stored : 'auto'
}

function readColors(isDark: boolean): Colors {
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
  const style = getComputedStyle(document.documentElement)
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const css = Object.fromEntries(names.map(name => [name, read(name)])) as Record<ColorName, string>
  const pixel = Object.fromEntries(names.map(name => [name, pixelOf(css[name])])) as Record<ColorName, number>
  const heatCss = Array.from({ length: 8 }, (_, step) => read(`heat-${step}`))
  const states: ColorName[] = ['undetermined', 'paper', 'runnable', 'running', 'waiting', 'syscall']
  return {
    dark: isDark,
    css,
    pixel,
    heat: heatCss.map(pixelOf),
    heatCss,
    state: states.map(name => pixel[name]),
    stateCss: states.map(name => css[name]),
  }
}

/** @param css `#rrggbb` */
function pixelOf(css: string): number {
  const rgb = Number.parseInt(css.slice(1), 16)
  return (0xff000000 | ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >>> 16)) >>> 0
}
