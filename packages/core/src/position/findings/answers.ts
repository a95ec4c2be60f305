import { COMPENSATED, implementedHalves, isAchieved, lower, NOT_APPLICABLE, NOT_ASSESSED } from '../states.ts'
import type { ConsistencyRule, RawFinding } from './rule.ts'
import { counted, frameworkLabel, listed } from './rule.ts'
import type { Standing } from './standing.ts'

/** One finding per subject and framework, with the requirements listed. */
function grouped(
  cases: readonly Standing[],
  make: (
    subject: string,
    framework: string,
    requirements: readonly string[],
  ) => Omit<RawFinding, 'subject' | 'detail' | 'framework' | 'requirements'>,
): RawFinding[] {
  const bySubject = Map.groupBy(cases, (one) => one.answer.subject)
  return [...bySubject].flatMap(([subject, ofSubject]) =>
    [...Map.groupBy(ofSubject, (one) => one.answer.framework)].map(([framework, group]): RawFinding => {
      const requirements = group.sort((a, b) => a.column - b.column).map((one) => one.answer.requirement)
      return { subject, detail: framework, framework, requirements, ...make(subject, framework, requirements) }
    }),
  )
}

export const metWithoutEvidence: ConsistencyRule = {
  id: 'met-without-evidence',
  severity: 'medium',
  title: { en: 'Met without evidence', de: 'Erfüllt ohne Nachweis' },
  why: {
    en: 'An auditor believes what can be shown. An answer of met that nothing proves counts as implemented, never as evidenced.',
    de: 'Prüfer glauben, was sich zeigen lässt. Ein „erfüllt“ ohne Nachweis zählt als umgesetzt, nie als nachgewiesen.',
  },
  find: ({ standing }) =>
    grouped(
      standing.filter(({ state, evidence }) => isAchieved(state) && evidence.every((one) => one.state === 'future')),
      (_, framework, requirements) => ({
        reason: {
          en: `${counted(requirements.length, 'answer', 'answers')} to ${frameworkLabel(framework)} at met or compensated without any evidence in effect: ${listed(requirements)}.`,
          de: `${counted(requirements.length, 'Antwort', 'Antworten')} zu ${frameworkLabel(framework)} mit „erfüllt“ oder „kompensiert“, aber ohne wirksamen Nachweis: ${listed(requirements)}.`,
        },
        fix: {
          en: 'Link a document, export, test or capture that shows it, or lower the answer until there is one.',
          de: 'Einen Nachweis verknüpfen (Dokument, Export, Prüfung, Mitschnitt) oder die Antwort senken, bis es einen gibt.',
        },
      }),
    ),
}

export const evidenceExpired: ConsistencyRule = {
  id: 'evidence-expired',
  severity: 'medium',
  title: { en: 'Evidence expired', de: 'Nachweis abgelaufen' },
  why: {
    en: 'Evidence proves a state up to its last day. Afterwards the answer may still be true, but nobody can show it.',
    de: 'Ein Nachweis belegt einen Zustand bis zu seinem letzten Tag. Danach mag die Antwort stimmen, zeigen kann sie niemand.',
  },
  find: ({ model, standing }) => {
    const bare = new Map<string, Standing[]>()
    for (const one of standing) {
      if (one.evidence.length === 0 || implementedHalves(one.state) === 0 || one.evidence.some((item) => item.state === 'valid')) continue
      for (const { evidence, state } of one.evidence) {
        if (state !== 'expired') continue
        const cases = bare.get(evidence.id)
        if (cases === undefined) bare.set(evidence.id, [one])
        else cases.push(one)
      }
    }
    return [...bare].map(([id, cases]): RawFinding => {
      const evidence = model.slice.evidence.get(id)?.evidence
      const until = evidence?.validUntil ?? ''
      const cells = cases.map((one) => `${one.answer.subject} ${one.answer.requirement}`).sort()
      return {
        subject: `evidence:${id}`,
        requirements: [...new Set(cases.map((one) => one.answer.requirement))].sort(),
        reason: {
          en: `"${evidence?.name ?? id}" was valid until ${until}. ${counted(cases.length, 'answer has', 'answers have')} no other valid evidence: ${listed(cells, 4)}.`,
          de: `„${evidence?.name ?? id}“ galt bis ${until}. ${counted(cases.length, 'Antwort hat', 'Antworten haben')} keinen anderen gültigen Nachweis: ${listed(cells, 4)}.`,
        },
        fix: {
          en: "Renew it with today's state and link the new one beside it.",
          de: 'Mit dem heutigen Stand erneuern und den neuen Nachweis zusätzlich verknüpfen.',
        },
        refs: [`evidence:${id}`, ...new Set(cases.map((one) => one.answer.subject))],
      }
    })
  },
}

