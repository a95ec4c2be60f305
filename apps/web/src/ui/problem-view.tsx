import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../api/client.ts'

/** A failure in words: what happened, what was kept, what to do. */
export function ProblemView({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const { t } = useTranslation('common')
  const problem = problemOf(error)
  return (
    <div className="problem" role="alert">
      <h3>{t(`problem.${problem.code}`)}</h3>
      {problem.detail !== undefined && <p>{problem.detail}</p>}
      {problem.issues !== undefined && problem.issues.length > 0 && (
        <ul>
          {problem.issues.slice(0, 20).map((issue) => (
            <li key={`${issue.path} ${issue.message}`}>
              <span className="mono">{issue.path}</span> {issue.message}
              {issue.mend === undefined ? '' : `; ${issue.mend}`}
            </li>
          ))}
        </ul>
      )}
      {problem.kept !== undefined && (
        <p>
          {t('problem.kept')}: {problem.kept}
        </p>
      )}
      {problem.mend !== undefined && (
        <p>
          {t('problem.mend')}: {problem.mend}
        </p>
      )}
      {retry !== undefined && (
        <Button mt={8} variant="default" onClick={retry}>
          {t('retry')}
        </Button>
      )}
    </div>
  )
}
