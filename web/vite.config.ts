import { defineConfig, type Plugin } from 'vite'

/**
 * Leaves out the class for 64-bit integers that protobufjs takes if it is there. The protocol has none, and loading it
 * compiles WebAssembly, which the page's policy refuses.
 */
const withoutLong: Plugin = {
  name: 'without-long',
  enforce: 'pre',
  resolveId: id => (id === 'long' ? '\0without-long' : undefined),
  load: id => (id === '\0without-long' ? 'export {}' : undefined),
}

export default defineConfig({
  // Addresses are relative, so that the page also works below a path of a reverse proxy.
  base: './',
  plugins: [withoutLong],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // The server's policy forbids data: URLs and inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
