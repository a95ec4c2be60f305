import { useParams } from '@tanstack/react-router'
import { useMe } from '../api/session.ts'
import { AppShell } from './app-shell.tsx'
import { UnknownTenant } from './unknown-tenant.tsx'

/** The screens of the organisation that the address names, to whom it is open. */
export function TenantFrame() {
  const { tenant = '' } = useParams({ strict: false })
  const isMember = useMe().tenants.some((one) => one.id === tenant)
  return isMember ? <AppShell key={tenant} /> : <UnknownTenant id={tenant} />
}
