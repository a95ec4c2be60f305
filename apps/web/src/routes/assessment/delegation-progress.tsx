import { useTranslation } from 'react-i18next'
import type { Assignment } from '@caponier/contract/assessment/assignments'

/** How far the one who is asked has come; answers that stand from before are told apart until they are confirmed. */
export function Progress({ of }: { readonly of: Pick<Assignment, 'answered' | 'unconfirmed' | 'total'> }) {
  const { t } = useTranslation('assessment')
  return (
    <>
      {t('mine.progress', { answered: of.answered, total: of.total })}
      {of.unconfirmed > 0 && `, ${t('mine.unconfirmed', { count: of.unconfirmed })}`}
    </>
  )
}
