import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/queries.ts'
import type { ValueOf } from '../../api/client.ts'
import { EntryProblem } from './entry-problem.tsx'

/** E-mail address and password; used by the sign-in page and over a page whose session ended. */
export function SignInForm({ onDone }: { readonly onDone: (me: ValueOf<'session.sign-in'>) => void }) {
  const { t } = useTranslation('access')
  const signIn = useAct('session.sign-in', [])
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  return (
    <form
      className="stack-lg"
      onSubmit={(event) => {
        event.preventDefault()
        signIn.mutate({ body: { email, password } }, { onSuccess: onDone })
      }}
    >
      <TextInput
        label={t('email')}
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        size="sm"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        data-autofocus
      />
      <PasswordInput
        label={t('password')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        size="sm"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {signIn.error !== null && <EntryProblem error={signIn.error} />}
      <Button type="submit" size="sm" loading={signIn.isPending}>
        {t('signIn')}
      </Button>
    </form>
  )
}
