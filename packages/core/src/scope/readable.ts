import type { Language } from '../framework/text.ts'

/**
 * A fact as people read it: numbers of five digits and more in groups of three. Machine output keeps the plain digits.
 * Years, ids and NACE codes have fewer digits and stay; a German headcount below that gets its decimal comma.
 */
export function readableFact(text: string, lang: Language): string {
  const [group, point] = lang === 'de' ? ['.', ','] : [',', '.']
  const commas = lang === 'de' ? text.replaceAll(/(?<=(?:Beschäftigte|eigen) )(\d{1,4})\.(\d+)/g, '$1,$2') : text
  return commas.replaceAll(/(?<![\d.])(\d{5,})(?:\.(\d+))?(?!\d)/g, (_, whole: string, part?: string) => {
    const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, group)
    return part === undefined ? grouped : `${grouped}${point}${part}`
  })
}

/** An article as it is cited in the language: `2003/361/EC Annex Art. 2(1)` is `2003/361/EG, Anhang Art. 2(1)` in German. */
export const readableArticle = (article: string, lang: Language): string =>
  lang === 'en'
    ? article
    : article
        .replaceAll('/EC Annex', '/EG, Anhang')
        .replaceAll('/EC', '/EG')
        .replaceAll('Annex', 'Anhang')
        .replaceAll('recital', 'Erwägungsgrund')
