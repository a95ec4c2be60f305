import type { CeilingName } from './size.ts'
import type { Text } from '../framework/text.ts'
import type { StateCode } from './law-pack.ts'
import type { Size } from './case.ts'

/**
 * What a person or counsel must settle. Codes are stable. A question either explains why the result is undetermined, or
 * names an assumption that the result rests on.
 */
export type Question =
  | { readonly code: 'activity-missing'; readonly params: Readonly<Record<string, never>> }
  | { readonly code: 'activity-doubt'; readonly params: { readonly activity: string; readonly doubt: Text } }
  | {
      readonly code: 'nace-maybe'
      readonly params: { readonly nace: string; readonly activities: readonly string[]; readonly note: Text | null }
    }
  | { readonly code: 'nace-unknown'; readonly params: { readonly nace: string } }
  | { readonly code: 'none-against-nace'; readonly params: { readonly nace: readonly string[]; readonly activities: readonly string[] } }
  | { readonly code: 'identified-without-activity'; readonly params: { readonly as: 'essential' | 'important' } }
  | { readonly code: 'defence-exempt'; readonly params: Readonly<Record<string, never>> }
  | { readonly code: 'figures-missing'; readonly params: { readonly figures: readonly string[] } }
  | {
      readonly code: 'prior-status-missing'
      readonly params: { readonly previous: number | null; readonly latest: number | null; readonly ceiling: CeilingName }
    }
  | { readonly code: 'one-year-against-prior'; readonly params: { readonly year: number | null; readonly prior: Size } }
  | { readonly code: 'prior-against-years'; readonly params: { readonly prior: Size } }
  | { readonly code: 'years-gap'; readonly params: { readonly after: number; readonly latest: number } }
  | { readonly code: 'year-not-closed'; readonly params: { readonly year: number; readonly asOf: string } }
  | { readonly code: 'link-without-control'; readonly params: { readonly to: string; readonly percent: string } }
  | { readonly code: 'link-named-twice'; readonly params: { readonly to: string } }
  | { readonly code: 'exchange-rate-missing'; readonly params: { readonly entity: string; readonly currency: string } }
  | { readonly code: 'no-establishment-in-union'; readonly params: { readonly states: readonly StateCode[] } }
  | {
      readonly code: 'main-establishment-missing'
      readonly params: { readonly activities: readonly string[]; readonly candidates: readonly StateCode[] }
    }
  | { readonly code: 'main-establishment-outside-union'; readonly params: { readonly state: StateCode } }
  | {
      readonly code: 'main-establishment-not-listed'
      readonly params: { readonly state: StateCode; readonly establishments: readonly StateCode[] }
    }
  | {
      readonly code: 'serves-in-missing'
      readonly params: { readonly activities: readonly string[]; readonly assumed: readonly StateCode[] }
    }
  | { readonly code: 'serves-outside-union'; readonly params: { readonly states: readonly StateCode[] } }
  | { readonly code: 'recital-16-available'; readonly params: { readonly state: StateCode; readonly rule: Text | null } }
  | { readonly code: 'recital-16-unknown'; readonly params: { readonly state: StateCode } }
  | { readonly code: 'recital-16-confirm'; readonly params: { readonly state: StateCode; readonly rule: Text | null } }
  | { readonly code: 'former-operator-unknown'; readonly params: { readonly state: StateCode } }
  | { readonly code: 'national-additions'; readonly params: { readonly state: StateCode; readonly additions: Text } }
  | {
      readonly code: 'act-not-in-force'
      readonly params: { readonly state: StateCode; readonly from: string | null; readonly readOn: string }
    }
  | { readonly code: 'act-date-unknown'; readonly params: { readonly state: StateCode; readonly readOn: string } }
  | { readonly code: 'law-pack-missing'; readonly params: { readonly state: StateCode } }

export type QuestionCode = Question['code']
