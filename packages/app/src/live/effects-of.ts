import type { LoadedTouched } from '@caponier/store/model/load-touched'
import type { Effect, TenantModel } from './tenant-model.ts'

/** What memory must follow of changes that another process made: the objects and links as they stand, and the entries that are new. */
export function effectsOf(model: TenantModel, { objects, links, answers, organisation }: LoadedTouched): readonly Effect[] {
  const seen = new Map<string, number>()
  return [
    ...(organisation === undefined ? [] : [{ kind: 'organisation', ...organisation } as const]),
    ...objects.map(({ kind, id, stored }): Effect =>
      stored === undefined ? { kind: 'removed', of: kind, id } : { kind: 'object', of: kind, stored },
    ),
    ...links.map(({ id, stored }): Effect => (stored === undefined ? { kind: 'link-removed', id } : { kind: 'link', stored })),
    ...answers.flatMap((entry): Effect[] => {
      const cell = `${entry.subject}|${entry.framework}|${entry.requirement}`
      const version = (seen.get(cell) ?? 0) + 1
      seen.set(cell, version)
      return version <= model.answerVersion(entry.subject, entry.framework, entry.requirement) ? [] : [{ kind: 'answer', entry, version }]
    }),
  ]
}
