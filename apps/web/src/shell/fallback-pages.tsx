import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../api/client.ts'
import { Empty } from '../ui/page.tsx'

export function MissingPage() {
  const { t } = useTranslation('shell')
  return (
    <Empty
      isPage
      title={t('notFound')}
      acts={
        <Button component="a" href="/">
          {t('toCockpit')}
        </Button>
      }
    >
      {t('notFoundText')}
    </Empty>
  )
}

/** The page failed, or its data may not be seen. */
export function BrokenPage({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('shell')
  const problem = problemOf(error)
  const isForbidden = problem.code === 'forbidden' || problem.code === 'not-found'
  return (
    <Empty
      isPage
      title={t(isForbidden ? 'noAccess' : 'broken')}
      acts={
        <Button onClick={() => window.location.reload()} variant="default">
          {t('reload')}
        </Button>
      }
    >
      {t(isForbidden ? 'noAccessText' : 'brokenText')} <span className="mono">{problem.detail}</span>
    </Empty>
  )
}
