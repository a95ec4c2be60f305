/** Member states, EEA states, and further states where suppliers often are; ISO 3166-1 alpha-2. */
export const COUNTRIES = (
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK IS LI NO ' +
  'CH GB US CA MX BR CN JP KR TW IN SG MY TH VN TR UA RS BA ME MK AL MD IL AE ZA AU NZ'
).split(' ')

const names = new Map<string, Intl.DisplayNames>()

/** Name of a state in the language of the page. */
export function countryName(code: string, language: 'en' | 'de'): string {
  let known = names.get(language)
  if (known === undefined) names.set(language, (known = new Intl.DisplayNames([language], { type: 'region' })))
  return known.of(code) ?? code
}
