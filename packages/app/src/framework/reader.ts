import type { z } from 'zod'
import type { RequirementTextOut } from '@caponier/contract/framework/reader'
import type { Content, Duty, Framework, Language, MappingRow, Requirement, RequirementText } from '@caponier/core'
import { responsibilityIn } from '@caponier/core'
import { findEntries, mappingOf } from '@caponier/offline/framework/lookup'

/** The NIS2 duties are a framework whose requirements are the duties; 62443 and 2024/2690 are the others. */
export const isNis2 = (framework: Framework): boolean => framework.framework === 'nis2'

export const frameworkOf = (content: Content, key: string): Framework | undefined => content.frameworks.find((one) => one.key === key)

/** How many mapping rows stand at each requirement (`framework|id`) and each duty; made once per content. */
const counts = new WeakMap<Content, ReadonlyMap<string, number>>()
function mappingCounts(content: Content): ReadonlyMap<string, number> {
  const known = counts.get(content)
  if (known !== undefined) return known
  const made = new Map<string, number>()
  const add = (key: string, by: number): void => void made.set(key, (made.get(key) ?? 0) + by)
  for (const row of content.mappings) {
    add(`${row.framework}:${row.edition}|${row.requirement}`, row.duties.length)
    for (const duty of row.duties) add(`nis2|${duty}`, 1)
  }
  counts.set(content, made)
  return made
}

/** One row of the list of requirements. */
export function requirementRow(content: Content, framework: Framework, requirement: Requirement, lang: Language) {
  const duty = isNis2(framework) ? content.duties.find((one) => one.id === requirement.id) : undefined
  return {
    id: requirement.id,
    title: requirement.title[lang],
    domain: requirement.domain,
    domainTitle: framework.domains.find((one) => one.id === requirement.domain)?.title[lang] ?? requirement.domain,
    gate: requirement.sl ?? null,
    parent: requirement.parent ?? null,
    inheritable: requirement.inheritable,
    carried: duty?.carried ?? null,
    duties: mappingCounts(content).get(duty === undefined ? `${framework.key}|${requirement.id}` : `nis2|${duty.id}`) ?? 0,
    confidence: requirement.confidence,
    doubt: requirement.doubt?.[lang] ?? null,
  }
}

/** The text of a requirement in the wanted language, else in English, and which it is. */
export function requirementText(requirement: Pick<Requirement, 'text'>, lang: Language): z.input<typeof RequirementTextOut> {
  const language = lang === 'de' && requirement.text.de !== undefined ? 'de' : 'en'
  const text: RequirementText = requirement.text[language] ?? requirement.text.en
  return {
    language,
    intent: text.intent ?? null,
    why: text.why ?? null,
    question: text.question ?? null,
    good: text.good ?? null,
    evidence: [...(text.evidence ?? [])],
    verify: text.verify ?? null,
    levels: Object.entries(text.levels ?? {}).map(([level, said]) => ({ level: Number(level), text: said })),
  }
}

/** One requirement in full, with the mapping from both ends. */
export function requirementInFull(content: Content, framework: Framework, requirement: Requirement, lang: Language) {
  const duty: Duty | undefined = isNis2(framework) ? content.duties.find((one) => one.id === requirement.id) : undefined
  const entry = findEntries(content, duty === undefined ? `${framework.key} ${requirement.id}` : requirement.id)[0]
  const view = entry === undefined ? undefined : mappingOf(content, entry)
  return {
    framework: framework.key,
    frameworkTitle: framework.title[lang],
    ...requirementRow(content, framework, requirement, lang),
    text: requirementText(duty ?? requirement, lang),
    responsibility: responsibilityIn(requirement, lang),
    carriedReason: duty?.whyCarried[lang] ?? null,
    article: duty?.article ?? null,
    componentTypes: [...(requirement.componentTypes ?? [])],
    source: requirement.source,
    mappings: (view?.rows ?? []).map((row) => mappingRow(content, row, lang)),
    withoutDuty: view?.without?.reason ?? null,
    crosswalk: (view?.crosswalk ?? []).map((row) => ({ ...row, to: [...row.to] })),
    enhancements: framework.requirements
      .filter((one) => one.parent === requirement.id)
      .map((one) => ({ id: one.id, title: one.title[lang], gate: one.sl ?? null })),
  }
}

const mappingRow = (content: Content, row: MappingRow & { readonly title: string }, lang: Language) => ({
  framework: `${row.framework}:${row.edition}`,
  requirement: row.requirement,
  title: row.title,
  measure: row.measure,
  duties: row.duties.map((id) => ({ id, title: content.duties.find((one) => one.id === id)?.title[lang] ?? id })),
  strength: row.strength,
  confidence: row.confidence,
  cir: row.cir,
  rationale: row.rationale,
  source: row.source,
})
