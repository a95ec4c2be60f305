import { Button, PasswordInput, Select, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { passwordFaults, PASSWORD_LENGTH } from '@caponier/contract/access/credentials'
import type { ValueOf } from '../../api/client.ts'
import { useAct } from '../../api/queries.ts'
import { currentLanguage, setLanguage } from '../../i18n/language.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import { EntryPage } from './entry-page.tsx'

type Target = ValueOf<'session.link'>

/** The token stands after the # so that no server on the way and no log sees it. */
const tokenOfAddress = (): string => window.location.hash.replace(/^#/, '')

/** Where a link leads: first account, invitation, new password, signing in from the console. */
export function LinkScreen() {
  const { t } = useTranslation('access')
  const [token] = useState(tokenOfAddress)
  const look = useAct('session.link', [])
  const { mutate } = look
  useEffect(() => mutate({ body: { token } }), [mutate, token])
  if (look.error !== null)
    return (
      <EntryPage title={t('linkFails')}>
        <ProblemView error={look.error} />
      </EntryPage>
    )
  if (look.data === undefined) return <EntryPage title={t('linkOpens')}>{null}</EntryPage>
  return <LinkForm token={token} target={look.data} />
}

function LinkForm({ token, target }: { readonly token: string; readonly target: Target }) {
  const { t } = useTranslation('access')
  const cache = useQueryClient()
  const navigate = useNavigate()
  const first = useAct('session.first', [])
  const accept = useAct('session.accept', [])
  const reset = useAct('session.reset', [])
  const redeem = useAct('session.redeem', [])
  const [name, setName] = useState(target.purpose === 'first' ? '' : target.name)
  const [email, setEmail] = useState(target.purpose === 'first' ? '' : target.email)
  const [password, setPassword] = useState('')
  const [language, setLang] = useState<'en' | 'de'>(target.purpose === 'invitation' ? target.language : currentLanguage())
  const [touched, setTouched] = useState(false)
  const faults = passwordFaults(password, email)
  const running = [first, accept, reset, redeem].find((one) => one.isPending || one.error !== null)
  const onSuccess = (): void => {
    cache.clear()
    void navigate({ to: '/' })
  }
  const submit = (): void => {
    if (target.purpose === 'sign-in') {
      redeem.mutate({ body: { token } }, { onSuccess })
      return
    }
    setTouched(true)
    if (faults.length > 0) return
    if (target.purpose === 'first') first.mutate({ body: { token, name, email, password, language } }, { onSuccess })
    else if (target.purpose === 'invitation') accept.mutate({ body: { token, name, password, language } }, { onSuccess })
    else reset.mutate({ body: { token, password } }, { onSuccess })
  }
  const asksName = target.purpose === 'first' || target.purpose === 'invitation'
  return (
    <EntryPage
      title={t(`link.${target.purpose}`)}
      lead={t(`linkLead.${target.purpose}`, { organisation: target.purpose === 'invitation' ? target.organisation : '' })}
    >
      <form
        className="stack-lg"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {asksName && (
          <TextInput
            size="sm"
            label={t('yourName')}
            value={name}
            required
            withAsterisk={false}
            autoComplete="name"
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        <TextInput
          size="sm"
          label={t('email')}
          type="email"
          value={email}
          required
          withAsterisk={false}
          autoComplete="username"
          readOnly={target.purpose !== 'first'}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        {target.purpose !== 'sign-in' && (
          <PasswordInput
            size="sm"
            label={t('newPassword')}
            description={t('passwordRule', { count: PASSWORD_LENGTH.least })}
            value={password}
            autoComplete="new-password"
            onBlur={() => setTouched(password !== '')}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={touched && faults.length > 0 ? faults.map((fault) => t(`fault.${fault}`)).join(' ') : undefined}
          />
        )}
        {asksName && (
          <Select
            size="sm"
            label={t('language')}
            data={[
              { value: 'en', label: 'English' },
              { value: 'de', label: 'Deutsch' },
            ]}
            value={language}
            allowDeselect={false}
            onChange={(next) => {
              const chosen = next === 'de' ? 'de' : 'en'
              setLang(chosen)
              void setLanguage(chosen)
            }}
          />
        )}
        {running !== undefined && running.error !== null && <ProblemView error={running.error} />}
        <Button type="submit" size="sm" loading={running?.isPending === true}>
          {t(`linkAct.${target.purpose}`)}
        </Button>
      </form>
    </EntryPage>
  )
}
