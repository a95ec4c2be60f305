import { Button, Checkbox, Radio, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportScope } from '@caponier/contract/reports/reports'
import { REPORT_FORMATS } from '@caponier/contract/reports/reports'
import type { ValueOf } from '../../api/client.ts'
import { useAct } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import styles from './reports.module.css'
import { today } from '../../ui/today.ts'

type Choices = ValueOf<'reports.choices'>
type Kind = keyof typeof REPORT_FORMATS
const KINDS = ['position', 'registration', 'findings'] as const
const LANGUAGES = ['en', 'de'] as const

const WHOLE = 'organisation'

/** What can be chosen: the whole, entities, sites; a registration dossier is about an entity. */
function scopesFor(kind: Kind, choices: Choices, words: { whole: string; entities: string; sites: string }) {
  const entities = choices.entities.map((one) => ({ value: `entity:${one.id}`, label: one.name }))
  if (kind === 'registration') return [{ group: words.entities, items: entities }]
  return [
    ...(choices.organisation === null
      ? []
      : [{ group: choices.organisation, items: [{ value: WHOLE, label: `${choices.organisation}, ${words.whole}` }] }]),
    ...(entities.length === 0 ? [] : [{ group: words.entities, items: entities }]),
    ...(choices.sites.length === 0
      ? []
      : [{ group: words.sites, items: choices.sites.map((one) => ({ value: `site:${one.id}`, label: one.name })) }]),
  ]
}

function scopeOf(value: string): ReportScope {
  if (value === WHOLE) return { kind: 'organisation' }
  const at = value.indexOf(':')
  return { kind: value.startsWith('entity:') ? 'entity' : 'site', id: value.slice(at + 1) }
}

/** Asks for one or several reports. */
export function MakeReport({ choices }: { readonly choices: Choices }) {
  const { t } = useTranslation('reports')
  const tenant = useTenant()
  const make = useAct('reports.make')
  const [kind, setKind] = useState<Kind>('position')
  const [formats, setFormats] = useState<readonly string[]>(['pdf'])
  const [language, setLanguage] = useState<'en' | 'de'>(choices.language)
  const [chosen, setChosen] = useState<string | null>(null)
  const [asOf, setAsOf] = useState('')
  const kinds = KINDS.filter((one) => one !== 'registration' || choices.entities.length > 0)
  const scopes = scopesFor(kind, choices, { whole: t('whole'), entities: t('entities'), sites: t('sites') })
  const all = scopes.flatMap((group) => group.items)
  const scope = all.find((one) => one.value === chosen)?.value ?? all[0]?.value ?? null
  const possible: readonly ('pdf' | 'xlsx' | 'json')[] = REPORT_FORMATS[kind]
  const [first] = possible
  const picked = possible.filter((one) => formats.includes(one))
  const wanted = picked.length === 0 && first !== undefined && possible.length === 1 ? [first] : picked
  const request = async (): Promise<void> => {
    if (scope === null) return
    for (const format of wanted)
      await make.mutateAsync({ params: { tenant }, body: { kind, format, language, scope: scopeOf(scope), ...(asOf !== '' && { asOf }) } })
  }
  return (
    <form
      className={styles['make']}
      onSubmit={(event) => {
        event.preventDefault()
        request().catch(() => undefined)
      }}
    >
      <Radio.Group value={kind} onChange={(next) => setKind(KINDS.find((one) => one === next) ?? 'position')} aria-label={t('kind')}>
        <div className="stack">
          {kinds.map((one) => (
            <Radio key={one} value={one} label={t(`kinds.${one}`)} description={t(`what.${one}`)} />
          ))}
        </div>
      </Radio.Group>
      <div className="stack-lg">
        <div className={styles['fields']}>
          <Select
            label={t('scope')}
            searchable
            allowDeselect={false}
            inputWrapperOrder={['label', 'input', 'description']}
            data={scopes}
            value={scope}
            onChange={setChosen}
            {...(choices.organisation === null && { description: t('partOnly') })}
          />
          <TextInput
            type="date"
            label={t('asOf')}
            description={t('asOfHint')}
            inputWrapperOrder={['label', 'input', 'description']}
            max={today()}
            value={asOf}
            onChange={(event) => setAsOf(event.currentTarget.value)}
          />
        </div>
        <div className={styles['fields']}>
          <div role="group" aria-labelledby="report-format">
            <div className="small" id="report-format" style={{ fontWeight: 550, marginBottom: 4 }}>
              {t('format')}
            </div>
            <div className={styles['formats']}>
              {possible.map((one) => (
                <Checkbox
                  key={one}
                  label={t(`formats.${one}`)}
                  checked={wanted.includes(one)}
                  disabled={possible.length === 1}
                  onChange={(event) => setFormats(event.currentTarget.checked ? [...wanted, one] : wanted.filter((other) => other !== one))}
                />
              ))}
            </div>
          </div>
          <div>
            <div className="small" id="report-language" style={{ fontWeight: 550, marginBottom: 4 }}>
              {t('language')}
            </div>
            <SegmentedControl
              aria-labelledby="report-language"
              data={LANGUAGES.map((one) => ({ value: one, label: t(`languages.${one}`) }))}
              value={language}
              onChange={(next) => setLanguage(next === 'de' ? 'de' : 'en')}
            />
          </div>
        </div>
        {make.error !== null && <ProblemView error={make.error} />}
        <div className="row">
          <Button type="submit" loading={make.isPending} disabled={scope === null || wanted.length === 0}>
            {t('request')}
          </Button>
        </div>
      </div>
    </form>
  )
}
