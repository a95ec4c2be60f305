import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAppearance } from './appearance.ts'
import { EntryPage } from './entry-page.tsx'
import { SignInForm } from './sign-in-form.tsx'

/** Where to go after signing in: only a path of our own. */
export const ownPath = (to: unknown): string => (typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : '/')

export function SignInScreen() {
  const { t } = useTranslation('access')
  const cache = useQueryClient()
  const appear = useAppearance()
  const navigate = useNavigate()
  const { to }: { readonly to?: unknown } = useSearch({ strict: false })
  return (
    <EntryPage title={t('signIn')} lead={t('signInLead')}>
      <SignInForm
        onDone={(me) => {
          cache.clear()
          appear(me)
          void navigate({ to: ownPath(to) })
        }}
      />
      <p className="small muted">{t('forgot')}</p>
    </EntryPage>
  )
}
