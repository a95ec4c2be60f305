// JSON Schema as a few lines that a person reads.

/** @typedef {import('./document-shape.ts').Schema} Schema */
/** @typedef {import('./document-shape.ts').ApiDocument} ApiDocument */

/**
 * A schema as indented text: names, types, bounds; components by name below `depth` levels.
 * @param {ApiDocument} api
 * @param {Schema} schema
 * @param {number} depth how many levels of objects are written out
 * @param {string} indent
 * @returns {string}
 */
export function schemaText(api, schema, depth = 4, indent = '') {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? ''
    const target = api.components?.schemas?.[name]
    return target === undefined || depth <= 1 ? name : `${name} ${schemaText(api, target, depth - 1, indent)}`
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined) return schema.enum.map((one) => JSON.stringify(one)).join(' | ')
  const options = schema.anyOf ?? schema.oneOf
  if (options !== undefined) return options.map((one) => schemaText(api, one, depth - 1, indent)).join(' | ')
  if (schema.allOf !== undefined) return schema.allOf.map((one) => schemaText(api, one, depth - 1, indent)).join(' & ')
  if (schema.properties !== undefined)
    return depth <= 0 ? 'object' : objectText(api, schema.properties, schema.required ?? [], depth, indent)
  if (schema.prefixItems !== undefined) return `[${schema.prefixItems.map((one) => schemaText(api, one, depth - 1, indent)).join(', ')}]`
  if (schema.items !== undefined) return `list of ${schemaText(api, schema.items, depth, indent)}`
  if (typeof schema.additionalProperties === 'object') return `map to ${schemaText(api, schema.additionalProperties, depth - 1, indent)}`
  return simpleText(schema)
}

/**
 * @param {ApiDocument} api
 * @param {Readonly<Record<string, Schema>>} properties
 * @param {readonly string[]} required
 * @param {number} depth
 * @param {string} indent
 */
function objectText(api, properties, required, depth, indent) {
  const inner = `${indent}  `
  const lines = Object.entries(properties).map(([name, one]) => {
    const note = one.description === undefined ? '' : `  -- ${one.description}`
    return `${inner}${name}${required.includes(name) ? '' : '?'}: ${schemaText(api, one, depth - 1, inner)}${note}`
  })
  return `{\n${lines.join('\n')}\n${indent}}`
}

/** @param {Schema} schema */
function simpleText(schema) {
  const type = typeof schema.type === 'object' ? schema.type.join(' | ') : (schema.type ?? 'anything')
  const bounds = [
    schema.format,
    (schema.minLength ?? 0) <= 1 ? undefined : `at least ${schema.minLength} characters`,
    schema.maxLength === undefined ? undefined : `at most ${schema.maxLength} characters`,
    schema.minimum === undefined ? undefined : `from ${schema.minimum}`,
    schema.maximum === undefined || schema.maximum >= Number.MAX_SAFE_INTEGER ? undefined : `to ${schema.maximum}`,
  ].filter((one) => one !== undefined)
  return bounds.length === 0 ? type : `${type} (${bounds.join(', ')})`
}
