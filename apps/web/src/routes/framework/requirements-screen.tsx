import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { Badge } from '../../ui/badges.tsx'
import { Empty, Page } from '../../ui/page.tsx'
import type { Column } from '../../ui/table/column.ts'
import type { RowOf } from '../../ui/table/data-table.tsx'
import { DataTable } from '../../ui/table/data-table.tsx'
import { frameworkName } from '../assessment/framework-name.ts'
import { GoLink } from '../position/go-link.tsx'
import styles from './framework.module.css'
import { NIS2, toFrameworks } from './framework-paths.ts'

type Row = RowOf<'content.requirements'>

/** Every requirement of one framework, in its own order. */
export function RequirementsScreen() {
  const { t } = useTranslation('framework')
  const { framework = '' } = useParams({ strict: false })
  const tenant = useTenant()
  const navigate = useNavigate()
  const all = useRead('content.frameworks', {}, { staleTime: Number.POSITIVE_INFINITY })
  const summary = all.data?.frameworks.find((one) => one.key === framework)
  const columns = useColumns(framework, summary?.levels ?? 'none')
  return (
    <Page title={frameworkName(framework)} lead={summary?.title}>
      <nav className={styles['crumbs']} aria-label={t('title')}>
        <GoLink to={toFrameworks()}>{t('title')}</GoLink>
        <span aria-hidden="true">›</span>
        <span>{frameworkName(framework)}</span>
      </nav>
      <DataTable
        route="content.requirements"
        request={{ params: { framework } }}
        columns={columns}
        name={`requirements-${framework.replace(':', '-')}`}
        rowName={(row) => `${row.id} ${row.title}`}
        onOpen={(row) =>
          void navigate({ to: `/t/${tenant}/frameworks/${encodeURIComponent(framework)}/${encodeURIComponent(row.id)}` as never })
        }
        height="calc(100dvh - var(--bar-height) - 170px)"
        empty={<Empty title={t('requirements')}>{t('lead')}</Empty>}
      />
    </Page>
  )
}

function useColumns(framework: string, levels: 'SL' | 'ML' | 'none'): readonly Column<Row>[] {
  const { t } = useTranslation('framework')
  const { t: common } = useTranslation('common')
  const { count } = useFormats()
  const isNis2 = framework === NIS2
  const yesNo = [
    { value: 'true', label: common('yes') },
    { value: 'false', label: common('no') },
  ]
  return [
    { key: 'id', label: t('id'), width: 150, render: (row) => <span style={{ paddingLeft: row.parent === null ? 0 : 14 }}>{row.id}</span> },
    { key: 'title', label: t('titleColumn') },
    { key: 'domainTitle', label: t('domain'), width: 260 },
    ...(levels === 'SL'
      ? [
          {
            key: 'gate',
            label: t('gate'),
            width: 70,
            align: 'end' as const,
            render: (row: Row) =>
              row.gate === null ? (
                '–'
              ) : (
                <span className="sl" data-level={row.gate} title={t('gateHint', { gate: row.gate })}>
                  {row.gate}
                </span>
              ),
          },
        ]
      : []),
    ...(isNis2
      ? [
          {
            key: 'carried',
            label: t('carried'),
            width: 130,
            render: (row: Row) =>
              row.carried === null ? (
                '–'
              ) : (
                <Badge tone={TONE[row.carried] ?? 'neutral'}>{t(`carriedShort.${row.carried as 'partly'}`)}</Badge>
              ),
            options: (['answered', 'partly', 'carried'] as const).map((value) => ({ value, label: t(`carriedShort.${value}`) })),
          },
        ]
      : []),
    { key: 'duties', label: t(isNis2 ? 'carriers' : 'duties'), width: 90, align: 'end', render: (row) => count(row.duties) },
    {
      key: 'inheritable',
      label: t('inheritable'),
      width: 110,
      render: (row) => common(row.inheritable ? 'yes' : 'no'),
      options: yesNo,
    },
    {
      key: 'confidence',
      label: t('confidence'),
      width: 150,
      render: (row) =>
        row.confidence === 'high' && row.doubt === null ? (
          common('confidence.high')
        ) : (
          <Badge tone="partly" {...(row.doubt !== null && { title: row.doubt })}>
            {common(`confidence.${row.confidence}`)}
          </Badge>
        ),
      options: (['high', 'medium', 'low'] as const).map((value) => ({ value, label: common(`confidence.${value}`) })),
    },
    { key: 'domain', label: `${t('domain')} (id)`, width: 110, extra: true },
    { key: 'parent', label: t('parent', { id: '' }), width: 120, extra: true },
  ]
}

const TONE: Readonly<Record<string, string>> = { carried: 'met', partly: 'partly', answered: 'compensated' }
