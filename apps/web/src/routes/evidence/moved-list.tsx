import { useTranslation } from 'react-i18next'
import type { MovedNumbers } from '@caponier/contract/assessment/cells'
import { useFormats } from '../../i18n/format.ts'

const MOST = 12

/** The numbers that a change of links or evidence moved, before and after. */
export function MovedList({ moved }: { readonly moved: MovedNumbers }) {
  const { t } = useTranslation('evidence')
  const { percent } = useFormats()
  const lines = [
    ...moved.levels.map((one) =>
      t('movedLevel', {
        fr: one.fr,
        name: one.name,
        before: one.before.achieved ?? '–',
        after: one.after.achieved ?? '–',
        evidencedBefore: one.before.evidenced ?? '–',
        evidencedAfter: one.after.evidenced ?? '–',
      }),
    ),
    ...moved.measures.map((one) =>
      t('movedMeasure', {
        measure: one.measure,
        name: one.scope.name,
        before: percent(one.before.evidenced),
        after: percent(one.after.evidenced),
      }),
    ),
  ]
  if (lines.length === 0) return <p className="muted small">{t('movedNothing')}</p>
  return (
    <ul className="small" style={{ margin: 0, paddingLeft: 18 }}>
      {lines.slice(0, MOST).map((line) => (
        <li key={line}>{line}</li>
      ))}
      {lines.length > MOST && <li>… +{lines.length - MOST}</li>}
    </ul>
  )
}

/** Several changes as one: each number from before the first to after the last. */
export function joinMoved(all: readonly MovedNumbers[]): MovedNumbers {
  const measures = new Map<string, MovedNumbers['measures'][number]>()
  const levels = new Map<string, MovedNumbers['levels'][number]>()
  for (const moved of all) {
    for (const one of moved.measures) {
      const key = `${one.scope.kind}:${one.scope.id} ${one.measure}`
      measures.set(key, { ...one, before: measures.get(key)?.before ?? one.before })
    }
    for (const one of moved.levels) {
      const key = `${one.subject} ${one.fr}`
      levels.set(key, { ...one, before: levels.get(key)?.before ?? one.before })
    }
  }
  return { measures: [...measures.values()], levels: [...levels.values()] }
}
