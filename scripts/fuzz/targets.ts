import { csv, xlsx } from './tables.ts'
import { positionJson, scopeJson } from './json-lines.ts'
import type { Target } from './target.ts'
import { workspaceYaml } from './workspace-yaml.ts'
import { zeek, zeekGzip } from './zeek.ts'

/** Readers under attack by name. `seed` also chooses the valid inputs that are changed. */
export const TARGETS: Readonly<Record<string, (seed: number) => Target | Promise<Target>>> = {
  yaml: workspaceYaml,
  'position-json': positionJson,
  'scope-json': scopeJson,
  xlsx,
  csv,
  zeek,
  'zeek-gzip': zeekGzip,
}
