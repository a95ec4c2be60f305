import type { SubjectKind } from '../framework/content.ts'
import { answerableKinds } from '../position/block.ts'
import { nearestWord } from './nearest-word.ts'
import type { IssueSink } from './workspace-issue.ts'
import type { Workspace } from './workspace.ts'

/** What the checks need to know of a framework; content's compiled frameworks give it by {@link frameworkFacts}. */
export interface FrameworkFacts {
  readonly key: string
  readonly subjects: readonly SubjectKind[]
  readonly requirementIds: ReadonlySet<string>
  /** Requirement id to whether an answer above may stand for all below; a missing id counts as false. */
  readonly inheritable: ReadonlyMap<string, boolean>
}

/** Facts of the compiled frameworks, for {@link checkAnswerSubjects}; structurally typed so that any source will do. */
export const frameworkFacts = (
  frameworks: readonly {
    readonly key: string
    readonly subjects: readonly SubjectKind[]
    readonly requirements: readonly { readonly id: string; readonly inheritable: boolean }[]
  }[],
): readonly FrameworkFacts[] =>
  frameworks.map((framework) => ({
    key: framework.key,
    subjects: framework.subjects,
    requirementIds: new Set(framework.requirements.map((requirement) => requirement.id)),
    inheritable: new Map(framework.requirements.map((requirement) => [requirement.id, requirement.inheritable])),
  }))

const LIST_OF_KIND = {
  entity: 'entities',
  site: 'sites',
  suc: 'sucs',
  zone: 'zones',
  conduit: 'conduits',
  'asset-type': 'assetTypes',
  supplier: 'suppliers',
  product: 'products',
} as const satisfies Record<Exclude<SubjectKind, 'organisation'>, keyof Workspace>

/** All subjects of a workspace as `kind:id`, with `organisation`. */
export function subjectRefs(workspace: Workspace): ReadonlySet<string> {
  const refs = new Set(['organisation'])
  for (const [kind, list] of Object.entries(LIST_OF_KIND)) for (const item of workspace[list] ?? []) refs.add(`${kind}:${item.id}`)
  return refs
}

/** Kind of a reference such as `zone:line-3`. The format is guaranteed by the schema. */
export const subjectKind = (ref: string): SubjectKind => {
  const colon = ref.indexOf(':')
  return (colon < 0 ? ref : ref.slice(0, colon)) as SubjectKind
}

/**
 * Answers, links, contradictions, responsibilities: the framework and requirement are known, the subject exists, the
 * framework is answered for subjects of that kind, and an answer above them only where the requirement is inheritable (rule 2).
 */
export function checkAnswerSubjects(workspace: Workspace, frameworks: readonly FrameworkFacts[], sink: IssueSink): void {
  const byKey = new Map(frameworks.map((framework) => [framework.key, framework]))
  const kinds = new Map(frameworks.map((framework) => [framework.key, answerableKinds(framework.subjects)]))
  const refs = subjectRefs(workspace)

  const known = (key: string, path: string, list: string): FrameworkFacts | undefined => {
    const framework = byKey.get(key)
    if (framework === undefined) {
      const near = nearestWord(key, byKey.keys())
      sink.error(
        path,
        `no framework "${key}"`,
        near === undefined ? `known: ${[...byKey.keys()].join(', ')}` : `did you mean ${near}?`,
        `${list} framework ${key}`,
      )
    }
    return framework
  }
  const exists = (ref: string, path: string, list: string): boolean => {
    if (refs.has(ref)) return true
    const near = nearestWord(ref, refs)
    sink.error(
      path,
      `there is no ${ref}`,
      near === undefined ? 'add it, or correct the reference' : `did you mean ${near}?`,
      `${list} subject ${ref}`,
    )
    return false
  }
  const answerable = (framework: FrameworkFacts, ref: string, requirement: string, base: string, path: string, list: string): void => {
    if (!framework.requirementIds.has(requirement)) {
      const near = nearestWord(requirement, framework.requirementIds)
      sink.error(
        path,
        `${framework.key} has no requirement "${requirement}"`,
        near === undefined ? `see: caponier content show "${requirement}"` : `did you mean ${near}?`,
        `${list} requirement ${framework.key} ${requirement}`,
      )
      return
    }
    const kind = subjectKind(ref)
    if (framework.subjects.includes(kind)) return
    const own = framework.subjects.join(', ')
    if (kinds.get(framework.key)?.has(kind) !== true) {
      sink.error(
        `${base}.subject`,
        `${framework.key} is answered for ${own}, not for ${article(kind)}`,
        `answer it for ${own}`,
        `${list} kind ${framework.key} ${ref}`,
      )
    } else if (framework.inheritable.get(requirement) !== true && list !== 'links') {
      sink.error(
        `${base}.subject`,
        `${requirement} cannot be answered for ${article(kind)}: it is not inheritable, each ${own.replaceAll(', ', ' or ')} answers for itself`,
        `move the answer to each ${own.replaceAll(', ', ' or ')} below ${ref}`,
        `${list} inheritable ${framework.key} ${requirement} ${ref}`,
      )
    }
  }

  workspace.frameworks.forEach((adopted, index) => known(adopted.framework, `frameworks[${index}].framework`, 'frameworks'))
  for (const list of ['answers', 'contradictions'] as const) {
    workspace[list]?.forEach((item, index) => {
      const base = `${list}[${index}]`
      const framework = known(item.framework, `${base}.framework`, list)
      if (!exists(item.subject, `${base}.subject`, list) || framework === undefined) return
      answerable(framework, item.subject, item.requirement, base, `${base}.requirement`, list)
    })
  }
  workspace.links?.forEach((link, index) => {
    const base = `links[${index}]`
    const framework = known(link.framework, `${base}.framework`, 'links')
    if (!exists(link.subject, `${base}.subject`, 'links') || framework === undefined) return
    link.requirements.forEach((requirement, at) =>
      answerable(framework, link.subject, requirement, base, `${base}.requirements[${at}]`, 'links'),
    )
  })
  workspace.responsibilities?.forEach((row, index) => {
    const base = `responsibilities[${index}]`
    const framework = known(row.framework, `${base}.framework`, 'responsibilities')
    if (row.subject !== undefined) exists(row.subject, `${base}.subject`, 'responsibilities')
    if (framework !== undefined && row.requirement !== '' && row.requirement !== '*' && !framework.requirementIds.has(row.requirement)) {
      sink.warning(
        `${base}.requirement`,
        `${row.framework} has no requirement "${row.requirement}"`,
        'name a requirement, or * for all',
        `responsibilities ${row.framework} ${row.requirement}`,
      )
    }
  })
}

const article = (kind: SubjectKind): string =>
  kind === 'organisation' ? 'the organisation' : `${/^[aeo]/.test(kind) ? 'an' : 'a'} ${kind}`
