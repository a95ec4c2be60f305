import { ActionIcon, Button, NumberInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Doc } from '../company/object-kinds.ts'
import styles from './scope.module.css'
import { today } from '../../ui/today.ts'

const FIGURES = ['headcount', 'turnover', 'balance'] as const

interface Props {
  /** Financial years as in the document, in any order. */
  readonly years: unknown
  readonly onChange: (years: readonly Doc[]) => void
}

/** Headcount, turnover and balance sheet year by year, the newest first: two closed years decide the size (2003/361/EC, Annex Art. 4). */
export function YearsGrid({ years, onChange }: Props) {
  const { t } = useTranslation(['scope', 'common'])
  const rows = (Array.isArray(years) ? (years as readonly Doc[]) : []).toSorted((a, b) => Number(b['year']) - Number(a['year']))
  const newest = Number(rows[0]?.['year'] ?? Number(today().slice(0, 4)) - 2)
  return (
    <table className={`plain-table ${styles.years ?? ''}`}>
      <caption className="visually-hidden">{t('whatIf.years')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('whatIf.year')}</th>
          {FIGURES.map((key) => (
            <th key={key} scope="col" className="num">
              {t(`whatIf.${key}`)}
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">{t('common:remove')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const year = String(row['year'])
          return (
            <tr key={year}>
              <th scope="row">
                {year} <span className="muted small">{typeof row['currency'] === 'string' ? row['currency'] : ''}</span>
              </th>
              {FIGURES.map((key) => (
                <td key={key}>
                  <NumberInput
                    aria-label={`${t(`whatIf.${key}`)} ${year}`}
                    value={typeof row[key] === 'number' ? row[key] : ''}
                    onChange={(next) =>
                      onChange(rows.map((one) => (one === row ? { ...row, [key]: typeof next === 'number' ? next : 0 } : one)))
                    }
                    min={0}
                    decimalScale={key === 'headcount' ? 2 : 0}
                    thousandSeparator=" "
                    hideControls
                  />
                </td>
              ))}
              <td>
                <ActionIcon
                  aria-label={`${t('common:remove')} ${year}`}
                  title={t('common:remove')}
                  onClick={() => onChange(rows.filter((one) => one !== row))}
                >
                  <IconTrash size={15} />
                </ActionIcon>
              </td>
            </tr>
          )
        })}
        <tr>
          <td colSpan={5}>
            <Button
              variant="subtle"
              leftSection={<IconPlus size={14} />}
              onClick={() => onChange([{ ...(rows[0] ?? { headcount: 0, turnover: 0, balance: 0 }), year: newest + 1 }, ...rows])}
            >
              {t('whatIf.addYear')}
            </Button>
          </td>
        </tr>
      </tbody>
    </table>
  )
}
