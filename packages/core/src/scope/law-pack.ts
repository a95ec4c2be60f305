import type { Confidence, Text } from '../framework/text.ts'

export type StateCode = string
export type NisClass = 'essential' | 'important' | 'registration-only' | 'out' | 'undetermined'

/** A fact of a law pack, or the honest absence of one; the absence is explained in `doubts`. */
export type Fact<T> = T | 'unknown'

/** The transposition of NIS2 in one state (27 member states, NO, IS, LI). Source and date on every pack. */
export interface LawPack {
  readonly code: StateCode
  readonly name: Text
  readonly group: 'member-state' | 'eea'
  /** `in-force`: NIS2 duties bind; `adopted`: act passed, not yet in force; `none`: no act; `nis1`: an older regime that does not carry NIS2. */
  readonly status: 'in-force' | 'adopted' | 'none' | 'nis1'
  readonly act: {
    readonly name: Fact<string>
    readonly reference: Fact<string>
    readonly published: Fact<string>
    /** ISO date from which the act binds; compared with the as-of date. */
    readonly inForce: Fact<string>
    readonly note?: Text
  }
  /** National names of the classes in the national language, e.g. `besonders wichtige Einrichtung`. */
  readonly classNames: { readonly essential: Fact<string>; readonly important: Fact<string> }
  readonly authority: Fact<Text>
  readonly csirt: Fact<Text>
  readonly channel: Fact<Text>
  /** Credentials that must be obtained before an incident, or the fallback channel. */
  readonly credentials: Fact<Text>
  readonly registration: { readonly duty: Fact<Text>; readonly deadline: Fact<string>; readonly portal: Fact<string> }
  readonly clock: {
    readonly anchor: Fact<'awareness' | 'detection' | 'establishment' | 'determination'>
    readonly anchorNote: Fact<Text>
    readonly earlyWarningHours: Fact<number>
    readonly notificationHours: Fact<number> | 'none'
    readonly finalReport: {
      readonly unit: Fact<'month' | 'days' | 'working-days'>
      readonly count: Fact<number>
      readonly from: Fact<'notification-submission' | 'early-warning' | 'resolution' | 'awareness' | 'end-of-impact'>
    }
    readonly stages: Fact<Text>
    readonly differsFromDirective: Fact<Text>
  }
  readonly fines: {
    readonly essential: Fact<FineCeiling>
    readonly important: Fact<FineCeiling>
    readonly basis: Fact<Text>
    readonly other: Fact<Text>
  }
  readonly managementLiability: Fact<Text>
  /** Art. 3(1)(g): do operators identified under NIS1 stay essential? */
  readonly formerOperatorsStayEssential: Fact<boolean>
  /** Recital 16: does the state let an entity count by its own figures when its systems are independent? */
  readonly recital16: {
    readonly option: Fact<'own-figures-if-independent' | 'own-figures' | 'not-offered'>
    readonly rule: Fact<Text>
    readonly confidence: Confidence
  }
  /** ISO 639-1 codes of the reporting language(s). */
  readonly languages: Fact<readonly string[]>
  readonly languageNote: Fact<Text>
  readonly recognisedFramework: Fact<Text>
  readonly goldPlating: Fact<Text>
  readonly doubts: readonly Text[]
  readonly asOf: string
  readonly confidence: Confidence
  readonly confidenceNote: string
  readonly sources: string
}

/** Ceiling of the administrative fine: the higher of the amount and the share of worldwide turnover, unless said otherwise. */
export interface FineCeiling {
  /** Integer units of `currency`, not cents. */
  readonly amount: number
  readonly currency: string
  /** Share of the worldwide annual turnover of the undertaking, in percent. */
  readonly percent: number
  readonly rule: 'higher-of' | 'lower-of' | 'unknown'
}

/** One row of `facts/activities.csv`: a type of entity of Annex I or II, or a size-independent type. */
export interface ActivityDefinition {
  readonly id: string
  readonly annex: 'I' | 'II' | '-'
  readonly point: string
  readonly sector: Text
  readonly subsector: Text | null
  readonly definition: Text
  readonly sizeRule: 'size-cap' | 'any-size'
  readonly class: { readonly small: NisClass; readonly medium: NisClass; readonly large: NisClass }
  readonly jurisdiction: 'establishment' | 'main-establishment' | 'where-provided' | 'establishing-state'
  readonly doubt: Text | null
  readonly cir: 'binding' | 'yardstick' | 'no'
  readonly source: string
}

/**
 * What a NACE code says about the annexes. `prefix` is a division (`26`), group (`25.4`) or class (`32.50`); the longest
 * matching prefix of the revision decides. `activities` are certain, `maybe` leaves the entity undetermined with a question.
 */
export interface NaceRule {
  readonly rev: '2' | '2.1'
  readonly prefix: string
  readonly activities: readonly string[]
  readonly maybe: readonly string[]
  readonly note: Text | null
  readonly confidence: Confidence
  readonly source: string
}
