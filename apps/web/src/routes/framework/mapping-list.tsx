import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badges.tsx'
import { SourceNote } from '../../ui/source-note.tsx'
import { frameworkName } from '../assessment/framework-name.ts'
import { GoLink } from '../position/go-link.tsx'
import styles from './framework.module.css'
import { NIS2, toMeasures, toRequirementPage } from './framework-paths.ts'
import type { RequirementShown } from './requirement-shown.ts'

const TONE = { full: 'met', partial: 'partly', supports: 'neutral' } as const
const ORDER = ['full', 'partial', 'supports'] as const

/** The mapping from either end: duties of a requirement, or carriers of a duty, the strongest first. */
export function MappingList({ of }: { readonly of: RequirementShown }) {
  const { t } = useTranslation('framework')
  const isDuty = of.framework === NIS2
  if (of.mappings.length === 0)
    return (
      <p className="muted" style={{ margin: 0 }}>
        {of.withoutDuty ?? t(isDuty ? 'noCarrier' : 'noMapping')}
      </p>
    )
  const rows = [...of.mappings].sort((a, b) => ORDER.indexOf(a.strength) - ORDER.indexOf(b.strength))
  return (
    <div>
      {rows.map((row) => (
        <div key={`${row.framework} ${row.requirement} ${row.measure}`} className={styles['mapping']}>
          {isDuty ? (
            <span className="row">
              <GoLink to={toRequirementPage(row.framework, row.requirement)}>{row.requirement}</GoLink>
              <Strength of={row.strength} />
              <span className="muted small">{frameworkName(row.framework)}</span>
            </span>
          ) : (
            <span className="row">
              <GoLink to={toMeasures(row.measure)}>{row.measure}</GoLink>
              <Strength of={row.strength} />
            </span>
          )}
          {isDuty ? (
            <span>{row.title}</span>
          ) : (
            row.duties.map((duty) => (
              <span key={duty.id}>
                <GoLink to={toRequirementPage(NIS2, duty.id)}>{duty.id}</GoLink> {duty.title}
              </span>
            ))
          )}
          <details>
            <summary className="small muted">{t('why')}</summary>
            <p className="small">{row.rationale}</p>
            {row.cir !== '' && <p className="small muted">{t('cir', { points: row.cir })}</p>}
            <SourceNote source={row.source} confidence={row.confidence} />
          </details>
        </div>
      ))}
    </div>
  )
}

function Strength({ of }: { readonly of: keyof typeof TONE }) {
  const { t } = useTranslation('framework')
  return <Badge tone={TONE[of]}>{t(`strength.${of}`)}</Badge>
}
