import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/queries.ts'
import { useMe } from '../../api/session.ts'
import { Panel } from '../../ui/page.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { useAppearance } from './appearance.ts'

/** Name, language and appearance. */
export function ProfilePanel() {
  const { t } = useTranslation('access')
  const { t: shell } = useTranslation('shell')
  const { t: common } = useTranslation('common')
  const { user } = useMe()
  const appear = useAppearance()
  const edit = useAct('account.edit', ['access'])
  const [name, setName] = useState(user.name)
  const [language, setLanguage] = useState(user.language)
  const [theme, setTheme] = useState(user.theme)
  const save = (): void =>
    edit.mutate(
      { body: { name, language, theme }, version: user.version },
      {
        onSuccess: (me) => {
          appear(me)
          notifications.show({ message: common('saved') })
        },
      },
    )
  return (
    <Panel title={t('account.profile')}>
      <form
        className="stack-lg"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <TextInput size="sm" label={t('email')} value={user.email} readOnly />
        <TextInput
          size="sm"
          label={t('yourName')}
          value={name}
          required
          withAsterisk={false}
          autoComplete="name"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Choice
          label={t('language')}
          value={language}
          data={[
            { value: 'en', label: 'English' },
            { value: 'de', label: 'Deutsch' },
          ]}
          onChange={(next) => setLanguage(next === 'de' ? 'de' : 'en')}
        />
        <Choice
          label={t('account.theme')}
          value={theme}
          data={[
            { value: 'auto', label: shell('auto') },
            { value: 'light', label: shell('light') },
            { value: 'dark', label: shell('dark') },
          ]}
          onChange={(next) => setTheme(next === 'light' || next === 'dark' ? next : 'auto')}
        />
        {edit.error !== null && <ProblemView error={edit.error} />}
        <div>
          <Button type="submit" loading={edit.isPending}>
            {common('save')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly data: { readonly value: string; readonly label: string }[]
  readonly onChange: (value: string) => void
}

function Choice({ label, value, data, onChange }: ChoiceProps) {
  return (
    <div>
      <div className="small" style={{ fontWeight: 550, marginBottom: 2 }}>
        {label}
      </div>
      <SegmentedControl size="xs" aria-label={label} value={value} data={data} onChange={onChange} />
    </div>
  )
}
