import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../i18n/format.ts'
import { Badge, ClassBadge } from '../../ui/badges.tsx'
import { When } from '../../ui/time.tsx'
import { GoLink } from '../position/go-link.tsx'
import { clockOf, fineCeiling } from './fine-ceiling.ts'
import type { EntityScope } from './entity-scope.ts'
import styles from './scope.module.css'

type State = EntityScope['states'][number]

/** What one state of jurisdiction asks; a fact without a source says so. */
export function StateCard({ of }: { readonly of: State }) {
  const { t } = useTranslation('scope')
  return (
    <article className={`panel ${styles.stateCard ?? ''}`}>
      <header>
        <h3>
          {of.name} <span className="muted">{of.state}</span>
        </h3>
        <Badge tone={of.inForce === true ? 'met' : 'neutral'}>
          {t(`inForce.${of.inForce === null ? 'null' : of.inForce ? 'true' : 'false'}`)}
        </Badge>
      </header>
      <dl className={styles.facts}>
        <Fact name={t('nationalClass')}>
          <ClassBadge of={of.class} /> {of.label}
        </Fact>
        <Fact name={t('act')}>
          <Act act={of.act} />
        </Fact>
        <Fact name={t('authority')}>{of.authority}</Fact>
        <Fact name={t('csirt')}>{of.csirt}</Fact>
        <Fact name={t('channel')}>{of.channel}</Fact>
        <Fact name={t('credentials')}>{of.credentials}</Fact>
        <Fact name={t('registration')}>{of.registration.duty}</Fact>
        <Fact name={t('deadline')}>{of.registration.deadline === null ? null : <Deadline text={of.registration.deadline} />}</Fact>
        <Fact name={t('portal')}>{of.registration.portal}</Fact>
        <Fact name={t('clock')}>
          <ClockText clock={of.clock} />
        </Fact>
        <Fact name={t('fine')}>
          <FineText fine={of.fine} />
        </Fact>
        <Fact name={t('languages')}>{of.languages.length === 0 ? null : of.languages.join(', ')}</Fact>
        <Fact name={t('liability')}>{of.managementLiability}</Fact>
        <Fact name={t('framework')}>{of.recognisedFramework}</Fact>
        <Fact name={t('additions')}>{of.additions}</Fact>
      </dl>
      {of.doubts.length > 0 && (
        <>
          <h4>{t('doubts')}</h4>
          <ul className={styles.doubts}>
            {of.doubts.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      )}
      <p className="source">
        {t('asOf', { date: of.asOf })} · {confidenceText(of.confidence, t)} · {of.sources} ·{' '}
        <GoLink to={{ path: `/frameworks/law/${of.state}` }}>{t('law')}</GoLink>
      </p>
    </article>
  )
}

function confidenceText(confidence: string, t: ReturnType<typeof useTranslation<'scope'>>['t']): string {
  if (confidence === 'high' || confidence === 'medium' || confidence === 'low')
    return t('confidenceLine', { confidence: t(`confidence.${confidence}`) })
  return confidence
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const { t } = useTranslation('scope')
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children === null || children === undefined || children === '' ? <span className="muted">{t('unknown')}</span> : children}</dd>
    </div>
  )
}

function Act({ act }: { readonly act: State['act'] }) {
  const { t } = useTranslation('scope')
  const { date } = useFormats()
  const said = (key: 'published' | 'inForceSince', value: string | null): string | null =>
    value === null ? null : t(key, { date: /^\d{4}-\d{2}-\d{2}$/.test(value) ? date(value) : value })
  if (act.name === null && act.reference === null) return <span className="muted">{t('unknown')}</span>
  return (
    <>
      {act.name}
      <div className="small muted">
        {[act.reference, said('published', act.published), said('inForceSince', act.inForce)].filter(Boolean).join(' · ')}
      </div>
      {act.note !== null && <div className="small">{act.note}</div>}
    </>
  )
}

/** A date with its distance where it is one; what the act says otherwise. */
function Deadline({ text }: { readonly text: string }) {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? <When at={text} /> : <>{text}</>
}

function ClockText({ clock }: { readonly clock: unknown }) {
  const { t } = useTranslation('scope')
  const found = clockOf(clock)
  if (found.earlyWarningHours === null && found.notificationHours === null) return <span className="muted">{t('unknown')}</span>
  const anchor =
    found.anchor === 'awareness' || found.anchor === 'detection' || found.anchor === 'occurrence'
      ? t(`anchor.${found.anchor}`)
      : found.anchor
  return (
    <>
      {t('clockText', { early: found.earlyWarningHours ?? '–', full: found.notificationHours ?? '–' })}
      {found.finalCount !== null && (
        <>
          {'; '}
          {t('clockFinal', {
            count: found.finalCount,
            unit: found.finalUnit === 'month' || found.finalUnit === 'day' ? t(`unit.${found.finalUnit}`) : (found.finalUnit ?? ''),
          })}
        </>
      )}
      <div className="small muted">{[anchor, found.anchorNote].filter(Boolean).join('. ')}</div>
      {found.stages !== null && <div className="small">{found.stages}</div>}
      {found.differs !== null && <div className="small">{found.differs}</div>}
    </>
  )
}

function FineText({ fine }: { readonly fine: unknown }) {
  const { t } = useTranslation('scope')
  const { euro, percent } = useFormats()
  const found = fineCeiling(fine)
  if (found === null) return <span className="muted">{t('noFine')}</span>
  const amount = found.currency === 'EUR' ? euro(found.amount) : `${found.amount} ${found.currency}`
  const rule = found.rule === 'higher-of' ? 'fineRule' : found.rule === 'lower-of' ? 'fineRuleLower' : 'fineRulePlain'
  return (
    <>
      <strong>{found.euro === null ? '–' : euro(found.euro)}</strong>
      <div className="small muted">
        {t(rule, { amount, percent: percent(found.percent / 100) })}
        {found.turnoverEuro !== null && ` (${t('fineTurnover', { amount: euro(found.turnoverEuro) })})`}
      </div>
    </>
  )
}
