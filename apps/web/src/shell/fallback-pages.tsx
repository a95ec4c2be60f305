import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../api/client.ts'
import { useLine, useNewVersion } from '../api/line.ts'
import { fetchFailedScreens } from '../router/lazy-screen.ts'
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

/** The page failed, could not be fetched, or its data may not be seen. */
export function BrokenPage({ error, reset }: { readonly error: unknown; readonly reset?: () => void }) {
  const { t } = useTranslation('shell')
  const problem = problemOf(error)
  if (problem.code === 'environment') return <UnreachablePage reset={reset} />
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

/** The server did not give what this page is made of: tries again in place, or loads the newer pages that the server has. */
function UnreachablePage({ reset }: { readonly reset: (() => void) | undefined }) {
  const { t } = useTranslation(['shell', 'common'])
  const router = useRouter()
  const cache = useQueryClient()
  const isNewer = useNewVersion()
  const line = useLine()
  const again = async (): Promise<void> => {
    await fetchFailedScreens()
    await cache.resetQueries({ predicate: (query) => query.state.status === 'error' })
    await router.invalidate()
    reset?.()
  }
  const title = isNewer ? 'newVersion' : line === 'lost' ? 'offlineTitle' : 'unreachable'
  return (
    <Empty
      isPage
      title={t(title)}
      acts={
        isNewer ? (
          <Button onClick={() => window.location.reload()}>{t('reload')}</Button>
        ) : (
          <>
            <Button onClick={() => void again()}>{t('common:retry')}</Button>
            {line === 'open' && (
              <Button variant="default" onClick={() => window.location.reload()}>
                {t('reload')}
              </Button>
            )}
          </>
        )
      }
    >
      {t(isNewer ? 'newVersionText' : 'unreachableText')}
    </Empty>
  )
}
