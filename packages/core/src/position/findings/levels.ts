import { FOUNDATIONAL } from '../../framework/content.ts'
import { isWholeFrNotApplicable, levelRows, systemBlock } from '../levels.ts'
import type { Subject } from '../subjects.ts'
import type { ConsistencyRule, RawFinding, RuleInput } from './rule.ts'

const zonesAndConduits = ({ model }: RuleInput): Subject[] =>
  model.graph.subjects.filter((subject) => subject.kind === 'zone' || subject.kind === 'conduit')

export const slTargetMissing: ConsistencyRule = {
  id: 'sl-target-missing',
  severity: 'high',
  title: { en: 'SL-T missing', de: 'SL-T fehlt' },
  why: {
    en: 'Without a target nobody can say whether the achieved level is enough; a missing element counts as 0 (IEC 62443-3-2, ZCR 5.6).',
    de: 'Ohne Ziel kann niemand sagen, ob das erreichte Level genügt; ein fehlendes Element zählt als 0 (IEC 62443-3-2, ZCR 5.6).',
  },
  find: (input) =>
    zonesAndConduits(input)
      .filter((subject) => (subject.targetMissing ?? []).length > 0)
      .map((subject): RawFinding => {
        const missing = (subject.targetMissing ?? []).join(' ')
        return {
          subject: subject.ref,
          reason: { en: `${subject.name} has no SL-T for ${missing}.`, de: `${subject.name} hat kein SL-T für ${missing}.` },
          fix: {
            en: 'Set the seven levels from the risk assessment, each with its reason.',
            de: 'Die sieben Level aus der Risikobeurteilung setzen, jedes mit Begründung.',
          },
        }
      }),
}

export const conduitBelowZone: ConsistencyRule = {
  id: 'conduit-below-zone',
  severity: 'high',
  title: { en: 'Conduit below a zone it joins', de: 'Conduit mit niedrigerem Ziel als eine verbundene Zone' },
  why: {
    en: "A conduit with a lower target than a zone it opens is the way around that zone's protection.",
    de: 'Ein Conduit mit niedrigerem Ziel als eine Zone, die er öffnet, ist der Weg um deren Schutz herum.',
  },
  find: (input) => {
    const { model } = input
    return (model.slice.workspace.conduits ?? []).flatMap((conduit): RawFinding[] => {
      const own = model.graph.subjects[model.graph.byRef.get(`conduit:${conduit.id}`) ?? -1]
      if (own === undefined || (conduit.lowerTargetReason ?? '').trim() !== '') return []
      const below = FOUNDATIONAL.flatMap((fr, index) => {
        const joined = conduit.zones.flatMap((id) => model.graph.subjects[model.graph.byRef.get(`zone:${id}`) ?? -1] ?? [])
        const highest = joined.reduce<{ level: number; zone: string }>(
          (best, zone) => ((zone.target?.[index] ?? 0) > best.level ? { level: zone.target?.[index] ?? 0, zone: zone.name } : best),
          { level: 0, zone: '' },
        )
        const level = own.target?.[index] ?? 0
        return level < highest.level ? [`${fr} ${level} < ${highest.level} (${highest.zone})`] : []
      })
      return below.length === 0
        ? []
        : [
            {
              subject: own.ref,
              reason: {
                en: `SL-T of ${conduit.name} lies below: ${below.join(', ')}.`,
                de: `SL-T von ${conduit.name} liegt unter dem einer Zone: ${below.join(', ')}.`,
              },
              fix: {
                en: "Raise the conduit's SL-T to the highest zone, or record at the conduit why less is enough.",
                de: 'SL-T des Conduits auf das der höchsten Zone anheben oder am Conduit begründen, warum weniger genügt.',
              },
            },
          ]
    })
  },
}

export const wholeFrNotApplicable: ConsistencyRule = {
  id: 'fr-not-applicable',
  severity: 'high',
  title: { en: 'Whole FR not applicable', de: 'FR insgesamt nicht anwendbar' },
  why: {
    en: 'A foundational requirement that does not apply at all is almost always a misunderstanding; its level becomes a dash and drops out of the vector.',
    de: 'Eine grundlegende Anforderung, die ganz entfällt, ist fast immer ein Missverständnis; ihr Level wird zum Strich und fällt aus dem Vektor.',
  },
  find: (input) => {
    const block = systemBlock(input.model)
    if (block === undefined) return []
    return zonesAndConduits(input).flatMap((subject): RawFinding[] => {
      const row = block.rowOf[input.model.graph.byRef.get(subject.ref) ?? -1] ?? -1
      return FOUNDATIONAL.flatMap((fr, index): RawFinding[] => {
        if (row < 0 || !isWholeFrNotApplicable(block, row, index)) return []
        const rows = levelRows(block, row, index)
        return [
          {
            subject: subject.ref,
            detail: fr,
            framework: block.framework.key,
            requirements: rows.map((one) => one.id),
            reason: {
              en: `All ${rows.length} rows of ${fr} are not applicable at ${subject.name}.`,
              de: `Alle ${rows.length} Zeilen von ${fr} sind bei ${subject.name} nicht anwendbar.`,
            },
            fix: {
              en: 'Answer at least the base requirements; not applicable needs a reason for each row.',
              de: 'Wenigstens die Grundanforderungen beantworten; „nicht anwendbar“ braucht je Zeile eine Begründung.',
            },
          },
        ]
      })
    })
  },
}

export const withoutOwner: ConsistencyRule = {
  id: 'without-owner',
  severity: 'medium',
  title: { en: 'Zone or conduit without owner', de: 'Zone oder Conduit ohne verantwortliche Person' },
  why: {
    en: 'What nobody owns nobody keeps; IEC 62443-3-2 ZCR 6.4 b asks for the accountable organisation of each zone and conduit.',
    de: 'Was niemandem gehört, pflegt niemand; IEC 62443-3-2 ZCR 6.4 b verlangt zu jeder Zone und jedem Conduit die verantwortliche Organisation.',
  },
  find: ({ model }) => {
    const { zones, conduits } = model.slice.workspace
    const bare = (kind: string, list: readonly { id: string; name: string; owner?: string | undefined }[] | undefined): RawFinding[] =>
      (list ?? [])
        .filter((one) => one.owner === undefined)
        .map((one) => ({
          subject: `${kind}:${one.id}`,
          reason: { en: `${one.name} has no owner.`, de: `${one.name} hat keine verantwortliche Person.` },
          fix: { en: 'Name the person who decides about it.', de: 'Die Person benennen, die darüber entscheidet.' },
        }))
    return [...bare('zone', zones), ...bare('conduit', conduits)]
  },
}
