import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { AssessmentScreen } from './assessment-screen.tsx'
import { AssessmentsScreen } from './assessments-screen.tsx'
import { CompareScreen } from './compare-screen.tsx'
import { DelegatedScreen } from './delegated-screen.tsx'
import { MineScreen } from './mine-screen.tsx'
import { RespondScreen } from './respond-screen.tsx'
import { SnapshotsScreen } from './snapshots-screen.tsx'

/** Goes to a path below the organisation of the page. */
function useGo(): (path: string, search?: Readonly<Record<string, unknown>>, replace?: boolean) => void {
  const navigate = useNavigate()
  const { tenant } = useParams({ strict: false })
  return useCallback(
    (path, search = {}, replace = false) => void navigate({ to: `/t/${tenant ?? ''}${path}`, search, replace } as never),
    [navigate, tenant],
  )
}

const pathOf = (framework: string, subject: string): string => `/gaps/${encodeURIComponent(framework)}/${encodeURIComponent(subject)}`
const textOf = (value: unknown): string | null => (typeof value === 'string' || typeof value === 'number' ? String(value) : null)

export function AssessmentsPage() {
  const go = useGo()
  return <AssessmentsScreen onOpen={(row) => go(pathOf(row.framework, row.subject))} />
}

/** The requirement and whether it is shown alone stand in the address, so that a link shares them. */
export function AssessmentPage() {
  const go = useGo()
  const { framework = '', subject = '' } = useParams({ strict: false })
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const onGo = useCallback(
    (requirement: string | null, focus: boolean) =>
      go(pathOf(framework, subject), { ...(requirement !== null && { r: requirement }), ...(focus && { focus: true }) }, true),
    [framework, go, subject],
  )
  return (
    <AssessmentScreen
      key={`${framework}|${subject}`}
      framework={framework}
      subject={subject}
      requirement={textOf(search['r'])}
      focus={search['focus'] === true}
      onGo={onGo}
    />
  )
}

export function DelegatedPage() {
  const go = useGo()
  return <DelegatedScreen onOpen={(framework, subject) => go(pathOf(framework, subject))} />
}

export function SnapshotsPage() {
  const go = useGo()
  return <SnapshotsScreen onCompare={(from, to) => go('/gaps/compare', { from, to })} />
}

const day = (back: number): string => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10)

export function ComparePage() {
  const go = useGo()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  return (
    <CompareScreen
      from={textOf(search['from']) ?? day(182)}
      to={textOf(search['to']) ?? day(0)}
      onChange={(from, to) => go('/gaps/compare', { from, to }, true)}
    />
  )
}

export function MinePage() {
  const go = useGo()
  return <MineScreen onOpen={(id) => go(`/mine/${id}`)} />
}

export function RespondPage() {
  const go = useGo()
  const { id = '' } = useParams({ strict: false })
  return <RespondScreen id={id} onBack={() => go('/mine')} />
}
