import { Button, SegmentedControl } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct, useRead } from '../../api/queries.ts'
import { EntryProblem } from './entry-problem.tsx'
import type { LinkTarget } from './link-target.ts'
import { GrantBadge } from './role-words.tsx'
import { SignInForm } from './sign-in-form.tsx'

interface Props {
  readonly token: string
  readonly target: Extract<LinkTarget, { readonly purpose: 'invitation' }>
  /** The form that makes an account. */
  readonly newHere: ReactNode
}

/** An invitation is accepted with a new account or with the one that somebody has. */
export function InvitationChoice({ token, target, newHere }: Props) {
  const { t } = useTranslation('access')
  const cache = useQueryClient()
  const navigate = useNavigate()
  const me = useRead('session.show', {}, { staleTime: 0 })
  const join = useAct('session.join', [])
  const [way, setWay] = useState<'new' | 'known' | null>(null)
  const shown = way ?? (me.data === undefined ? 'new' : 'known')
  return (
    <>
      <div>
        <div className="small muted">{t('invitedAs')}</div>
        <div className="row">
          {target.grants.map((grant) => (
            <GrantBadge
              key={JSON.stringify(grant)}
              grant={grant}
              nameOf={(scope) => (scope.kind === 'organisation' ? '' : (target.places[scope.id] ?? scope.id))}
            />
          ))}
        </div>
      </div>
      <SegmentedControl
        fullWidth
        value={shown}
        onChange={(next) => setWay(next === 'known' ? 'known' : 'new')}
        data={[
          { value: 'new', label: t('newHere') },
          { value: 'known', label: t('haveAccount') },
        ]}
      />
      {shown === 'new' && newHere}
      {shown === 'known' && me.data === undefined && (
        <>
          <p className="small muted">{t('joinSignIn')}</p>
          <SignInForm onDone={() => void me.refetch()} />
        </>
      )}
      {shown === 'known' && me.data !== undefined && (
        <div className="stack-lg">
          <p className="small" style={{ margin: 0 }}>
            {t('joinAs', { name: me.data.user.name, email: me.data.user.email })}
          </p>
          {join.error !== null && <EntryProblem error={join.error} />}
          <Button
            size="sm"
            loading={join.isPending}
            onClick={() =>
              join.mutate(
                { body: { token } },
                {
                  onSuccess: () => {
                    cache.clear()
                    void navigate({ to: '/', replace: true })
                  },
                },
              )
            }
          >
            {t('join')}
          </Button>
        </div>
      )}
    </>
  )
}
