import type { Workspace } from '@caponier/core/company/index'
import { groupAnswers } from './assessments.ts'
import { emitYaml } from './emit-yaml.ts'
import { LIST_KEYS, SINGLE_KEYS, TOP_KEYS } from './file-schema.ts'
import { canonicalWorkspace, identityText } from './normalise.ts'
import { asRecord } from './plain-data.ts'

/** Folder and name of the published schema inside a workspace folder. */
export const SCHEMA_FILE = '.caponier/workspace.schema.json'

/** What one file holds: some of the workspace's keys, answers flat. */
export type FileContent = Readonly<Record<string, unknown>>

const FILE_OF_LIST: Readonly<Record<string, string>> = {
  frameworks: 'caponier.yaml',
  entities: 'entities.yaml',
  suppliers: 'suppliers.yaml',
  products: 'products.yaml',
  people: 'people.yaml',
  responsibilities: 'people.yaml',
  controls: 'controls.yaml',
  evidence: 'evidence.yaml',
  contradictions: 'contradictions.yaml',
  snapshots: 'snapshots.yaml',
  assetTypes: 'assets/types.yaml',
}

const FOLDER_OF_SITE_LIST: Readonly<Record<string, string>> = {
  sucs: 'sites',
  zones: 'sites',
  networks: 'sites',
  assets: 'assets',
  flows: 'flows',
  proposals: 'proposals',
}

/** Where an item goes when nothing else is known: by site, by subject, or one file for the whole list. */
function homeOf(list: string, item: Readonly<Record<string, unknown>>, siteOfZone: ReadonlyMap<string, string>): string {
  const fixed = FILE_OF_LIST[list]
  if (fixed !== undefined) return fixed
  if (list === 'sites') return `sites/${String(item['id'])}.yaml`
  if (list === 'conduits') {
    const [zone] = Array.isArray(item['zones']) ? (item['zones'] as readonly unknown[]) : []
    return `sites/${siteOfZone.get(String(zone)) ?? 'conduits'}.yaml`
  }
  if (list === 'answers' || list === 'links') return `${list}/${String(item['subject']).replace(':', '-')}.yaml`
  // `types.yaml` holds the asset types, so a site of that id keeps its assets in a name no site id can have.
  const site = String(item['site'])
  return `${FOLDER_OF_SITE_LIST[list] ?? list}/${list === 'assets' && site === 'types' ? '_types' : site}.yaml`
}

/**
 * Cuts a workspace into files, by relative path. With `existing`, every item stays in the file that holds it already and
 * new answers join the file of their assessment, so that a person's own split survives; new things go to their standard place.
 */
export function layoutWorkspace(
  workspace: Workspace,
  existing: ReadonlyMap<string, FileContent> = new Map(),
): ReadonlyMap<string, FileContent> {
  const canonical: Readonly<Record<string, unknown>> = canonicalWorkspace(workspace)
  const placement = placementOf(existing)
  const files = new Map<string, Record<string, unknown>>()
  const fileContent = (file: string): Record<string, unknown> => {
    const known = files.get(file)
    if (known !== undefined) return known
    const fresh: Record<string, unknown> = {}
    files.set(file, fresh)
    return fresh
  }
  const siteOfZone = new Map((workspace.zones ?? []).map((zone) => [zone.id, zone.site]))
  for (const key of SINGLE_KEYS) {
    if (canonical[key] !== undefined) fileContent(placement.singles.get(key) ?? 'caponier.yaml')[key] = canonical[key]
  }
  for (const list of LIST_KEYS) {
    const items = canonical[list]
    if (!Array.isArray(items)) continue
    for (const value of items as readonly unknown[]) {
      const item = asRecord(value) ?? {}
      const exact = placement.exact.get(exactKey(list, item))?.shift()
      const file = exact ?? placement.near.get(nearKey(list, item)) ?? homeOf(list, item, siteOfZone)
      const content = fileContent(file)
      const target = content[list] as unknown[] | undefined
      if (target === undefined) content[list] = [item]
      else target.push(item)
    }
  }
  return new Map([...files].sort(([left], [right]) => (left < right ? -1 : 1)))
}

interface Placement {
  readonly singles: ReadonlyMap<string, string>
  readonly exact: ReadonlyMap<string, string[]>
  readonly near: ReadonlyMap<string, string>
}

function placementOf(existing: ReadonlyMap<string, FileContent>): Placement {
  const singles = new Map<string, string>()
  const exact = new Map<string, string[]>()
  const near = new Map<string, string>()
  for (const [file, content] of existing) {
    for (const key of SINGLE_KEYS) if (content[key] !== undefined) singles.set(key, file)
    for (const list of LIST_KEYS) {
      const items = content[list]
      if (!Array.isArray(items)) continue
      for (const value of items as readonly unknown[]) {
        const item = asRecord(value) ?? {}
        const key = exactKey(list, item)
        const known = exact.get(key)
        if (known === undefined) exact.set(key, [file])
        else known.push(file)
        if (list === 'answers' || list === 'links') near.set(nearKey(list, item), file)
      }
    }
  }
  return { singles, exact, near }
}

function exactKey(list: string, item: Readonly<Record<string, unknown>>): string {
  if (typeof item['id'] === 'string') return `${list}\n${item['id']}`
  if (list === 'answers')
    return ['answers', item['subject'], item['framework'], item['requirement'], item['from'], item['recordedAt']].join('\n')
  if (list === 'frameworks') return `frameworks\n${String(item['framework'])}`
  return `${list}\n${identityText(item)}`
}

/** Answers and links of one subject and framework belong together. */
const nearKey = (list: string, item: Readonly<Record<string, unknown>>): string =>
  `${list}\n${String(item['subject'])}\n${String(item['framework'])}`

/** Text of one file: the editor's hint at the schema, then the keys in the order of the schema, answers grouped. */
export function fileText(file: string, content: FileContent): string {
  const depth = file.split('/').length - 1
  const hint = `# yaml-language-server: $schema=${depth === 0 ? './' : '../'.repeat(depth)}${SCHEMA_FILE}\n`
  const { answers, ...rest } = content
  const ordered = Object.fromEntries(TOP_KEYS.flatMap((key) => (rest[key] === undefined ? [] : [[key, rest[key]] as const])))
  const grouped =
    Array.isArray(answers) && answers.length > 0 ? { assessments: groupAnswers(answers as Parameters<typeof groupAnswers>[0]) } : {}
  return hint + emitYaml({ ...ordered, ...grouped })
}

/** All files of a workspace in the standard layout as text, by relative path. */
export const workspaceFiles = (workspace: Workspace): ReadonlyMap<string, string> =>
  new Map([...layoutWorkspace(workspace)].map(([file, content]) => [file, fileText(file, content)]))
