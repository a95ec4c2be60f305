import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Comparison } from '@caponier/contract/assessment/snapshots'
import type { AnswerStateName } from '@caponier/core/company/assessment'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { Badge, StateBadge } from '../../ui/badges.tsx'
import { SlCell } from '../../ui/levels.tsx'
import { Empty, Loaded, Page, Panel } from '../../ui/page.tsx'
import detailCss from './detail.module.css'
import { ALL_STATES } from './answer-state.ts'
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
      <Loaded query={query}>{(comparison) => <Differences of={comparison} />}</Loaded>
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

function Differences({ of }: { readonly of: Comparison }) {
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
      {of.cells.length > 0 && <Cells of={of} />}
    </>
  )
}

function Table({ head, rows }: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }) {
  return (
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
  )
}

const NUMBERS = ['designed', 'implemented', 'evidenced'] as const

function Measures({ of }: { readonly of: Comparison }) {
  const { t } = useTranslation(['assessment', 'common'])
  const { percent } = useFormats()
  return (
    <Panel title={t('compare.measures')}>
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
              <td>{one.ref}</td>
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
    </Panel>
  )
}

const LEVELS = ['achieved', 'evidenced', 'target'] as const

function Levels({ of }: { readonly of: Comparison }) {
  const { t } = useTranslation('assessment')
  return (
    <Panel title={t('compare.levels')}>
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
    </Panel>
  )
}

const stateOf = (text: string): AnswerStateName => ALL_STATES.find((state) => state === text) ?? 'not-assessed'

function Cells({ of }: { readonly of: Comparison }) {
  const { t } = useTranslation('assessment')
  const shown = of.cells.slice(0, 300)
  return (
    <Panel
      title={t('compare.cells')}
      acts={<span className="muted small">{t('compare.cellsCut', { shown: shown.length, total: of.cellsTotal })}</span>}
    >
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('compare.subject')}</th>
            <th scope="col">{t('row.requirement')}</th>
            <th scope="col">{t('compare.before')}</th>
            <th scope="col">{t('compare.after')}</th>
            <th scope="col">{t('compare.cause_')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((cell) => (
            <tr key={`${cell.subject} ${cell.framework} ${cell.requirement}`}>
              <td>{cell.name}</td>
              <td style={{ whiteSpace: 'nowrap' }}>{cell.requirement}</td>
              <td>
                <StateBadge state={stateOf(cell.before.state)} />{' '}
                <span className="muted small">{cell.before.evidenced ? t('compare.proven') : ''}</span>
              </td>
              <td>
                <StateBadge state={stateOf(cell.after.state)} />{' '}
                <span className="muted small">{cell.after.evidenced ? t('compare.proven') : ''}</span>
              </td>
              <td className="small">{cell.causes.map((cause) => causeWord(cause, t)).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

const CAUSES = ['answer', 'inherited', 'contradiction', 'evidence', 'control'] as const
function causeWord(cause: string, t: (key: `compare.cause.${(typeof CAUSES)[number]}`) => string): string {
  const known = CAUSES.find((one) => one === cause)
  return known === undefined ? cause : t(`compare.cause.${known}`)
}
