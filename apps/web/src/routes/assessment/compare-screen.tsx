import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ChangedCell, Comparison } from '@caponier/contract/assessment/snapshots'
import type { AnswerStateName } from '@caponier/core/company/assessment'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { Badge, StateBadge } from '../../ui/badges.tsx'
import { SlCell } from '../../ui/levels.tsx'
import { Empty, Loaded, Page, Panel } from '../../ui/page.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { useMeasureName } from '../framework/measure-name.ts'
import detailCss from './detail.module.css'
import { ALL_STATES } from './answer-state.ts'
import { frameworkName } from './framework-name.ts'
import { GapTabs } from './gap-tabs.tsx'
import { today } from '../../ui/today.ts'

interface Props {
  /** A date, or `snapshot:ID`. */
  readonly from: string
  readonly to: string
  readonly onChange: (from: string, to: string) => void
}

/** What differs between two days or snapshots. */
export function CompareScreen({ from, to, onChange }: Props) {
  const { t } = useTranslation('assessment')
  const tenant = useTenant()
  const query = useRead('snapshots.compare', { params: { tenant }, query: { from, to } }, { keep: true })
  return (
    <Page title={t('title')} windowTitle={t('tabs.compare')} lead={t('compare.lead')}>
      <GapTabs at="compare" />
      <div className="row" style={{ alignItems: 'flex-end', gap: 24 }}>
        <MomentChoice label={t('compare.from')} value={from} onChange={(next) => onChange(next, to)} />
        <MomentChoice label={t('compare.to')} value={to} onChange={(next) => onChange(from, next)} />
      </div>
      <Loaded query={query}>{(comparison) => <Differences of={comparison} from={from} to={to} />}</Loaded>
    </Page>
  )
}

