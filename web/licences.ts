import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** Puts the licences of all packages that are in the page beside it, as these licences ask for. */
export const licences: Plugin = {
  name: 'licences',
  generateBundle() {
    const folders = new Set<string>()
    for (const id of this.getModuleIds()) {
      const folder = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replace(/^\0/, ''))?.[1]
      if (folder !== undefined) folders.add(folder)
    }
    const source = [...folders]
      .sort()
      .map(textOf)
      .join(`\n${'-'.repeat(80)}\n\n`)
    this.emitFile({ type: 'asset', fileName: 'licences.txt', source })
  },
}

/** Throws if a package has no licence file. */
function textOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find(each => /^licen[cs]e/i.test(each))
  if (file === undefined) throw new Error(`${name} has no licence file`)
  return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`
}
