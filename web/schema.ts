import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import protobuf from 'protobufjs'
import type { Schema, SchemaField } from './src/link/codec.js'

const scalars: Record<string, string> = {
  bool: 'bool',
  double: 'double',
  uint32: 'uint32',
  string: 'string',
  bytes: 'bytes',
}

/**
 * The messages of a .proto file and of those that it imports, as the page's codec takes them. Throws if one has a type that
 * the codec does not know.
 */
export function readSchema(path: string): Schema {
  const root = readRoot(path)
  const schema: Record<string, { oneof?: string; fields: SchemaField[] }> = {}
  const visit = (space: protobuf.NamespaceBase) => {
    for (const one of space.nestedArray) {
      if (one instanceof protobuf.Type) {
        const oneof = one.oneofsArray[0]?.name
        schema[one.name] = { ...(oneof === undefined ? {} : { oneof }), fields: one.fieldsArray.map(fieldOf) }
      }
      if (one instanceof protobuf.Namespace) visit(one)
    }
  }
  visit(root)
  return schema
}

/**
 * The enumerations of a .proto file and of those that it imports, by name, after the message's that one stands in: names by
 * number and numbers by name.
 */
export function readEnums(path: string): Record<string, Record<string, number | string>> {
  const enums: Record<string, Record<string, number | string>> = {}
  const visit = (space: protobuf.NamespaceBase, before: string) => {
    for (const one of space.nestedArray) {
      const inside = one instanceof protobuf.Type ? `${before}${one.name}.` : before
      if (one instanceof protobuf.Enum) enums[before + one.name] = { ...one.values, ...one.valuesById }
      else if (one instanceof protobuf.Namespace) visit(one, inside)
    }
  }
  visit(readRoot(path), '')
  return enums
}

function readRoot(path: string): protobuf.Root {
  const root = new protobuf.Root()
  parseInto(root, path, new Set())
  root.resolveAll()
  return root
}

function parseInto(root: protobuf.Root, path: string, done: Set<string>): void {
  if (done.has(path)) return
  done.add(path)
  const { imports = [] } = protobuf.parse(readFileSync(path, 'utf8'), root, { keepCase: true })
  for (const imported of imports) parseInto(root, join(dirname(path), imported), done)
}

function fieldOf(field: protobuf.Field): SchemaField {
  const type =
    field instanceof protobuf.MapField ? `${scalar(field.keyType)}>${typeOf(field)}` : typeOf(field)
  return field.repeated ? [field.id, field.name, type, 1] : [field.id, field.name, type]
}

function typeOf(field: protobuf.Field): string {
  if (field.resolvedType instanceof protobuf.Enum) return 'enum'
  return field.resolvedType ? field.resolvedType.name : scalar(field.type)
}

function scalar(type: string): string {
  const known = scalars[type]
  if (known === undefined) throw new Error(`web/src/link/codec.ts does not know the type ${type}`)
  return known
}
