import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/page.tsx'

export function CockpitScreen() {
  const { t } = useTranslation('shell')
  return <Page title={t('rail.cockpit')}>{null}</Page>
}
