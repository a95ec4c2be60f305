import type { Text } from '../framework/text.ts'
import { divide, toDecimal } from './exact.ts'
import type { Decimal } from './exact.ts'
import type { ExchangeRate, GroupOrganisation } from './group-input.ts'
import type { FineCeiling, LawPack, NisClass } from './law-pack.ts'
import type { Rates } from './money.ts'
import { EURO, rateFor, toEuro } from './money.ts'

/** The highest administrative fine that a state's act allows for the entity. */
export interface FineResult {
  /** As the act says it. */
  readonly law: FineCeiling
  /** In integer euro cents, rounded half up; null where a rate is missing. */
  readonly ceilingCents: number | null
  /** Which limb gives the ceiling. */
  readonly by: 'amount' | 'percent' | null
  /** Worldwide turnover of the undertaking in euro cents that the share was taken of. */
  readonly turnoverCents: number | null
  readonly rates: readonly ExchangeRate[]
  readonly doubts: readonly Text[]
}

/**
 * The fine ceiling in euro: the higher of the amount and the share of the undertaking's worldwide turnover, unless the act
 * says otherwise. Null where the class carries no such fine, or the pack does not hold it.
 * @see NIS2 Art. 34(4)-(5)
 */
export function fineCeiling(
  decided: NisClass,
  pack: LawPack,
  organisation: GroupOrganisation | undefined,
  rates: Rates,
): FineResult | null {
  if (decided !== 'essential' && decided !== 'important') return null
  const law = pack.fines[decided]
  if (law === 'unknown') return null
  const doubts: Text[] = []
  const used: ExchangeRate[] = []
  const euroCents = (amount: number, currency: string, year: number | null): number | null => {
    const rate = currency === EURO ? null : rateFor(rates, currency, year)
    const euro = toEuro(amount, currency, rate)
    if (euro === null) doubts.push(missingRate(currency))
    else if (rate !== null && !used.includes(rate)) used.push(rate)
    return euro === null ? null : cents(toDecimal(euro))
  }
  const amount = euroCents(law.amount, law.currency, null)
  const turnover = organisation?.turnover ?? null
  const turnoverCents = turnover === null ? null : euroCents(turnover.amount, turnover.currency, turnover.year ?? null)
  if (turnover === null) doubts.push(NO_TURNOVER)
  else if (organisation?.isLowerBound === true) doubts.push(LOWER_BOUND)
  if (law.rule === 'unknown') doubts.push(RULE_UNKNOWN)
  const share = turnoverCents === null ? null : shareCents(turnoverCents, law.percent)
  return { law, ...pick(amount, share, law.rule), turnoverCents, rates: used, doubts }
}

function pick(
  amount: number | null,
  share: number | null,
  rule: FineCeiling['rule'],
): { readonly ceilingCents: number | null; readonly by: 'amount' | 'percent' | null } {
  if (amount === null) return { ceilingCents: null, by: null }
  if (share === null) return { ceilingCents: amount, by: 'amount' }
  const higher = share > amount
  return (rule === 'lower-of') === higher ? { ceilingCents: amount, by: 'amount' } : { ceilingCents: share, by: 'percent' }
}

const ONE = toDecimal(1)
const cents = (euro: Decimal): number => Number(divide({ digits: euro.digits * 100n, scale: euro.scale }, ONE, 0).digits)

function shareCents(turnoverCents: number, percent: number): number {
  const rate = toDecimal(percent)
  return Number(divide({ digits: BigInt(turnoverCents) * rate.digits, scale: rate.scale + 2 }, ONE, 0).digits)
}

const NO_TURNOVER: Text = {
  en: 'The worldwide turnover of the undertaking is not given: only the fixed amount is shown, the share of turnover may be higher.',
  de: 'Der weltweite Umsatz des Unternehmens ist nicht angegeben: Gezeigt ist nur der feste Betrag, der Anteil am Umsatz kann höher sein.',
}
const LOWER_BOUND: Text = {
  en: 'The worldwide turnover of the undertaking is not given: the figures of the entity and of the enterprises linked to it stand in. The ceiling is at least this high.',
  de: 'Der weltweite Umsatz des Unternehmens ist nicht angegeben: Die Zahlen des Rechtsträgers und der verbundenen Unternehmen stehen dafür ein. Der Rahmen ist mindestens so hoch.',
}
const RULE_UNKNOWN: Text = {
  en: 'Whether the higher or the lower of amount and share counts is not known; the higher is shown.',
  de: 'Ob der höhere oder der niedrigere Wert aus Betrag und Anteil gilt, ist nicht bekannt; gezeigt ist der höhere.',
}
const missingRate = (currency: string): Text => ({
  en: `No rate for ${currency} is given; the amount stays in ${currency}. Give units per euro with date and source.`,
  de: `Für ${currency} ist kein Kurs angegeben; der Betrag bleibt in ${currency}. Anzugeben sind Einheiten je Euro mit Datum und Quelle.`,
})
