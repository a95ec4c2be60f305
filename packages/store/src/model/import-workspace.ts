import { createHash } from 'node:crypto'
import type { DocOf, Kind } from '@caponier/core/company/kinds'
import { KIND_NAMES, KINDS } from '@caponier/core/company/kinds'
import type { Workspace } from '@caponier/core/company/workspace'
import { importAnswers } from '../assessment/answers.ts'
import { insertLinks } from '../assessment/links.ts'
import type { Change } from '../tenant/change.ts'
import { insertObjects } from './objects.ts'

/** Id of an object of a kind; kinds without one get it from their content, so that it is stable between imports. */
export function objectId<K extends Kind>(kind: K, doc: DocOf<K>): string {
  const { idOf } = KINDS[kind]
  if (idOf === null) return contentId(doc)
  return String((doc as Readonly<Record<string, unknown>>)[idOf])
}

const contentId = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 24)

/** Ids from content, told apart where two objects say the same. */
export function distinctIds<T>(list: readonly T[]): { readonly id: string; readonly value: T }[] {
  const seen = new Map<string, number>()
  return list.map((value) => {
    const id = contentId(value)
    const count = seen.get(id) ?? 0
    seen.set(id, count + 1)
    return { id: count === 0 ? id : `${id}.${count}`, value }
  })
}

/** Writes a whole workspace into an empty tenant. The workspace is valid (core/company/references). */
export async function importWorkspace(change: Change, workspace: Workspace): Promise<void> {
  for (const kind of KIND_NAMES) await importKind(change, kind, workspace[KINDS[kind].key] ?? [])
  await importAnswers(change, workspace.answers ?? [])
  await insertLinks(
    change,
    distinctIds(workspace.links ?? []).map(({ id, value }) => ({ id, link: value })),
  )
  const counts = Object.fromEntries(
    Object.entries(workspace).flatMap(([key, value]): [string, number][] => (Array.isArray(value) ? [[key, value.length]] : [])),
  )
  change.record({ action: 'company.import', objectKind: 'organisation', objectId: workspace.organisation.id, after: counts })
}

async function importKind(change: Change, kind: Kind, docs: readonly DocOf<Kind>[]): Promise<void> {
  const objects =
    KINDS[kind].idOf === null
      ? distinctIds(docs).map(({ id, value }) => ({ id, doc: value }))
      : docs.map((doc) => ({ id: objectId(kind, doc), doc }))
  for (let at = 0; at < objects.length; at += 2_000)
    await insertObjects(change, kind, objects.slice(at, at + 2_000) as { id: string; doc: never }[], 'import')
}
