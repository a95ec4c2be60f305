import { IconShieldCheck, IconShieldX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { useFormats } from '../../i18n/format.ts'
import styles from './activity.module.css'

type Report = ValueOf<'activity.verify'>

const KNOWN = ['gap', 'broken-link', 'wrong-hash', 'wrong-detail', 'wrong-signature', 'head-differs', 'cut', 'beyond-head'] as const
const isKnown = (fault: string): fault is (typeof KNOWN)[number] => KNOWN.some((one) => one === fault)

/** What a verification found. */
export function VerifyPanel({ report }: { readonly report: Report }) {
  const { t } = useTranslation('activity')
  const { count } = useFormats()
  return (
    <section className={`panel ${styles.report}`} data-intact={report.intact} role="status">
      {report.intact ? <IconShieldCheck size={28} stroke={1.6} /> : <IconShieldX size={28} stroke={1.6} />}
      <div style={{ minWidth: 0 }}>
        <h2>{t(report.intact ? 'intact' : 'broken')}</h2>
        <p>
          {t('checked', { count: report.checked, ms: count(report.tookMs) })} {t('headsChecked', { count: report.heads })}{' '}
          {t('detailsChecked', { fit: count(report.details.fit), erased: count(report.details.erased) })}
        </p>
        {report.faults.length > 0 && (
          <ul>
            {report.faults.slice(0, 20).map((one) => (
              <li key={`${one.fault} ${one.seq}`}>
                {t('faultAt', { seq: one.seq })}: {isKnown(one.fault) ? t(`fault.${one.fault}`) : one.fault}
              </li>
            ))}
          </ul>
        )}
        <p className="small muted">
          {t('newest')} <span className="mono">{report.head.hash}</span>
        </p>
        <p className="small muted">{t('insideOnly')}</p>
      </div>
    </section>
  )
}
