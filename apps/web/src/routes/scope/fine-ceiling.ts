/** The highest fine of a state's act for one entity, as the server computes it. */
export interface FineCeiling {
  /** In euro; null where a rate is missing. */
  readonly euro: number | null
  readonly by: 'amount' | 'percent' | null
  readonly amount: number
  readonly currency: string
  readonly percent: number
  readonly rule: string
  readonly turnoverEuro: number | null
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** Reads the fine of a state; null where the act has none for this class or the pack does not hold it (Art. 34(4), (5)). */
export function fineCeiling(fine: unknown): FineCeiling | null {
  const { law, ceilingCents, by, turnoverCents } = record(fine)
  const { amount, currency, percent, rule } = record(law)
  if (typeof amount !== 'number' || typeof percent !== 'number') return null
  const cents = number(ceilingCents)
  const turnover = number(turnoverCents)
  return {
    euro: cents === null ? null : cents / 100,
    by: by === 'amount' || by === 'percent' ? by : null,
    amount,
    currency: typeof currency === 'string' ? currency : 'EUR',
    percent,
    rule: typeof rule === 'string' ? rule : 'unknown',
    turnoverEuro: turnover === null ? null : turnover / 100,
  }
}

/** The clock of a state: from when it runs and how long each stage has. */
export interface Clock {
  readonly anchor: string | null
  readonly anchorNote: string | null
  readonly earlyWarningHours: number | null
  readonly notificationHours: number | null
  readonly finalCount: number | null
  readonly finalUnit: string | null
  readonly stages: string | null
  readonly differs: string | null
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== 'unknown' ? value : null)

/** Reads the clock of a state as the law pack holds it (Art. 23(4)). */
export function clockOf(clock: unknown): Clock {
  const { anchor, anchorNote, earlyWarningHours, notificationHours, finalReport, stages, differsFromDirective } = record(clock)
  const { unit, count } = record(finalReport)
  return {
    anchor: text(anchor),
    anchorNote: text(anchorNote),
    earlyWarningHours: number(earlyWarningHours),
    notificationHours: number(notificationHours),
    finalCount: number(count),
    finalUnit: text(unit),
    stages: text(stages),
    differs: text(differsFromDirective),
  }
}