export const raisedAfterEvidence: ConsistencyRule = {
  id: 'raised-after-evidence',
  severity: 'medium',
  title: { en: 'Answer raised after its newest evidence', de: 'Antwort nach dem jüngsten Nachweis angehoben' },
  why: {
    en: 'Evidence from before the improvement cannot prove the improvement.',
    de: 'Ein Nachweis, der älter ist als die Verbesserung, kann sie nicht belegen.',
  },
  find: ({ standing }) =>
    grouped(
      standing.filter(({ answer, state, before, evidence }) => {
        // Not assessed is the absence of an answer (rule 1): a first answer says what is, and raises nothing.
        if (before === NOT_ASSESSED || before === NOT_APPLICABLE || state === NOT_APPLICABLE) return false
        const { from } = answer
        if (from === undefined || implementedHalves(state) <= implementedHalves(before)) return false
        const inEffect = evidence.filter((one) => one.state !== 'future')
        return inEffect.length > 0 && inEffect.every((one) => one.evidence.effective < from)
      }),
      (_, framework, requirements) => ({
        reason: {
          en: `${counted(requirements.length, 'answer', 'answers')} to ${frameworkLabel(framework)} raised after the newest evidence took effect: ${listed(requirements)}.`,
          de: `${counted(requirements.length, 'Antwort', 'Antworten')} zu ${frameworkLabel(framework)} nach dem Wirksamwerden des jüngsten Nachweises angehoben: ${listed(requirements)}.`,
        },
        fix: { en: 'Link evidence that shows the new state.', de: 'Einen Nachweis verknüpfen, der den neuen Zustand zeigt.' },
      }),
    ),
}

export const unjustified: ConsistencyRule = {
  id: 'unjustified',
  severity: 'high',
  title: { en: 'Not applicable or compensated without a reason', de: 'Nicht anwendbar oder kompensiert ohne Begründung' },
  why: {
    en: 'Leaving a requirement out, or meeting it another way, is a decision that must be defended. Without a reason it counts as not assessed.',
    de: 'Eine Anforderung wegzulassen oder auf anderem Weg zu erfüllen, ist eine Entscheidung, die einer Prüfung standhalten muss. Ohne Begründung zählt sie als nicht bewertet.',
  },
  find: ({ standing }) =>
    grouped(
      standing.filter(
        ({ answer, state }) => (answer.state === 'compensated' || answer.state === 'not-applicable') && state === NOT_ASSESSED,
      ),
      (_, framework, requirements) => ({
        reason: {
          en: `${counted(requirements.length, 'answer', 'answers')} to ${frameworkLabel(framework)}, not applicable or compensated, without a reason: ${listed(requirements)}.`,
          de: `${counted(requirements.length, 'Antwort', 'Antworten')} zu ${frameworkLabel(framework)}, nicht anwendbar oder kompensiert, ohne Begründung: ${listed(requirements)}.`,
        },
        fix: {
          en: 'Write why the requirement does not apply, or which countermeasure stands in for it and how it was tested.',
          de: 'Festhalten, warum die Anforderung nicht zutrifft oder welche Gegenmaßnahme an ihre Stelle tritt und wie sie geprüft wurde.',
        },
      }),
    ),
}

