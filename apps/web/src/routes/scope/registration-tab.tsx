import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconFileText, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { useAct, useRead } from '../../api/queries.ts'
import { useMay, useTenant } from '../../api/session.ts'
import { currentLanguage } from '../../i18n/language.ts'
import { useFormats } from '../../i18n/format.ts'
import { Badge } from '../../ui/badges.tsx'
import { Loaded, Panel } from '../../ui/page.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { saveFile } from '../../ui/table/save-file.ts'
import { GoLink } from '../position/go-link.tsx'
import { PrintButton } from '../position/trace-parts.tsx'
import { RegistrationDrawer } from './registration-drawer.tsx'
import styles from './scope.module.css'

type Dossier = ValueOf<'scope.dossier'>

/** What Art. 3(4) asks to be submitted, from what is recorded; what is missing is named. */
export function RegistrationTab({ entity, name }: { readonly entity: string; readonly name: string }) {
  const { t } = useTranslation('scope')
  const query = useRead('scope.dossier', { params: { tenant: useTenant(), id: entity } }, { keep: true })
  return (
    <Loaded query={query} rows={8}>
      {(dossier) => (
        <div className="stack-lg">
          <Panel title={t('tab.dossier')} acts={<DossierActs dossier={dossier} name={name} />}>
            <p className="small muted">
              {t('dossier.lead')} <Missing items={dossier.items} />
            </p>
            <Items items={dossier.items} />
          </Panel>
          <Panel title={t('dossier.where')}>
            <Where states={dossier.states} />
          </Panel>
        </div>
      )}
    </Loaded>
  )
}

function Missing({ items }: { readonly items: Dossier['items'] }) {
  const { t } = useTranslation('scope')
  const missing = items.filter((one) => one.missing).length
  return <strong>{missing === 0 ? t('dossier.complete') : t('dossier.missing', { count: missing })}</strong>
}

function DossierActs({ dossier, name }: { readonly dossier: Dossier; readonly name: string }) {
  const { t } = useTranslation('scope')
  const tenant = useTenant()
  const { may } = useMay()
  const [editing, setEditing] = useState(false)
  const report = useAct('reports.make', ['reports'])
  const saveJson = (): void =>
    saveFile(new File([JSON.stringify(dossier, null, 2)], `registration-${dossier.entity}.json`, { type: 'application/json' }))
  const askPdf = (): void =>
    report.mutate(
      {
        params: { tenant },
        body: { kind: 'registration', format: 'pdf', language: currentLanguage(), scope: { kind: 'entity', id: dossier.entity } },
      },
      { onSuccess: () => notifications.show({ message: <PdfAsked /> }) },
    )
  return (
    <div className="row no-print">
      {may('organisation.write') && (
        <Button leftSection={<IconPencil size={15} />} onClick={() => setEditing(true)}>
          {t('dossier.edit')}
        </Button>
      )}
      <Button variant="default" onClick={saveJson}>
        {t('dossier.json')}
      </Button>
      {may('reports.make') && (
        <Button variant="default" leftSection={<IconFileText size={15} />} loading={report.isPending} onClick={askPdf}>
          {t('dossier.pdf')}
        </Button>
      )}
      <PrintButton />
      {report.error !== null && <ProblemView error={report.error} />}
      {editing && <RegistrationDrawer entity={dossier.entity} name={name} onClose={() => setEditing(false)} />}
    </div>
  )
}

function PdfAsked() {
  const { t } = useTranslation('scope')
  return (
    <>
      {t('dossier.pdfAsked')} <GoLink to={{ path: '/reports' }}>{t('dossier.toReports')}</GoLink>
    </>
  )
}

function Items({ items }: { readonly items: Dossier['items'] }) {
  const { t } = useTranslation('scope')
  const { date } = useFormats()
  const noteText = (note: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(note) ? t('dossier.due', { date: date(note) }) : note)
  return (
    <div className={styles.scroll}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('dossier.item')}</th>
            <th scope="col">{t('dossier.value')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.item}>
              <td>
                {one.item} <span className="muted small">{one.article}</span>
              </td>
              <td style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
                {one.missing ? <Badge tone="not-met">{t('dossier.missing')}</Badge> : one.value}
                {one.note !== null && <div className="small muted">{noteText(one.note)}</div>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Where({ states }: { readonly states: Dossier['states'] }) {
  const { t } = useTranslation('scope')
  if (states.length === 0) return <p className="muted small">{t('noStates')}</p>
  return (
    <div className={styles.stateCards}>
      {states.map((one) => (
        <dl key={one.state} className="facts">
          <dt>{one.name}</dt>
          <dd>{one.authority ?? t('unknown')}</dd>
          <dt>{t('registration')}</dt>
          <dd>{one.registration.duty ?? t('unknown')}</dd>
          <dt>{t('portal')}</dt>
          <dd>{one.registration.portal ?? t('unknown')}</dd>
          <dt>{t('credentials')}</dt>
          <dd>{one.credentials ?? t('unknown')}</dd>
        </dl>
      ))}
    </div>
  )
}
