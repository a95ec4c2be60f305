import { z } from 'zod'
import type { StateCode } from './law-pack.ts'
import { isCountry } from './states.ts'

export type Size = 'small' | 'medium' | 'large'

/** Figures of one closed accounting period. Headcount in annual work units, money in euro; an absent figure is unknown. */
export interface Figures {
  readonly headcount?: number | null | undefined
  readonly turnoverEur?: number | null | undefined
  readonly balanceEur?: number | null | undefined
}

export interface YearFigures extends Figures {
  readonly year: number
}

/** A relation to another enterprise. `sharePercent` is the higher of capital and votes, 0..100. */
export interface Link extends Figures {
  readonly to?: string | null | undefined
  readonly sharePercent?: number | null | undefined
  /** Majority of votes, right to appoint the board, or dominant influence (2003/361/EC Annex Art. 3(3)). */
  readonly control?: boolean | null | undefined
  readonly direction?: 'up' | 'down' | null | undefined
  /** Figures per year, where the other enterprise belongs to the group that is computed; not part of a case line. */
  readonly years?: readonly YearFigures[]
}

export interface NaceCode {
  readonly code: string
  readonly rev: '2' | '2.1'
}

export interface ScopeFlags {
  readonly criticalEntity?: boolean | null | undefined
  readonly identifiedByState?: 'essential' | 'important' | null | undefined
  readonly formerOperatorOfEssentialServices?: boolean | null | undefined
  readonly defenceExempt?: boolean | null | undefined
}

/** The facts of one legal entity, as one line of `caponier scope --jsonl`. Null means the same as absent. */
export interface ScopeCase {
  readonly id: string | number
  readonly establishment?: StateCode | null | undefined
  readonly establishments?: readonly StateCode[] | null | undefined
  readonly headcount?: number | null | undefined
  readonly turnoverEur?: number | null | undefined
  readonly balanceEur?: number | null | undefined
  /** Closed accounting periods, oldest first. They win over the figures beside them. */
  readonly years?: readonly YearFigures[] | null | undefined
  readonly priorStatus?: Size | null | undefined
  readonly links?: readonly Link[] | null | undefined
  readonly independentSystems?: boolean | null | undefined
  readonly servesIn?: readonly StateCode[] | null | undefined
  readonly mainEstablishment?: StateCode | null | undefined
  readonly nace?: readonly NaceCode[] | null | undefined
  readonly activities?: readonly string[] | null | undefined
  readonly flags?: ScopeFlags | null | undefined
}

/** Ten million persons and ten trillion euro: above every enterprise there is, far below the loss of exact cents. */
export const MAX_HEADCOUNT = 1e7
export const MAX_EURO = 1e13

const NUL = String.fromCharCode(0)
const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((value) => !value.includes(NUL), 'must not contain NUL')
const state = z.string().refine(isCountry, 'must be a country code of two capital letters (ISO 3166-1, Greece is GR, United Kingdom is GB)')
const headcount = z.number().min(0).max(MAX_HEADCOUNT).nullish()
const euro = z.number().min(0).max(MAX_EURO).nullish()

const link = z
  .strictObject({
    to: text(200).nullish(),
    sharePercent: z.number().min(0).max(100).nullish(),
    control: z.boolean().nullish(),
    direction: z.enum(['up', 'down']).nullish(),
    headcount,
    turnoverEur: euro,
    balanceEur: euro,
  })
  .refine((value) => value.control === true || typeof value.sharePercent === 'number', {
    message: 'needs sharePercent, unless control is true',
    path: ['sharePercent'],
  })

const year = z.strictObject({ year: z.int().min(1990).max(2100), headcount, turnoverEur: euro, balanceEur: euro })

/** Schema of one case. Unknown keys are errors, so that a misspelt fact is never silently left out. */
export const scopeCaseSchema = z.strictObject({
  id: z.union([text(200), z.int()]),
  establishment: state.nullish(),
  establishments: z.array(state).max(100).nullish(),
  headcount,
  turnoverEur: euro,
  balanceEur: euro,
  years: z
    .array(year)
    .max(30)
    .refine(
      (years) => years.every((entry, index) => index === 0 || entry.year > (years[index - 1]?.year ?? 0)),
      'must be in ascending order, each year once, latest last',
    )
    .nullish(),
  priorStatus: z.enum(['small', 'medium', 'large']).nullish(),
  links: z.array(link).max(1000).nullish(),
  independentSystems: z.boolean().nullish(),
  servesIn: z.array(state).max(100).nullish(),
  mainEstablishment: state.nullish(),
  nace: z
    .array(z.strictObject({ code: text(20), rev: z.enum(['2', '2.1']) }))
    .max(100)
    .nullish(),
  activities: z.array(text(40)).max(100).nullish(),
  flags: z
    .strictObject({
      criticalEntity: z.boolean().nullish(),
      identifiedByState: z.enum(['essential', 'important']).nullish(),
      formerOperatorOfEssentialServices: z.boolean().nullish(),
      defenceExempt: z.boolean().nullish(),
    })
    .nullish(),
}) satisfies z.ZodType<ScopeCase>

/** Why a case could not be decided. `code` is stable. */
export interface CaseError {
  readonly code:
    | 'empty-line'
    | 'line-too-long'
    | 'invalid-json'
    | 'too-deep'
    | 'duplicate-key'
    | 'not-an-object'
    | 'unknown-key'
    | 'missing'
    | 'wrong-type'
    | 'out-of-range'
    | 'invalid-value'
    | 'unknown-activity'
    | 'none-beside-others'
    | 'unknown-nace'
  readonly message: string
  /** Where in the case, e.g. `links[0].sharePercent`. */
  readonly path?: string
}

export type CaseResult = { readonly ok: true; readonly value: ScopeCase } | { readonly ok: false; readonly error: CaseError }

/** Reads one case from parsed JSON. The first thing wrong is the error. */
export function parseCase(value: unknown): CaseResult {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { ok: false, error: { code: 'not-an-object', message: 'a case is a JSON object' } }
  if (!('id' in value)) return { ok: false, error: { code: 'missing', message: 'id is missing', path: 'id' } }
  const parsed = scopeCaseSchema.safeParse(value)
  if (parsed.success) return { ok: true, value: parsed.data }
  const issue = parsed.error.issues[0]
  return { ok: false, error: issue === undefined ? { code: 'invalid-value', message: 'the case is not valid' } : caseError(issue) }
}

function caseError(issue: z.core.$ZodIssue): CaseError {
  const path = pathText(issue.path)
  const where = path === '' ? {} : { path }
  if (issue.code === 'unrecognized_keys') {
    const key = (issue.keys[0] ?? '').slice(0, 80)
    return { code: 'unknown-key', message: `unknown key ${JSON.stringify(key)}`, path: path === '' ? key : `${path}.${key}` }
  }
  if (issue.code === 'invalid_type')
    return issue.message.endsWith('received undefined')
      ? { code: 'missing', message: `${path} is missing`, ...where }
      : { code: 'wrong-type', message: issue.message, ...where }
  if (issue.code === 'invalid_union')
    return { code: 'wrong-type', message: `${path} must be a string of 1 to 200 characters or a whole number`, ...where }
  if (issue.code === 'too_small' || issue.code === 'too_big') return { code: 'out-of-range', message: issue.message, ...where }
  return { code: 'invalid-value', message: issue.message, ...where }
}

function pathText(path: readonly PropertyKey[]): string {
  let shown = ''
  for (const part of path) shown += typeof part === 'number' ? `[${part}]` : shown === '' ? String(part) : `.${String(part)}`
  return shown
}
