import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { z } from 'zod'
import { parse } from 'yaml'

/** A content file that does not have the shape it must have. Content is ours, so this is a bug and throws. */
export class ContentError extends Error {
  override name = 'ContentError'
}

/** All files below a folder with one of the extensions, as sorted relative paths with forward slashes. */
export function filesBelow(root: string, extensions: readonly string[]): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extensions.some((extension) => entry.name.endsWith(extension)))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split('\\').join('/'))
    .sort()
}

/** Reads one YAML or JSON file and checks it against a schema. */
export function readShape<S extends z.ZodType>(root: string, file: string, schema: S): z.output<S> {
  const text = readFileSync(join(root, file), 'utf8')
  const data: unknown = file.endsWith('.json') ? JSON.parse(text) : parse(text, { maxAliasCount: 1_000 })
  const result = schema.safeParse(data)
  if (result.success) return result.data
  const lines = result.error.issues.slice(0, 8).map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new ContentError(`content/${file}\n${lines.join('\n')}`)
}
