import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Permission } from '@caponier/contract/access/roles'
import { PERMISSIONS } from '@caponier/contract/access/roles'
import { problemOf } from '../api/client.ts'
import { Forbidden } from './forbidden.tsx'

const isPermission = (word: string | undefined): word is Permission => PERMISSIONS.some((one) => one === word)

/** A failure in words: what happened, what was kept, what to do. */
export function ProblemView({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const { t } = useTranslation('common')
  const problem = problemOf(error)
  // To try again changes nothing about it.
  if (isPermission(problem.permission))
    return (
      <div className="problem" role="alert">
        <h3>{t('problem.forbidden')}</h3>
        <Forbidden permission={problem.permission} />
      </div>
    )
  const mayHelp = problem.code !== 'forbidden' && problem.code !== 'not-found'
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
      {retry !== undefined && mayHelp && (
        <Button mt={8} variant="default" onClick={retry}>
          {t('retry')}
        </Button>
      )}
    </div>
  )
}
