import type { Content, Language, RequirementText } from '@caponier/core'
import { foldText } from '@caponier/contract/kit/text-fold'
import { isNis2 } from './reader.ts'

interface Hit {
  readonly kind: 'requirement' | 'duty' | 'measure' | 'law' | 'activity'
  readonly framework: string | null
  readonly id: string
  readonly title: string
  readonly excerpt: string
}

interface Entry extends Hit {
  readonly folded: string
  readonly foldedTitle: string
  readonly foldedId: string
}

const indexes = new WeakMap<Content, Map<Language, readonly Entry[]>>()

/** Every word must occur; the id first, then the title, then the text. Case and accents are ignored. */
export function searchContent(content: Content, text: string, lang: Language, limit: number): { total: number; hits: Hit[] } {
  const words = foldText(text)
    .split(/\s+/)
    .filter((word) => word !== '')
  const whole = words.join('')
  const found = indexOf(content, lang).flatMap((entry) => {
    const id = entry.foldedId.replaceAll(' ', '')
    if (!id.startsWith(whole) && !words.every((word) => entry.folded.includes(word))) return []
    const rank = id === whole ? 0 : id.startsWith(whole) ? 1 : words.every((word) => entry.foldedTitle.includes(word)) ? 2 : 3
    return [{ entry, rank }]
  })
  const hits = found.sort((a, b) => a.rank - b.rank).slice(0, limit)
  return {
    total: found.length,
    hits: hits.map(({ entry }) => ({
      kind: entry.kind,
      framework: entry.framework,
      id: entry.id,
      title: entry.title,
      excerpt: entry.excerpt,
    })),
  }
}

function indexOf(content: Content, lang: Language): readonly Entry[] {
  const perLanguage = indexes.get(content) ?? new Map<Language, readonly Entry[]>()
  indexes.set(content, perLanguage)
  const known = perLanguage.get(lang)
  if (known !== undefined) return known
  // The official title is found in both languages: people know it from the standard.
  const entry = (
    kind: Hit['kind'],
    framework: string | null,
    id: string,
    title: string,
    body: readonly string[],
    official = '',
  ): Entry => ({
    kind,
    framework,
    id,
    title,
    excerpt: body.find((part) => part !== '') ?? '',
    folded: foldText([id, title, official, ...body].join(' ')),
    foldedTitle: foldText(`${title} ${official}`),
    foldedId: foldText(id),
  })
  const made = [
    ...content.measures.map((one) => entry('measure', null, one.id, one.title[lang], [one.summary[lang]])),
    ...content.duties.map((one) => entry('duty', 'nis2:2022', one.id, one.title[lang], bodyOf(one.text[lang]))),
    ...content.frameworks
      .filter((framework) => !isNis2(framework))
      .flatMap((framework) =>
        framework.requirements.map((one) =>
          entry('requirement', framework.key, one.id, one.title[lang], bodyOf(one.text[lang] ?? one.text.en), one.title.en),
        ),
      ),
    ...content.laws.map((one) =>
      entry('law', null, one.code, one.name[lang], [
        one.act.name === 'unknown' ? '' : one.act.name,
        one.authority === 'unknown' ? '' : one.authority[lang],
      ]),
    ),
    ...content.activities.map((one) => entry('activity', null, one.id, one.sector[lang], [one.definition[lang]])),
  ]
  perLanguage.set(lang, made)
  return made
}

const bodyOf = (text: RequirementText): string[] => [
  text.intent ?? text.question ?? '',
  text.question ?? '',
  text.why ?? '',
  text.good ?? '',
  text.verify ?? '',
  ...(text.evidence ?? []),
]
