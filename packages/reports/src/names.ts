import type { Content, Language, LawPack } from '@caponier/core'
import type { Workspace } from '@caponier/core/company/workspace'
import type { WeakestPoint } from '@caponier/core/position/output'

/** Names for what the position holds as ids. */
export interface Names {
  readonly lang: Language
  /** `zone:line-3` as the zone's name; the id itself when the workspace does not hold it. */
  readonly subject: (ref: string) => string
  readonly entity: (id: string) => string
  readonly site: (id: string) => string
  readonly requirement: (framework: string, id: string) => string
  readonly duty: (id: string) => string
  readonly measure: (id: string) => string
  readonly framework: (key: string) => string
  readonly domain: (framework: string, id: string) => string
  readonly state: (code: string) => string
  readonly law: (code: string) => LawPack | undefined
  /** Requirement and subject of a weakest point in one line. */
  readonly weakest: (point: WeakestPoint | null) => WeakestName | null
}

export interface WeakestName {
  readonly duty: string | null
  readonly requirement: string
  readonly subject: string
  readonly subjectRef: string
}

export function buildNames(content: Content, workspace: Workspace, lang: Language): Names {
  const subjects = subjectNames(workspace)
  const frameworks = new Map(content.frameworks.map((framework) => [framework.key, framework]))
  const requirements = new Map(
    content.frameworks.flatMap((framework) =>
      framework.requirements.map((row) => [`${framework.key}|${row.id}`, row.title[lang]] as const),
    ),
  )
  const duties = new Map(content.duties.map((duty) => [duty.id, duty.title[lang]]))
  const measures = new Map(content.measures.map((measure) => [measure.id, measure.title[lang]]))
  const laws = new Map(content.laws.map((law) => [law.code, law]))
  const subject = (ref: string): string => subjects.get(ref) ?? ref.slice(ref.indexOf(':') + 1)
  return {
    lang,
    subject,
    entity: (id) => subject(`entity:${id}`),
    site: (id) => subject(`site:${id}`),
    requirement: (framework, id) => requirements.get(`${framework}|${id}`) ?? '',
    duty: (id) => duties.get(id) ?? '',
    measure: (id) => measures.get(id) ?? '',
    framework: (key) => frameworks.get(key)?.title[lang] ?? key,
    domain: (framework, id) => frameworks.get(framework)?.domains.find((domain) => domain.id === id)?.title[lang] ?? id,
    state: (code) => laws.get(code)?.name[lang] ?? code,
    law: (code) => laws.get(code),
    weakest: (point) =>
      point === null
        ? null
        : { duty: point.duty ?? null, requirement: point.requirement, subject: subject(point.subject), subjectRef: point.subject },
  }
}

/** `iec62443-2-1:2024` as people write it. */
export const frameworkLabel = (key: string): string =>
  key
    .replace(/^iec/, 'IEC ')
    .replace(/^nis2/, 'NIS2')
    .replace(/^cir-2024-2690:.*/, '(EU) 2024/2690')

function subjectNames(workspace: Workspace): Map<string, string> {
  const lists: readonly (readonly [string, readonly { readonly id: string; readonly name: string }[] | undefined])[] = [
    ['entity', workspace.entities],
    ['site', workspace.sites],
    ['suc', workspace.sucs],
    ['zone', workspace.zones],
    ['conduit', workspace.conduits],
    ['asset-type', workspace.assetTypes],
    ['asset', workspace.assets],
    ['network', workspace.networks],
    ['supplier', workspace.suppliers],
    ['product', workspace.products],
    ['control', workspace.controls],
    ['evidence', workspace.evidence],
    ['person', workspace.people],
  ]
  const names = new Map<string, string>(
    lists.flatMap(([kind, list]) => (list ?? []).map((one) => [`${kind}:${one.id}`, one.name] as const)),
  )
  return names.set('organisation', workspace.organisation.name)
}
