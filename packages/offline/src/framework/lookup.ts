import type { Content, CrosswalkRow, Duty, Framework, MappingRow, Measure, Requirement, WithoutDuty } from '@caponier/core'

/** What `content show` and `content map` can name. */
export type Entry =
  | { readonly kind: 'requirement'; readonly framework: Framework; readonly requirement: Requirement }
  | {
      readonly kind: 'heading'
      readonly framework: Framework
      readonly id: string
      readonly title: { en: string; de: string }
      readonly below: readonly Requirement[]
    }
  | { readonly kind: 'measure'; readonly measure: Measure; readonly duties: readonly Duty[] }
  | { readonly kind: 'duty'; readonly duty: Duty; readonly measure: Measure }

/** Ids are compared without regard to case, spaces and the word "Art.". */
const plain = (id: string): string =>
  id
    .toLowerCase()
    .replace(/^art(icle|ikel|\.)? */, '')
    .replace(/\s+/g, '')

/**
 * Everything with this id, in pack order: "SR 1.1", "ORG 2.4", "4.3.4.5", "21(2)(j)", "21(2)(j).1", or with the framework
 * before it, "cir-2024-2690 1.1.1".
 */
export function findEntries(content: Content, text: string): Entry[] {
  const named = content.frameworks.find((framework) => text.startsWith(`${framework.key} `) || text.startsWith(`${framework.framework} `))
  const id = plain(named === undefined ? text : text.slice(text.indexOf(' ') + 1))
  const frameworks = named === undefined ? content.frameworks : content.frameworks.filter((one) => one.framework === named.framework)
  const measures = content.measures.filter((measure) => plain(measure.id) === id)
  const entries: Entry[] = measures.map((measure) => ({
    kind: 'measure',
    measure,
    duties: content.duties.filter((duty) => duty.measure === measure.id),
  }))
  for (const duty of content.duties) {
    const measure = content.measures.find((one) => one.id === duty.measure)
    if (plain(duty.id) === id && measure !== undefined) entries.push({ kind: 'duty', duty, measure })
  }
  for (const framework of frameworks) {
    if (framework.framework === 'nis2') continue
    const requirement = framework.requirements.find((one) => plain(one.id) === id)
    if (requirement !== undefined) entries.push({ kind: 'requirement', framework, requirement })
    const heading = [...framework.headings, ...framework.domains].find((one) => plain(one.id) === id)
    if (heading !== undefined)
      entries.push({ kind: 'heading', framework, id: heading.id, title: heading.title, below: below(framework, heading.id) })
  }
  return entries
}

/** Requirements under a heading: by domain, or by the beginning of their id. */
const below = (framework: Framework, id: string): Requirement[] =>
  framework.requirements.filter((one) => one.domain === id || one.id.startsWith(`${id}.`) || one.id.startsWith(`${id} `))

/** Ids that are near a text that was not found, at most six. */
export function nearIds(content: Content, text: string): string[] {
  const wanted = plain(text)
  const ids = [
    ...content.measures.map((one) => one.id),
    ...content.duties.map((one) => one.id),
    ...content.frameworks.flatMap((framework) => framework.requirements.map((one) => one.id)),
  ]
  return [...new Set(ids)].filter((id) => plain(id).startsWith(wanted.slice(0, Math.max(2, wanted.length - 2)))).slice(0, 6)
}

/** What a NIS2 measure or duty is carried by, and what a requirement carries. */
export interface MappingView {
  readonly entry: Entry
  readonly rows: readonly (MappingRow & { readonly title: string })[]
  readonly without: WithoutDuty | null
  readonly crosswalk: readonly CrosswalkRow[]
}

/** The mapping seen from one entry, in either direction. */
export function mappingOf(content: Content, entry: Entry): MappingView {
  const titled = (rows: readonly MappingRow[]): MappingView['rows'] => rows.map((row) => ({ ...row, title: titleOf(content, row) }))
  if (entry.kind === 'measure')
    return { entry, rows: titled(content.mappings.filter((row) => row.measure === entry.measure.id)), without: null, crosswalk: [] }
  if (entry.kind === 'duty')
    return { entry, rows: titled(content.mappings.filter((row) => row.duties.includes(entry.duty.id))), without: null, crosswalk: [] }
  const ids = new Set(entry.kind === 'requirement' ? [entry.requirement.id] : entry.below.map((one) => one.id))
  const here = (row: { framework: string; edition: string; requirement: string }): boolean =>
    `${row.framework}:${row.edition}` === entry.framework.key && ids.has(row.requirement)
  return {
    entry,
    rows: titled(content.mappings.filter(here)),
    without: content.withoutDuty.find(here) ?? null,
    crosswalk:
      entry.framework.framework === 'iec62443-2-1'
        ? content.crosswalk.filter((row) => (entry.framework.edition === '2009' ? ids.has(row.from) : row.to.some((id) => ids.has(id))))
        : [],
  }
}

function titleOf(content: Content, row: MappingRow): string {
  const framework = content.frameworks.find((one) => one.key === `${row.framework}:${row.edition}`)
  return framework?.requirements.find((one) => one.id === row.requirement)?.title.en ?? row.requirement
}
