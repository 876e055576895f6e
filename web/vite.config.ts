import { fileURLToPath } from 'node:url'
import { defineConfig, type UserConfig } from 'vite'
import { licences } from './licences.ts'
import { oneFile, standingIn, workerAsText } from './onefile.ts'
import { wireAsTable } from './wiretable.ts'

const jsx = { jsx: { runtime: 'automatic', importSource: 'preact' } } as const
const build = { emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false } } as const

/** The page that the server serves. */
const live: UserConfig = {
  // Addresses are relative, so that the page also works below a path of a reverse proxy.
  base: './',
  plugins: [wireAsTable, licences],
  oxc: jsx,
  worker: { format: 'es', plugins: () => [wireAsTable] },
  build: {
    ...build,
    outDir: 'dist',
    // The server's policy forbids data: URLs and inline scripts.
    assetsInlineLimit: 0,
  },
}

/** The page of a report: one file, in which a recording is put (`lib/report/html`). */
const report: UserConfig = {
  base: './',
  publicDir: false,
  plugins: [standingIn, workerAsText, wireAsTable, licences, oneFile],
  oxc: jsx,
  build: {
    ...build,
    outDir: 'report/dist',
    rolldownOptions: { input: fileURLToPath(new URL('report.html', import.meta.url)) },
  },
}

export default defineConfig(({ mode }) => (mode === 'report' ? report : live))
