import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { ProblemView } from '../../ui/problem-view.tsx'

/** Failures of the way in, in the words of the reader; the others as everywhere. */
export function EntryProblem({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('access')
  const problem = problemOf(error)
  const text =
    problem.code === 'unauthenticated'
      ? t('wrong')
      : problem.code === 'gone'
        ? t('linkGone')
        : problem.code === 'too-many' && problem.retryAfterSeconds !== undefined
          ? t('wait', { count: problem.retryAfterSeconds })
          : undefined
  if (text === undefined) return <ProblemView error={error} />
  return (
    <div className="problem" role="alert">
      {text}
    </div>
  )
}
