import type { Language } from '@caponier/core'
import type { ScopePosition } from '@caponier/core/position/output'
import type { Slice } from '@caponier/core/position/slice'
import { sliceWorkspace } from '@caponier/core/position/slice'
import { indexRates } from '@caponier/core/scope/money'
import { stateObligations } from '@caponier/core/scope/obligations'
import type { EntityDossier, ReportInput } from '../input.ts'
import type { Names } from '../names.ts'
import { buildNames } from '../names.ts'
import { de } from '../text/de.ts'
import type { Words } from '../text/en.ts'
import { en } from '../text/en.ts'
import { sentencesDe } from '../text/sentences-de.ts'
import type { Sentences } from '../text/sentences-en.ts'
import { sentencesEn } from '../text/sentences-en.ts'

/** What every chapter's builder reads. */
export interface Build {
  readonly input: ReportInput
  readonly lang: Language
  readonly words: Words
  readonly say: Sentences
  readonly names: Names
  readonly asOf: string
  readonly slice: Slice
  /** Legal entities, the strictest class first, then as in the position. */
  readonly entities: readonly ScopePosition[]
  readonly dossiers: ReadonlyMap<string, EntityDossier>
}

const CLASS_ORDER: readonly ScopePosition['class'][] = ['essential', 'important', 'undetermined', 'registration-only', 'out']

export function startBuild(input: ReportInput): Build {
  const { lang, position, content, workspace, generatedFor } = input
  return {
    input,
    lang,
    words: lang === 'de' ? de : en,
    say: lang === 'de' ? sentencesDe : sentencesEn,
    names: buildNames(content, workspace, lang),
    asOf: generatedFor.asOf,
    slice: sliceWorkspace(workspace, { asOf: generatedFor.asOf, knownAt: generatedFor.knownAt }),
    entities: position.scope
      .map((entity, index) => ({ entity, index }))
      .sort((a, b) => CLASS_ORDER.indexOf(a.entity.class) - CLASS_ORDER.indexOf(b.entity.class) || a.index - b.index)
      .map(({ entity }) => entity),
    dossiers: new Map((input.groupScope ?? derivedDossiers(input)).map((dossier) => [dossier.entity, dossier])),
  }
}

/** Dossiers from the law packs alone, when the caller has none: obligations and fines, no flips. */
function derivedDossiers({ position, content, workspace }: ReportInput): EntityDossier[] {
  const laws = new Map(content.laws.map((law) => [law.code, law]))
  const { groupTurnover, exchangeRates } = workspace.organisation
  const rates = indexRates(exchangeRates ?? [])
  const binding = new Set(position.cir.filter((entry) => entry.binding).map((entry) => entry.entity))
  return position.scope.map((entity) => ({
    entity: entity.entity,
    cir: binding.has(entity.entity) ? 'binding' : 'yardstick',
    states: stateObligations(
      entity.national.map((one) => ({ ...one, class: asClass(one.class, entity.class), inForce: one.inForce === true })),
      laws,
      groupTurnover === undefined ? undefined : { turnover: groupTurnover },
      rates,
    ),
    flips: [],
  }))
}

const asClass = (national: string, otherwise: ScopePosition['class']): ScopePosition['class'] =>
  CLASS_ORDER.find((known) => known === national) ?? otherwise

/** A list that the PDF shows in part and the spreadsheet in full. */
export interface Cut<T> {
  readonly rows: readonly T[]
  /** How many rows the PDF shows. */
  readonly shown: number
  /** `12 more, see ...`; null when all are shown. */
  readonly more: string | null
}

export const cut = <T>(rows: readonly T[], most: number, say: Sentences): Cut<T> => {
  const hidden = rows.length - most
  return hidden > 0 ? { rows, shown: most, more: say.more(hidden) } : { rows, shown: rows.length, more: null }
}
