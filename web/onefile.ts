import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'
import { wireWithEnums } from './wiretable.ts'

const root = fileURLToPath(new URL('.', import.meta.url))
const src = (path: string) => fileURLToPath(new URL(`src/${path}`, import.meta.url))

/** What takes another's place in a page that is a file: it has no server, and no files beside it. */
const standIns: Record<string, string> = {
  [src('link/open.ts')]: src('report/open.ts'),
  [src('link/socket.ts')]: src('report/socket.ts'),
  [src('parts/icon.ts')]: src('report/icon.ts'),
}

export const standingIn: Plugin = {
  name: 'standing-in',
  enforce: 'pre',
  async resolveId(source, importer) {
    if (!source.startsWith('.')) return undefined
    const resolved = await this.resolve(source, importer, { skipSelf: true })
    return resolved ? standIns[resolved.id] : undefined
  },
}

/** `…?text`: a worker with all that it imports as the text of one script, which needs no address of its own. */
export const workerAsText: Plugin = {
  name: 'worker-as-text',
  enforce: 'pre',
  async resolveId(source, importer) {
    if (!source.endsWith('?text')) return undefined
    const resolved = await this.resolve(source.slice(0, -'?text'.length), importer, { skipSelf: true })
    return resolved ? `\0${resolved.id}?text` : undefined
  },
  async load(id) {
    if (!id.endsWith('?text')) return undefined
    return `export default ${JSON.stringify(await scriptOf(id.slice(1, -'?text'.length)))}`
  },
}

async function scriptOf(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    root,
    mode: 'report',
    logLevel: 'warn',
    publicDir: false,
    plugins: [standingIn, wireWithEnums],
    build: { write: false, target: 'es2022', lib: { entry, formats: ['iife'], name: 'worker' } },
  })
  const outputs = (Array.isArray(built) ? built : [built]).flatMap(one => ('output' in one ? one.output : []))
  const [script, ...more] = outputs
  if (script?.type !== 'chunk' || more.length > 0) throw new Error(`${entry} is more than one script`)
  return script.code
}

/** Makes one file of the page, which may run what is in it and nothing else: the policy names its scripts by their hashes. */
export const oneFile: Plugin = {
  name: 'one-file',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const parts = Object.values(bundle)
    const page = parts.find(part => part.fileName.endsWith('.html'))
    if (page?.type !== 'asset') throw new Error('there is no page to put all into')
    const code = parts.flatMap(part => (part.type === 'chunk' ? [part.code] : []))
    const textOf = (end: string) =>
      parts.flatMap(part =>
        part.type === 'asset' && part.fileName.endsWith(end) ? [String(part.source)] : [],
      )
    const [script, ...more] = code
    if (script === undefined || more.length > 0) throw new Error('the page has more than one script')
    page.source = inlined(
      String(page.source),
      script,
      textOf('.css').join(''),
      textOf('licences.txt').join(''),
    )
    for (const part of parts) if (part !== page) delete bundle[part.fileName]
  },
}

function inlined(page: string, script: string, style: string, licences: string): string {
  const code = script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--').trim()
  if (/\r|<\/style/.test(code + style)) throw new Error('the page holds what HTML would change')
  const head = [
    `<meta http-equiv="Content-Security-Policy" content="${policy(code, style)}" />`,
    `<style>${style}</style>`,
    // The licences of what is in here ask to be beside it.
    `<script type="text/plain" id="licences">\n${licences.replaceAll('</', '<\\/')}</script>`,
  ]
  return (
    page
      // What is put in may hold the patterns that a text to replace with has.
      .replace(/\s*<script type="module"[^>]*><\/script>/, '')
      .replace(/\s*<link rel="stylesheet"[^>]*>/, '')
      .replace(/<meta charset="utf-8" ?\/?>/, charset => [charset, ...head].join('\n    '))
      .replace('</body>', () => `  <script type="module">${code}</script>\n  </body>`)
  )
}

/** It may start the worker that it makes itself, and that is all: no address is ever asked for anything. */
function policy(script: string, style: string): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  return [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    'worker-src blob:',
    `style-src ${hash(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types runqscope',
  ].join('; ')
}
