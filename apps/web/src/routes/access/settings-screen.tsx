import { Button, NumberInput, Select } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { useAct, useRead } from '../../api/queries.ts'
import { useMay, useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { Loaded, Page, Panel } from '../../ui/page.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { When } from '../../ui/time.tsx'
import styles from './people.module.css'
import { useDraft } from '../../ui/draft.ts'

type Settings = ValueOf<'settings.show'>

/** What an organisation sets for itself, and where its data are. */
export function SettingsScreen() {
  const { t } = useTranslation('people')
  const tenant = useTenant()
  const settings = useRead('settings.show', { params: { tenant } })
  return (
    <Page title={t('settings.title')} lead={t('settings.lead')}>
      <Loaded query={settings}>
        {(value) => (
          <>
            {value.sample && <p className="panel">{t('settings.sampleNote')}</p>}
            <div className={styles.settings}>
              <div className="stack-lg">
                <OrganisationPanel settings={value} />
                <EditPanel settings={value} />
              </div>
              <DataPanel settings={value} />
            </div>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function OrganisationPanel({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation('people')
  const { count } = useFormats()
  return (
    <Panel title={t('settings.organisation')}>
      <dl className="facts">
        <dt>{t('name')}</dt>
        <dd>{settings.name}</dd>
        <dt>{t('settings.id')}</dt>
        <dd className="mono">{settings.id}</dd>
        <dt>{t('settings.created')}</dt>
        <dd>
          <When at={settings.createdAt} />
        </dd>
        {settings.members !== null && (
          <>
            <dt>{t('settings.members')}</dt>
            <dd>
              <Link to={`/t/${settings.id}/people` as never}>{count(settings.members)}</Link>
            </dd>
          </>
        )}
        {settings.activity !== null && (
          <>
            <dt>{t('settings.entries')}</dt>
            <dd>
              <Link to={`/t/${settings.id}/activity` as never}>{count(settings.activity)}</Link>
            </dd>
          </>
        )}
        <dt>{t('settings.facts')}</dt>
        <dd>
          <Link to={`/t/${settings.id}/company` as never}>{t('settings.toCompany')}</Link>
        </dd>
      </dl>
    </Panel>
  )
}

function EditPanel({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation('people')
  const { t: common } = useTranslation('common')
  const { bytes } = useFormats()
  const tenant = useTenant()
  const { whole } = useMay()
  const edit = useAct('settings.edit', ['access'])
  const draft = useDraft({ language: settings.language, fileQuotaGb: settings.fileQuotaGb }, settings.version)
  const { language, fileQuotaGb } = draft.value
  const mayEdit = whole('settings.manage')
  return (
    <Panel title={t('settings.choices')}>
      <form
        className="stack-lg"
        onSubmit={(event) => {
          event.preventDefault()
          edit.mutate(
            { params: { tenant }, body: draft.value, version: draft.version },
            {
              onSuccess: () => {
                draft.done()
                notifications.show({ message: t('settings.saved') })
              },
            },
          )
        }}
      >
        <Select
          label={t('settings.language')}
          description={t('settings.languageHelp')}
          data={[
            { value: 'en', label: 'English' },
            { value: 'de', label: 'Deutsch' },
          ]}
          value={language}
          allowDeselect={false}
          disabled={!mayEdit}
          onChange={(next) => draft.change({ language: next === 'de' ? 'de' : 'en', fileQuotaGb })}
        />
        <NumberInput
          label={t('settings.quota')}
          description={settings.fileBytes === null ? undefined : t('settings.used', { used: bytes(settings.fileBytes) })}
          value={fileQuotaGb}
          min={1}
          max={100_000}
          allowDecimal={false}
          disabled={!mayEdit}
          onChange={(next) => draft.change({ language, fileQuotaGb: typeof next === 'number' ? next : settings.fileQuotaGb })}
        />
        {edit.error !== null && <ProblemView error={edit.error} />}
        {mayEdit && (
          <div>
            <Button type="submit" loading={edit.isPending}>
              {common('save')}
            </Button>
          </div>
        )}
      </form>
    </Panel>
  )
}

function DataPanel({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation('people')
  return (
    <Panel title={t('settings.data')}>
      <p style={{ marginTop: 0 }}>{t('settings.dataText')}</p>
      <code className={styles.command}>{'./caponier backup FILE\n./caponier restore FILE'}</code>
      <p className="small muted">{t('settings.dataWhere')}</p>
      <dl className="facts">
        <dt>{t('settings.version')}</dt>
        <dd>{settings.programVersion}</dd>
        <dt>{t('settings.api')}</dt>
        <dd>
          <a href="/api/">/api/</a>
        </dd>
      </dl>
    </Panel>
  )
}
