import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Me } from '@caponier/contract/access/session'
import { firstPage } from '../router/first-page.ts'
import { Badge } from '../ui/badges.tsx'

/** Organisations to choose from. */
export function TenantLinks({ tenants }: { readonly tenants: Me['tenants'] }) {
  const { t } = useTranslation('shell')
  return (
    <div className="stack">
      {tenants.map((one) => (
        <Link key={one.id} to={firstPage(one)} className="row panel" style={{ textDecoration: 'none' }}>
          <strong>{one.name}</strong> {one.sample && <Badge tone="compensated">{t('sample')}</Badge>}
        </Link>
      ))}
    </div>
  )
}