export const reviewOverdue: ConsistencyRule = {
  id: 'review-overdue',
  severity: 'medium',
  title: { en: 'Review overdue', de: 'Überprüfung überfällig' },
  why: {
    en: 'Not applicable and compensated were decided under the circumstances of a day. Past the date that was set to look again, nobody knows whether they still hold.',
    de: '„Nicht anwendbar“ und „kompensiert“ wurden unter den Umständen eines Tages entschieden. Ist der Tag der Überprüfung verstrichen, weiß niemand, ob sie noch gelten.',
  },
  find: ({ model, standing }) => {
    const { asOf } = model.slice.moment
    const isOverdue = ({ answer, state }: Standing): boolean =>
      (state === COMPENSATED || state === NOT_APPLICABLE) && answer.review !== undefined && answer.review < asOf
    return [...Map.groupBy(standing.filter(isOverdue), ({ answer }) => `${answer.subject} ${answer.framework}`).values()].flatMap(
      (cases): RawFinding[] => {
        const [first] = cases.toSorted((a, b) => ((a.answer.review ?? '') < (b.answer.review ?? '') ? -1 : 1))
        if (first === undefined) return []
        const { subject, framework, review = '' } = first.answer
        const requirements = cases.toSorted((a, b) => a.column - b.column).map(({ answer }) => answer.requirement)
        const people = [...new Set(cases.flatMap(({ answer }) => answer.reviewer ?? []))].sort()
        const names = people.map((id) => model.slice.workspace.people?.find((one) => one.id === id)?.name ?? id)
        return [
          {
            subject,
            detail: framework,
            framework,
            requirements,
            reason: {
              en: `${counted(requirements.length, 'answer', 'answers')} to ${frameworkLabel(framework)}, not applicable or compensated, to be looked at again since ${review}${names.length === 0 ? '' : ` by ${listed(names, 3)}`}: ${listed(requirements)}.`,
              de: `${counted(requirements.length, 'Antwort', 'Antworten')} zu ${frameworkLabel(framework)}, nicht anwendbar oder kompensiert, seit ${review} erneut zu prüfen${names.length === 0 ? '' : ` durch ${listed(names, 3)}`}: ${listed(requirements)}.`,
            },
            fix: {
              en: 'Look again whether the reason still holds, then set the next date or correct the answer.',
              de: 'Erneut prüfen, ob die Begründung noch trägt, und den nächsten Termin setzen oder die Antwort berichtigen.',
            },
          },
        ]
      },
    )
  },
}

export const overrideDownward: ConsistencyRule = {
  id: 'override-downward',
  severity: 'medium',
  title: { en: 'Inherited answer overridden downward', de: 'Geerbte Antwort nach unten überschrieben' },
  why: {
    en: 'The central answer says one thing, the plant another. Either the central control does not reach this place or the plant is wrong.',
    de: 'Die zentrale Antwort sagt das eine, das Werk das andere. Entweder reicht die zentrale Schutzmaßnahme nicht bis hierher, oder das Werk irrt.',
  },
  find: ({ standing }) =>
    grouped(
      standing.filter(({ state: own, block, row, column }) => {
        const parents = block.parentRows[row] ?? []
        if (block.framework.columns[column]?.inheritable !== true || parents.length === 0 || own === NOT_ASSESSED || own === NOT_APPLICABLE)
          return false
        const inherited = parents.map((parent) => block.effective[parent * block.width + column] ?? 0).reduce(lower)
        return inherited !== NOT_APPLICABLE && implementedHalves(own) < implementedHalves(inherited)
      }),
      (_, framework, requirements) => ({
        reason: {
          en: `${counted(requirements.length, 'own answer', 'own answers')} to ${frameworkLabel(framework)} lower than what would be inherited: ${listed(requirements)}.`,
          de: `${counted(requirements.length, 'eigene Antwort', 'eigene Antworten')} zu ${frameworkLabel(framework)} niedriger als die Antwort, die geerbt würde: ${listed(requirements)}.`,
        },
        fix: {
          en: 'Bring the central control to this place, or correct the answer above so that it stops promising what does not hold here.',
          de: 'Die zentrale Schutzmaßnahme auch hier umsetzen oder die übergeordnete Antwort berichtigen, damit sie nicht verspricht, was hier nicht gilt.',
        },
      }),
    ),
}
