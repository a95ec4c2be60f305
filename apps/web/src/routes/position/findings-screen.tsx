import { SegmentedControl } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { SeverityBar } from '../../charts/severity-bar.tsx'
import { SeverityBadge } from '../../ui/badges.tsx'
import { Empty, Page } from '../../ui/page.tsx'
import type { Column } from '../../ui/table/column.ts'
import type { RowOf } from '../../ui/table/data-table.tsx'
import { DataTable } from '../../ui/table/data-table.tsx'
import { FindingsByRule } from './findings-by-rule.tsx'
import styles from './findings.module.css'
import { MendLinks } from './mend-links.tsx'

type Row = RowOf<'findings.list'>

/** What the consistency check finds, as a list or by rule, each with the way to mend it. */
export function FindingsScreen() {
  const { t } = useTranslation('findings')
  const tenant = useTenant()
  const navigate = useNavigate()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const isNarrow = useMediaQuery('(max-width: 700px)') === true
  const isFiltered = search['filter'] !== undefined || search['q'] !== undefined
  const asked = search['by'] === 'rule' || search['by'] === 'list' ? search['by'] : null
  // A phone has no room for the columns of the list.
  const by = asked ?? (isNarrow && !isFiltered ? 'rule' : 'list')
  const columns = useColumns()
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      acts={
        <SegmentedControl
          aria-label={t('view')}
          data={[
            { value: 'list', label: t('asList') },
            { value: 'rule', label: t('byRule') },
          ]}
          value={by}
          onChange={(next) => void navigate({ to: '.', search: { by: next } } as never)}
        />
      }
    >
      <Weights />
      {by === 'rule' ? (
        <FindingsByRule />
      ) : (
        <DataTable
          route="findings.list"
          request={{ params: { tenant } }}
          columns={columns}
          name="findings"
          rowName={(row) => `${row.title}, ${row.subjectName}`}
          onOpen={(row) => void navigate({ to: `/t/${tenant}/findings/one`, search: { id: row.id } } as never)}
          height="calc(100dvh - var(--bar-height) - 190px)"
          empty={<Empty title={t('noneTitle')}>{t('none')}</Empty>}
        />
      )}
    </Page>
  )
}

/** The weights in one line, above both views. */
function Weights() {
  const { t } = useTranslation('findings')
  const { data } = useRead('cockpit.findings', { params: { tenant: useTenant() } }, { keep: true })
  if (data === undefined || data.total === 0) return null
  return (
    <div className={styles.weights}>
      <SeverityBar of={data} title={t('weights')} />
      {(['high', 'medium', 'low'] as const)
        .filter((one) => data[one] > 0)
        .map((one) => (
          <span key={one}>
            <SeverityBadge severity={one} /> <strong>{data[one]}</strong>
          </span>
        ))}
    </div>
  )
}

function useColumns(): readonly Column<Row>[] {
  const { t } = useTranslation(['findings', 'common'])
  return [
    {
      key: 'severity',
      label: t('severity'),
      width: 104,
      options: (['high', 'medium', 'low'] as const).map((value) => ({ value, label: t(`common:severity.${value}`) })),
      render: (row) => <SeverityBadge severity={row.severity} />,
    },
    { key: 'title', label: t('rule'), width: 240 },
    { key: 'subjectName', label: t('subject'), width: 230 },
    { key: 'reason', label: t('reason'), render: (row) => <span title={row.reason}>{row.reason}</span> },
    // On the screen the way to where it is mended, in a file what to do.
    { key: 'fix', label: t('mend'), width: 190, render: (row) => <MendLinks finding={row} most={1} /> },
    { key: 'requirements', label: t('requirements'), width: 180, extra: true },
    { key: 'sites', label: t('sites'), width: 150, extra: true },
    { key: 'rule', label: t('ruleId'), width: 190, extra: true },
    { key: 'framework', label: t('framework'), width: 170, extra: true },
  ]
}
