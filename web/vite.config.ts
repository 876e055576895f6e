import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { licences } from './licences.ts'
import { readSchema } from './schema.ts'

const SCHEMA = fileURLToPath(new URL('../proto/stream.proto', import.meta.url))
const CODEC = fileURLToPath(new URL('./src/link/codec.ts', import.meta.url))
const NAME = '\0schema-as-table'

/** Gives the page the schema as a table in place of the code that is generated from it. */
const schemaAsTable: Plugin = {
  name: 'schema-as-table',
  enforce: 'pre',
  resolveId: id => (id.endsWith('/wire.gen.js') ? NAME : undefined),
  load(id) {
    if (id !== NAME) return undefined
    return [
      `import { makeCodecs } from ${JSON.stringify(CODEC)}`,
      `export const runqscope = { stream: { v1: makeCodecs(${JSON.stringify(readSchema(SCHEMA))}) } }`,
    ].join('\n')
  },
}

export default defineConfig({
  // Addresses are relative, so that the page also works below a path of a reverse proxy.
  base: './',
  plugins: [schemaAsTable, licences],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es', plugins: () => [schemaAsTable] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // The server's policy forbids data: URLs and inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
