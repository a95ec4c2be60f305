import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../i18n/format.ts'
import { Badge, StateBadge } from '../../ui/badges.tsx'
import { SourceNote } from '../../ui/source-note.tsx'
import { frameworkName } from '../assessment/framework-name.ts'
import { CarrierTable } from './carrier-table.tsx'
import { GoLink } from './go-link.tsx'
import type { Place } from './place.ts'
import styles from './position.module.css'
import { inLanguage } from './trace-order.ts'
import { Formula, ThreeFigures } from './trace-parts.tsx'
import { toCell, toMeasure } from './trace-paths.ts'
import type { Duty } from './duty.ts'

interface Props {
  readonly duty: Duty
  readonly title: string
  readonly place: Place
  readonly open: boolean
  readonly onToggle: () => void
}

const KINDS = { answered: 'neutral', partly: 'partly', carried: 'accent' } as const
const isKind = (kind: string): kind is keyof typeof KINDS => kind in KINDS

/** One duty: how it is carried and why, its own answer, its carriers with weight and subjects. */
export function DutyPart({ duty, title, place, open, onToggle }: Props) {
  const { t } = useTranslation('position')
  const id = useId()
  const kind = isKind(duty.kind) ? duty.kind : 'answered'
  return (
    <article className={`panel ${styles.duty ?? ''}`} data-open={open}>
      <h3>
        <button type="button" className={styles.dutyHead} aria-expanded={open} aria-controls={id} onClick={onToggle}>
          {open ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
          <span className={styles.dutyTitle}>
            {title} <span className="muted small">{duty.id}</span>
          </span>
          <Badge tone={KINDS[kind]}>{t(`kind.${kind}`)}</Badge>
          <ThreeFigures of={duty.coverage} />
        </button>
      </h3>
      <div id={id} className={styles.dutyBody} hidden={!open}>
        {open && <DutyBody duty={duty} place={place} />}
      </div>
    </article>
  )
}

function DutyBody({ duty, place }: { readonly duty: Duty; readonly place: Place }) {
  const { t, i18n } = useTranslation('position')
  const { count } = useFormats()
  return (
    <>
      <p>{inLanguage(duty.whyCarried, i18n.language)}</p>
      {duty.kind !== duty.packKind && isKind(duty.packKind) && (
        <p className="small muted">{t('packKind', { kind: t(`kind.${duty.packKind}`) })}</p>
      )}
      <p>
        <Formula topic="duty" />
      </p>
      <h4>{t('ownAnswer')}</h4>
      {duty.answers.length === 0 ? (
        <p className="muted">{t('ownAnswerNone')}</p>
      ) : (
        <ul className={styles.plainList}>
          {duty.answers.map((answer) => (
            <li key={answer.subject}>
              <StateBadge state={answer.effective} />
              <GoLink to={toCell(answer.subject, answer.framework, answer.requirement)}>{answer.name}</GoLink>
              {answer.scores !== null && <ThreeFigures of={answer.scores} />}
            </li>
          ))}
        </ul>
      )}
      {duty.carriers.length > 0 && (
        <>
          <h4>{t('carriers', { count: duty.carriers.length })}</h4>
          <CarrierTable carriers={duty.carriers} />
        </>
      )}
      {Object.entries(duty.leftOut).map(([framework, left]) => (
        <p key={framework} className="small muted">
          {t('leftOut', { count: left, framework: frameworkName(framework), number: count(left) })}
        </p>
      ))}
      <SourceNote source={duty.source} asOf={duty.asOf} />
      <p className="small no-print">
        <GoLink to={toMeasure(duty.id.replace(/\.\d+$/, ''), place, duty.id)}>{t('linkToDuty')}</GoLink>
      </p>
    </>
  )
}
