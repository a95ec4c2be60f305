import type { Text } from '../framework/text.ts'
import type { FineResult } from './fines.ts'
import { fineCeiling } from './fines.ts'
import type { GroupOrganisation } from './group-input.ts'
import type { LawPack, StateCode } from './law-pack.ts'
import type { Rates } from './money.ts'
import type { NationalClass } from './national.ts'

/** What one state of jurisdiction asks of an entity, as the law pack holds it; `unknown` is explained in `doubts`. */
export interface StateObligations extends NationalClass {
  readonly name: Text
  readonly status: LawPack['status']
  readonly act: LawPack['act']
  readonly authority: LawPack['authority']
  readonly csirt: LawPack['csirt']
  readonly channel: LawPack['channel']
  readonly credentials: LawPack['credentials']
  readonly registration: LawPack['registration']
  readonly deadlines: LawPack['clock']
  readonly managementLiability: LawPack['managementLiability']
  readonly languages: LawPack['languages']
  readonly recognisedFramework: LawPack['recognisedFramework']
  readonly additions: LawPack['goldPlating']
  readonly fine: FineResult | null
  readonly doubts: readonly Text[]
  readonly asOf: string
  readonly confidence: LawPack['confidence']
  readonly sources: string
}

/** The obligations in each state of the decision, in its order; a state without a law pack is left out (a question names it). */
export const stateObligations = (
  classes: readonly NationalClass[],
  laws: ReadonlyMap<StateCode, LawPack>,
  organisation: GroupOrganisation | undefined,
  rates: Rates,
): readonly StateObligations[] =>
  classes.flatMap((national) => {
    const pack = laws.get(national.state)
    if (pack === undefined) return []
    const fine = fineCeiling(national.class, pack, organisation, rates)
    return [
      {
        ...national,
        name: pack.name,
        status: pack.status,
        act: pack.act,
        authority: pack.authority,
        csirt: pack.csirt,
        channel: pack.channel,
        credentials: pack.credentials,
        registration: pack.registration,
        deadlines: pack.clock,
        managementLiability: pack.managementLiability,
        languages: pack.languages,
        recognisedFramework: pack.recognisedFramework,
        additions: pack.goldPlating,
        fine,
        doubts: [...pack.doubts, ...(fine?.doubts ?? [])],
        asOf: pack.asOf,
        confidence: pack.confidence,
        sources: pack.sources,
      },
    ]
  })
