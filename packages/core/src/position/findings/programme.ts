import type { WorkspaceSupplier } from '../../company/workspace.ts'
import type { Model } from '../model.ts'
import { locate } from '../model.ts'
import { NOT_ASSESSED } from '../states.ts'
import type { ConsistencyRule, RawFinding } from './rule.ts'
import { listed } from './rule.ts'

export const controlLate: ConsistencyRule = {
  id: 'control-late',
  severity: 'high',
  title: { en: 'Control past its date', de: 'Schutzmaßnahme überfällig' },
  why: {
    en: 'A planned control counts as designed. Once its date has passed, that number promises something that did not happen.',
    de: 'Eine geplante Schutzmaßnahme zählt als vorgesehen. Ist ihr Termin verstrichen, verspricht die Zahl etwas, das nicht geschehen ist.',
  },
  find: ({ model }) =>
    [...model.slice.controls.values()].flatMap(({ control, state }): RawFinding[] =>
      (state === 'planned' || state === 'proposed') && control.due !== undefined && control.due < model.slice.moment.asOf
        ? [
            {
              subject: `control:${control.id}`,
              reason: {
                en: `"${control.name}" was due on ${control.due} and is still ${state}.`,
                de: `„${control.name}“ war am ${control.due} fällig und ist noch ${state === 'planned' ? 'geplant' : 'vorgeschlagen'}.`,
              },
              fix: {
                en: 'Put it into operation, or decide on a new date with a reason.',
                de: 'In Betrieb nehmen oder mit Begründung einen neuen Termin setzen.',
              },
              refs: [`control:${control.id}`],
            },
          ]
        : [],
    ),
}

/** Zones a supplier reaches, sorted, because the order of lists has no meaning. */
const zonesOf = (model: Model, supplier: WorkspaceSupplier): string =>
  listed(
    [
      ...new Set(
        (supplier.access ?? []).map((one) => model.graph.subjects[model.graph.byRef.get(`zone:${one.zone}`) ?? -1]?.name ?? one.zone),
      ),
    ].sort(),
  )

/** Has the supplier answered anything, in whatever framework? */
const hasClaimed = (model: Model, supplier: WorkspaceSupplier): boolean =>
  [...(model.slice.histories.get(`supplier:${supplier.id}`)?.values() ?? [])].some((requirements) =>
    [...requirements.values()].some((history) => (history.at(-1)?.state ?? 'not-assessed') !== 'not-assessed'),
  )

export const supplierWithoutClaim: ConsistencyRule = {
  id: 'supplier-without-claim',
  severity: 'high',
  title: { en: 'Supplier with access and no claim', de: 'Lieferant mit Zugang, aber ohne Selbstauskunft' },
  why: {
    en: 'Art. 21(2)(d) and 21(3) ask about the security of each direct supplier; one who reaches into a zone and has said nothing is unknown risk.',
    de: 'Art. 21 Abs. 2 Buchst. d und Abs. 3 fragen nach der Sicherheit jedes unmittelbaren Anbieters; ein Lieferant, der bis in eine Zone reicht und sich nicht erklärt hat, ist ein unbekanntes Risiko.',
  },
  find: ({ model }) =>
    (model.slice.workspace.suppliers ?? []).flatMap((supplier): RawFinding[] =>
      (supplier.access ?? []).length > 0 && !hasClaimed(model, supplier)
        ? [
            {
              subject: `supplier:${supplier.id}`,
              reason: {
                en: `${supplier.name} has access to ${zonesOf(model, supplier)} and has answered neither IEC 62443-2-4 nor 4-1.`,
                de: `${supplier.name} hat Zugang zu ${zonesOf(model, supplier)} und hat weder IEC 62443-2-4 noch 4-1 beantwortet.`,
              },
              fix: {
                en: 'Send the questionnaire, or close the access until there is an answer.',
                de: 'Fragebogen senden oder den Zugang sperren, bis eine Antwort vorliegt.',
              },
              refs: (supplier.access ?? []).map((one) => `zone:${one.zone}`),
            },
          ]
        : [],
    ),
}

export const dutyWithoutAnswer: ConsistencyRule = {
  id: 'duty-without-answer',
  severity: 'medium',
  title: { en: 'Duty without answer', de: 'Pflicht ohne Antwort' },
  why: {
    en: 'What IEC 62443 cannot carry must be answered directly; an unanswered duty counts as 0.',
    de: 'Was IEC 62443 nicht tragen kann, ist direkt zu beantworten; eine unbeantwortete Pflicht zählt als 0.',
  },
  find: ({ model, scope }) => {
    const outside = new Set(scope.filter((one) => one.class === 'out' || one.class === 'registration-only').map((one) => one.entity))
    return model.graph.subjects.flatMap((subject): RawFinding[] => {
      if (subject.kind !== 'entity' || outside.has(subject.id)) return []
      return model.pack.measures.flatMap((measure, index): RawFinding[] => {
        const open = (model.pack.dutiesOfMeasure[index] ?? []).flatMap((at) => {
          const duty = model.pack.duties[at]
          const cell = duty === undefined || duty.kind === 'carried' ? null : locate(model, subject.ref, 'nis2:2022', duty.duty.id)
          return cell !== null && duty !== undefined && cell.block.effective[cell.index] === NOT_ASSESSED ? [duty.duty.id] : []
        })
        return open.length === 0
          ? []
          : [
              {
                subject: subject.ref,
                detail: measure.id,
                framework: 'nis2:2022',
                requirements: open,
                reason: {
                  en: `${subject.name} has not answered ${listed(open)} (${measure.article}).`,
                  de: `${subject.name} hat ${listed(open)} nicht beantwortet (${measure.article}).`,
                },
                fix: { en: 'Answer each duty and link what proves it.', de: 'Jede Pflicht beantworten und den Nachweis dazu verknüpfen.' },
              },
            ]
      })
    })
  },
}

export const contradictionOpen: ConsistencyRule = {
  id: 'contradiction-open',
  severity: 'high',
  title: { en: 'Contradiction open', de: 'Widerspruch offen' },
  why: {
    en: 'Something observed says the opposite of the answer; until it is treated the answer counts as partly at most.',
    de: 'Eine Beobachtung widerspricht der Antwort; bis sie behandelt ist, zählt die Antwort höchstens als teilweise erfüllt.',
  },
  find: ({ model }) =>
    model.slice.contradictions.map((one): RawFinding => ({
      subject: one.subject,
      detail: one.id,
      framework: one.framework,
      requirements: [one.requirement],
      reason: { en: `${one.requirement}: ${one.reason}`, de: `${one.requirement}: ${one.reason}` },
      fix: {
        en: 'Remove what contradicts the answer and record the date, or correct the answer.',
        de: 'Beseitigen, was der Antwort widerspricht, und das Datum festhalten oder die Antwort berichtigen.',
      },
      refs: [...(one.flow === undefined ? [] : [`flow:${one.flow}`]), ...(one.evidence === undefined ? [] : [`evidence:${one.evidence}`])],
    })),
}