function MomentChoice({
  label,
  value,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const { t } = useTranslation('assessment')
  const { date } = useFormats()
  const snapshots = useRead('snapshots.list', { params: { tenant: useTenant() }, query: { limit: 200 } }).data?.items ?? []
  const isSnapshot = value.startsWith('snapshot:')
  return (
    <div className="row" style={{ alignItems: 'flex-end' }}>
      <Select
        w={270}
        label={label}
        allowDeselect={false}
        data={[
          { value: 'date', label: t('compare.date') },
          ...snapshots.map((one) => ({ value: `snapshot:${one.id}`, label: `${one.name} (${date(one.asOf)})` })),
        ]}
        value={isSnapshot ? value : 'date'}
        onChange={(next) => onChange(next === null || next === 'date' ? today() : next)}
      />
      {!isSnapshot && (
        <TextInput
          type="date"
          aria-label={`${label}: ${t('compare.date')}`}
          value={value}
          onChange={(event) => {
            if (/^\d{4}-\d{2}-\d{2}$/.test(event.currentTarget.value)) onChange(event.currentTarget.value)
          }}
        />
      )}
    </div>
  )
}

const CLASSES = ['essential', 'important', 'registration-only', 'out', 'undetermined'] as const

interface DifferencesProps {
  readonly of: Comparison
  readonly from: string
  readonly to: string
}

function Differences({ of, from, to }: DifferencesProps) {
  const { t } = useTranslation(['assessment', 'common'])
  // The server writes classes as words of the API: "important; DE important, act not in force".
  const standing = (text: string): string =>
    CLASSES.reduce((words, one) => words.replaceAll(new RegExp(`\\b${one}\\b`, 'g'), t(`common:class.${one}`)), text)
      .replaceAll('act not in force', t('compare.notInForce'))
      .replaceAll('not there', t('compare.notThere'))
  const isSame = of.levels.length + of.measures.length + of.cellsTotal + of.scope.length + of.findings.appeared + of.findings.gone === 0
  if (isSame) return <Empty title={t('compare.none')}>{t('compare.noneHint')}</Empty>
  return (
    <>
      <div className="row">
        <Badge>{t('compare.findings', of.findings)}</Badge>
        <Badge>{t('compare.subjects', { appeared: of.subjects.appeared.length, gone: of.subjects.gone.length })}</Badge>
      </div>
      {of.scope.length > 0 && (
        <Panel title={t('compare.scope')}>
          <Table
            head={[t('compare.subject'), t('compare.before'), t('compare.after')]}
            rows={of.scope.map((one) => [one.name, standing(one.before), standing(one.after)])}
          />
        </Panel>
      )}
      {of.measures.length > 0 && <Measures of={of} />}
      {of.levels.length > 0 && <Levels of={of} />}
      {of.cells.length > 0 && <Cells from={from} to={to} />}
    </>
  )
}

function Table({ head, rows }: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }) {
  return (
    <div style={{ overflowX: 'auto' }} tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            {head.map((one) => (
              <th key={one} scope="col">
                {one}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join('|')}>
              {row.map((cell, index) => (
                <td key={head[index] ?? ''}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const NUMBERS = ['designed', 'implemented', 'evidenced'] as const

function Measures({ of }: { readonly of: Comparison }) {
  const { t } = useTranslation(['assessment', 'common'])
  const { percent } = useFormats()
  const measureName = useMeasureName()
  return (
    <Panel title={t('compare.measures')}>
      <div style={{ overflowX: 'auto' }} tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('list.measures')}</th>
              <th scope="col">{t('compare.subject')}</th>
              {NUMBERS.map((name) => (
                <th key={name} scope="col">
                  {t(`common:numbers.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {of.measures.map((one) => (
              <tr key={`${one.scope} ${one.ref}`}>
                <td>{measureName(one.ref)}</td>
                <td>{one.name}</td>
                {NUMBERS.map((name) => {
                  const [before, after] = [one.before[name], one.after[name]]
                  return (
                    <td key={name} style={{ whiteSpace: 'nowrap' }}>
                      {before === after ? (
                        <span className="muted">{percent(after)}</span>
                      ) : (
                        <>
                          {percent(before)} →{' '}
                          <span className={(after ?? 0) < (before ?? 0) ? detailCss.deltaDown : detailCss.deltaUp}>{percent(after)}</span>
                        </>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

const LEVELS = ['achieved', 'evidenced', 'target'] as const

function Levels({ of }: { readonly of: Comparison }) {
  const { t } = useTranslation('assessment')
  return (
    <Panel title={t('compare.levels')}>
      <div style={{ overflowX: 'auto' }} tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('compare.subject')}</th>
              <th scope="col">FR</th>
              {LEVELS.map((name) => (
                <th key={name} scope="col">
                  {t(`compare.${name}`)}
                </th>
              ))}
              <th scope="col">{t('compare.cause_')}</th>
            </tr>
          </thead>
          <tbody>
            {of.levels.map((one) => (
              <tr key={`${one.subject} ${one.fr}`}>
                <td>{one.name}</td>
                <td>{one.fr}</td>
                {LEVELS.map((name) => (
                  <td key={name} style={{ whiteSpace: 'nowrap' }}>
                    {one[name][0] === one[name][1] ? (
                      <SlCell level={one[name][1] ?? null} />
                    ) : (
                      <>
                        <SlCell level={one[name][0] ?? null} /> → <SlCell level={one[name][1] ?? null} />
                      </>
                    )}
                  </td>
                ))}
                <td className="muted small">{one.rows.join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

const stateOf = (text: string): AnswerStateName => ALL_STATES.find((state) => state === text) ?? 'not-assessed'

/** Every answer that differs, as a list: by subject, framework and state, and as a file. */
function Cells({ from, to }: { readonly from: string; readonly to: string }) {
  const { t } = useTranslation('assessment')
  const { t: common } = useTranslation('common')
  const tenant = useTenant()
  const frameworks = useRead('content.frameworks', {}, { staleTime: Number.POSITIVE_INFINITY }).data?.frameworks ?? []
  const states = ALL_STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))
  const columns: readonly Column<ChangedCell>[] = [
    { key: 'name', label: t('compare.subject') },
    {
      key: 'framework',
      label: t('list.framework'),
      width: 150,
      render: (cell) => frameworkName(cell.framework),
      options: frameworks.map(({ key }) => ({ value: key, label: frameworkName(key) })),
    },
    { key: 'requirement', label: t('row.requirement'), width: 150 },
    {
      key: 'before',
      label: t('compare.before'),
      width: 170,
      render: (cell) => <StateBadge state={stateOf(cell.before)} />,
      options: states,
    },
    { key: 'after', label: t('compare.after'), width: 170, render: (cell) => <StateBadge state={stateOf(cell.after)} />, options: states },
    {
      key: 'provenBefore',
      label: t('compare.provenBefore'),
      width: 130,
      render: (cell) => common(cell.provenBefore ? 'yes' : 'no'),
    },
    { key: 'provenAfter', label: t('compare.provenAfter'), width: 130, render: (cell) => common(cell.provenAfter ? 'yes' : 'no') },
    {
      key: 'causes',
      label: t('compare.cause_'),
      width: 190,
      render: (cell) => cell.causes.map((cause) => causeWord(cause, t)).join(', '),
      options: CAUSES.map((cause) => ({ value: cause, label: t(`compare.cause.${cause}`) })),
    },
  ]
  return (
    <section className="stack" aria-label={t('compare.cells')}>
      <h2>{t('compare.cells')}</h2>
      <DataTable
        route="snapshots.cells"
        request={{ params: { tenant }, query: { from, to } }}
        name="comparison"
        columns={columns}
        rowName={(cell) => `${cell.name}, ${cell.requirement}`}
        height={520}
        empty={<Empty title={t('compare.none')}>{t('compare.noneHint')}</Empty>}
      />
    </section>
  )
}

const CAUSES = ['answer', 'inherited', 'contradiction', 'evidence', 'control'] as const
function causeWord(cause: string, t: (key: `compare.cause.${(typeof CAUSES)[number]}`) => string): string {
  const known = CAUSES.find((one) => one === cause)
  return known === undefined ? cause : t(`compare.cause.${known}`)
}
