import { createHash } from 'node:crypto'
import type { Content, Framework, Language, Requirement, RequirementText } from '@caponier/core'
import type { LintFinding } from './finding.ts'
import { mostAlike, repeatedFrames, words } from './similarity.ts'

/** Frameworks whose rows carry the full text; the others carry one sentence of intent. */
const FULL_TEXT: ReadonlySet<string> = new Set(['iec62443-3-3:2013', 'iec62443-2-1:2024'])
const DUTIES = 'nis2:2022'
const LANGUAGES: readonly Language[] = ['en', 'de']
/** Two texts with this similarity of word 4-grams or more are near-duplicates. */
const NEAR_DUPLICATE = 0.5
/** A run of so many words in more than so many rows is a template. */
const FRAME = { words: 6, rows: 4 }

/** Phrases that fit under any requirement and so say nothing. */
const GENERIC: readonly RegExp[] = [
  /verify that .{0,60} (is|are) implemented/i,
  /ensure that appropriate/i,
  /as appropriate/i,
  /in accordance with best practi[cs]e/i,
  /implement (suitable|appropriate|adequate) (measures|controls)/i,
  /\b(same as|see) (SL|ML|level) ?\d/i,
  /\b(tbd|to be defined|lorem ipsum)\b/i,
  /policy (exists|is in place) and is (reviewed|documented)/i,
  /(geeignete|angemessene) (Maßnahmen|Vorkehrungen)/i,
  /prüfen, (ob|dass) .{0,60} (umgesetzt|implementiert) (ist|sind|wurde|wurden)/i,
  /nach dem Stand der Technik/i,
  /(wie|siehe) (SL|ML|Stufe) ?\d/i,
]

/** Hash by which a translation says which English words it was made from: the text and who does what. */
export const sourceHash = ({ text, responsibility }: Pick<Requirement, 'text' | 'responsibility'>): string => {
  const { sourceHash: _own, ...rest } = text.en
  const english = responsibility === undefined ? rest : { ...rest, responsibility }
  return createHash('sha256').update(JSON.stringify(english)).digest('hex').slice(0, 12)
}

/** Texts are there, specific, unlike one another, and translations are of today's English. */
export function lintTexts(content: Content): LintFinding[] {
  return content.frameworks.flatMap((framework) => [
    ...lintComplete(framework),
    ...lintAlike(framework),
    ...lintGeneric(framework),
    ...lintTranslations(framework),
  ])
}

function lintComplete(framework: Framework): LintFinding[] {
  return framework.requirements.flatMap((requirement) => {
    const { en } = requirement.text
    const at = { rule: 'text', where: framework.key, id: requirement.id }
    const missing: string[] = []
    if (framework.key === DUTIES) {
      if (en.question === undefined || en.why === undefined || en.verify === undefined || (en.evidence ?? []).length < 2)
        missing.push('question, why, verify and two pieces of evidence')
    } else if (FULL_TEXT.has(framework.key)) {
      if (en.intent === undefined || en.question === undefined || en.verify === undefined || (en.evidence ?? []).length < 2)
        missing.push('intent, question, verify and two pieces of evidence')
      if (requirement.responsibility === undefined) missing.push('responsibility')
      const levels = ['1', '2', '3', '4'].map((level) => en.levels?.[level] ?? '')
      if (levels.some((text) => words(text).length < 3)) missing.push('what changes at each of the four levels')
      if (new Set(levels).size < 4) missing.push('four different level texts')
    } else if (en.intent === undefined || words(en.intent).length < 8) missing.push('one sentence of intent')
    return missing.map((message) => ({ ...at, message: `lacks ${message}` }))
  })
}

const flat = (text: RequirementText): string =>
  [text.intent, text.question, text.why, text.good, ...(text.evidence ?? []), text.verify, ...Object.values(text.levels ?? {})]
    .filter((part) => part !== undefined)
    .join(' . ')

const compared = (framework: Framework, language: Language): { id: string; text: string }[] =>
  framework.requirements.flatMap((one) => {
    const text = one.text[language]
    return text === undefined ? [] : [{ id: one.id, text: flat(text) }]
  })

function lintAlike(framework: Framework): LintFinding[] {
  return LANGUAGES.flatMap((language) => {
    const texts = compared(framework, language)
    const pair = mostAlike(texts, 4)
    const at = { where: `${framework.key} ${language}` }
    return [
      ...(pair.similarity >= NEAR_DUPLICATE
        ? [{ ...at, rule: 'near-duplicate', id: `${pair.a} / ${pair.b}`, message: `similarity ${pair.similarity.toFixed(2)}` }]
        : []),
      ...repeatedFrames(texts, FRAME.words, FRAME.rows).map(({ frame, ids }) => ({
        ...at,
        rule: 'template',
        id: ids.slice(0, 5).join(', '),
        message: `"${frame}" stands in ${ids.length} rows`,
      })),
    ]
  })
}

/** Similarity of the two rows of a framework that are most alike in English, for the report. */
export const worstPair = (framework: Framework): ReturnType<typeof mostAlike> => mostAlike(compared(framework, 'en'), 4)

function lintGeneric(framework: Framework): LintFinding[] {
  return LANGUAGES.flatMap((language) =>
    compared(framework, language).flatMap(({ id, text }) =>
      GENERIC.flatMap((phrase) => {
        const hit = phrase.exec(text)
        return hit === null
          ? []
          : [{ rule: 'generic', where: framework.key, id, message: `says "${hit[0]}", which fits under any requirement` }]
      }),
    ),
  )
}

function lintTranslations(framework: Framework): LintFinding[] {
  return framework.requirements.flatMap((requirement) => {
    const { en, de } = requirement.text
    const at = { rule: 'translation', where: framework.key, id: requirement.id }
    if (de === undefined) return [{ ...at, message: 'has no German text' }]
    const wanted = [
      ...(Object.keys(en) as (keyof RequirementText)[]),
      ...(requirement.responsibility === undefined ? [] : (['responsibility'] as const)),
    ]
    const lacking = wanted.filter((key) => de[key] === undefined)
    if (Object.keys(en.levels ?? {}).some((level) => de.levels?.[level] === undefined)) lacking.push('levels')
    if ((en.evidence ?? []).length !== (de.evidence ?? []).length) lacking.push('evidence')
    const same = (['title', 'doubt'] as const).filter(
      (key) => requirement[key] !== undefined && requirement[key].de === requirement[key].en,
    )
    const without = [...lacking, ...same]
    return [
      ...(without.length > 0 ? [{ ...at, message: `German lacks ${without.join(', ')}` }] : []),
      ...(de.sourceHash === sourceHash(requirement)
        ? []
        : [{ ...at, message: 'German was made from another English text; check it, then run `npm run content:stamp`' }]),
    ]
  })
}
