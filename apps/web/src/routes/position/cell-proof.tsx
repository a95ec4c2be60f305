import { useTranslation } from 'react-i18next'
import { useFormats } from '../../i18n/format.ts'
import { Badge } from '../../ui/badges.tsx'
import type { Cell } from './cell.ts'
import { GoLink } from './go-link.tsx'
import styles from './position.module.css'
import { splitRef, toUses } from './trace-paths.ts'

const CONTROL_TONE = { operating: 'met', planned: 'partly', proposed: 'neutral', retired: 'neutral' } as const
const EVIDENCE_TONE = { valid: 'met', expired: 'not-met', future: 'neutral' } as const
const isControlState = (state: string): state is keyof typeof CONTROL_TONE => state in CONTROL_TONE

/** Controls that answer the cell, with what they aim at and where they are linked. */
export function CellControls({ cell }: { readonly cell: Cell }) {
  const { t } = useTranslation(['position', 'common'])
  const { date } = useFormats()
  if (cell.controls.length === 0) return <p className="muted">{t('cell.controlsNone')}</p>
  return (
    <ul className={styles.proofList}>
      {cell.controls.map((one) => (
        <li key={`${one.id} ${one.at}`}>
          {isControlState(one.state) && <Badge tone={CONTROL_TONE[one.state]}>{t(`cell.controlState.${one.state}`)}</Badge>}
          <GoLink to={toUses(`control:${one.id}`)}>{one.name}</GoLink>
          <span className="muted small">
            {[
              t('cell.controlTarget', { state: t(`common:state.${one.target as 'met'}`) }),
              one.due === null ? null : t('cell.due', { date: date(one.due) }),
              one.at === cell.subject ? null : t('cell.at', { name: splitRef(one.at)[1] }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Evidence with its validity; what is not valid today does not count. */
export function CellEvidence({ cell }: { readonly cell: Cell }) {
  const { t } = useTranslation('position')
  const { date } = useFormats()
  if (cell.evidence.length === 0) return <p className="muted">{t('cell.evidenceNone')}</p>
  return (
    <ul className={styles.proofList}>
      {cell.evidence.map((one) => (
        <li key={`${one.id} ${one.at}`}>
          <Badge tone={EVIDENCE_TONE[one.state]}>{t(`cell.evidenceState.${one.state}`)}</Badge>
          <GoLink to={toUses(`evidence:${one.id}`)}>{one.name}</GoLink>
          <span className="muted small">
            {[
              t('cell.from', { date: date(one.effective) }),
              one.validUntil === null ? t('cell.openEnd') : t('cell.until', { date: date(one.validUntil) }),
              one.at === cell.subject ? null : t('cell.at', { name: splitRef(one.at)[1] }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}
