import { Button, Select, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { passwordFaults } from '@caponier/contract/access/credentials'
import type { ValueOf } from '../../api/client.ts'
import { useAct } from '../../api/queries.ts'
import { useFormats } from '../../i18n/format.ts'
import { currentLanguage, setLanguage } from '../../i18n/language.ts'
import { useAppearance } from './appearance.ts'
import { EntryPage } from './entry-page.tsx'
import { EntryProblem } from './entry-problem.tsx'
import { InvitationChoice } from './invitation-choice.tsx'
import { NewPassword } from './new-password.tsx'
import type { LinkTarget } from './link-target.ts'

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
        <EntryProblem error={look.error} />
        <Link to="/sign-in">{t('toSignIn')}</Link>
      </EntryPage>
    )
  if (look.data === undefined) return <EntryPage title={t('linkOpens')}>{null}</EntryPage>
  return <LinkPage token={token} target={look.data} />
}

function LinkPage({ token, target }: { readonly token: string; readonly target: LinkTarget }) {
  const { t } = useTranslation('access')
  const { instant } = useFormats()
  const organisation = target.purpose === 'invitation' ? target.organisation : ''
  return (
    <EntryPage title={t(`link.${target.purpose}`)} lead={t(`linkLead.${target.purpose}`, { organisation })}>
      {target.purpose === 'invitation' ? (
        <InvitationChoice token={token} target={target} newHere={<LinkForm token={token} target={target} />} />
      ) : (
        <LinkForm token={token} target={target} />
      )}
      <p className="small muted">{t('validUntil', { when: instant(target.expiresAt) })}</p>
    </EntryPage>
  )
}

function LinkForm({ token, target }: { readonly token: string; readonly target: LinkTarget }) {
  const { t } = useTranslation('access')
  const cache = useQueryClient()
  const navigate = useNavigate()
  const appear = useAppearance()
  const first = useAct('session.first', [])
  const accept = useAct('session.accept', [])
  const reset = useAct('session.reset', [])
  const redeem = useAct('session.redeem', [])
  const [name, setName] = useState(target.purpose === 'first' ? '' : target.name)
  const [email, setEmail] = useState(target.purpose === 'first' ? '' : target.email)
  const [password, setPassword] = useState('')
  const [language, setLang] = useState<'en' | 'de'>(target.purpose === 'invitation' ? target.language : currentLanguage())
  const [tried, setTried] = useState(false)
  const running = [first, accept, reset, redeem].find((one) => one.isPending || one.error !== null)
  const onSuccess = (me: ValueOf<'session.show'>): void => {
    cache.clear()
    appear(me)
    void navigate({ to: '/', replace: true })
  }
  const submit = (): void => {
    if (target.purpose === 'sign-in') {
      redeem.mutate({ body: { token } }, { onSuccess })
      return
    }
    setTried(true)
    if (passwordFaults(password, email).length > 0) return
    if (target.purpose === 'first') first.mutate({ body: { token, name, email, password, language } }, { onSuccess })
    else if (target.purpose === 'invitation') accept.mutate({ body: { token, name, password, language } }, { onSuccess })
    else reset.mutate({ body: { token, password } }, { onSuccess })
  }
  const asksName = target.purpose === 'first' || target.purpose === 'invitation'
  return (
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
        <NewPassword label={t('newPassword')} value={password} email={email} onChange={setPassword} tried={tried} />
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
      {running !== undefined && running.error !== null && <EntryProblem error={running.error} />}
      <Button type="submit" size="sm" loading={running?.isPending === true}>
        {t(`linkAct.${target.purpose}`)}
      </Button>
    </form>
  )
}
