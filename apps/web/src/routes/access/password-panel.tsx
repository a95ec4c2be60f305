import { Button, PasswordInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { passwordFaults } from '@caponier/contract/access/credentials'
import { useAct } from '../../api/queries.ts'
import { useMe } from '../../api/session.ts'
import { Panel } from '../../ui/page.tsx'
import { EntryProblem } from './entry-problem.tsx'
import { NewPassword } from './new-password.tsx'

/** Changes the own password. */
export function PasswordPanel() {
  const { t } = useTranslation('access')
  const { user } = useMe()
  const change = useAct('account.password', ['access'])
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [tried, setTried] = useState(false)
  const save = (): void => {
    setTried(true)
    if (current === '' || passwordFaults(next, user.email).length > 0) return
    change.mutate(
      { body: { current, next } },
      {
        onSuccess: () => {
          setCurrent('')
          setNext('')
          setTried(false)
          notifications.show({ message: t('account.changed') })
        },
      },
    )
  }
  return (
    <Panel title={t('account.password')}>
      <form
        className="stack-lg"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <p className="small muted" style={{ margin: 0 }}>
          {t('account.passwordLead')}
        </p>
        <input type="email" autoComplete="username" value={user.email} readOnly hidden />
        <PasswordInput
          size="sm"
          label={t('account.current')}
          autoComplete="current-password"
          value={current}
          required
          withAsterisk={false}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <NewPassword label={t('account.next')} value={next} email={user.email} onChange={setNext} tried={tried} />
        {change.error !== null && <EntryProblem error={change.error} />}
        <div>
          <Button type="submit" loading={change.isPending}>
            {t('account.change')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}
