import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { readEnums, readSchema } from './schema.ts'

const SCHEMA = fileURLToPath(new URL('../proto/stream.proto', import.meta.url))
const CODEC = fileURLToPath(new URL('./src/link/codec.ts', import.meta.url))
const NAME = '\0schema-as-table'

/** Gives the page the schema as a table in place of the code that is generated from it. */
export const wireAsTable = wirePlugin(() => [
  `export const runqscope = { stream: { v1: makeCodecs(${JSON.stringify(readSchema(SCHEMA))}) } }`,
])

/** The same with the enumerations, which only who answers needs: those of the file, and those inside of messages. */
export const wireWithEnums = wirePlugin(() => [
  `const v1 = makeCodecs(${JSON.stringify(readSchema(SCHEMA))})`,
  ...Object.entries(readEnums(SCHEMA)).map(([path, names]) => `v1.${path} = ${JSON.stringify(names)}`),
  'export const runqscope = { stream: { v1 } }',
])

function wirePlugin(lines: () => string[]): Plugin {
  return {
    name: 'schema-as-table',
    enforce: 'pre',
    resolveId: id => (id.endsWith('/wire.gen.js') ? NAME : undefined),
    load: id =>
      id === NAME
        ? [`import { makeCodecs } from ${JSON.stringify(CODEC)}`, ...lines()].join('\n')
        : undefined,
  }
}
