import { Button, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StateBadge } from '../../ui/badges.tsx'
import { frameworkName } from '../assessment/framework-name.ts'
import type { Cell } from './cell.ts'
import { GoLink } from './go-link.tsx'
import { search } from './place.ts'
import styles from './position.module.css'
import { inLanguage, weakestFirst } from './trace-order.ts'
import { ThreeFigures } from './trace-parts.tsx'
import { toCell } from './trace-paths.ts'

const NOTHING = { designed: null, implemented: null, evidenced: null }
const STEP = 200

/** Cells as rows, the weakest first: subject, requirement where there are several, state, numbers, evidence. */
export function CellTable({ cells, withRequirement }: { readonly cells: readonly Cell[]; readonly withRequirement: boolean }) {
  const { t, i18n } = useTranslation(['position', 'common'])
  const [typed, setTyped] = useState('')
  const [shown, setShown] = useState(STEP)
  const found = search(cells, typed, (one) => `${one.name} ${one.requirement}`)
  const rows = weakestFirst(found, (one) => one.scores ?? NOTHING).slice(0, shown)
  return (
    <div className="stack">
      {cells.length > 8 && (
        <TextInput
          className="no-print"
          w={280}
          placeholder={t('below.find')}
          aria-label={t('below.find')}
          leftSection={<IconSearch size={14} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <div className={styles.scroll}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('subject')}</th>
              {withRequirement && <th scope="col">{t('requirement')}</th>}
              <th scope="col">{t('state')}</th>
              <th scope="col">
                {t('common:numbers.designed')} · {t('common:numbers.implemented')} · {t('common:numbers.evidenced')}
              </th>
              <th scope="col">{t('level.evidence')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => {
              const valid = one.evidence.filter((each) => each.state === 'valid').length
              return (
                <tr key={`${one.subject} ${one.framework} ${one.requirement}`}>
                  <td>
                    <GoLink to={toCell(one.subject, one.framework, one.requirement)}>{one.name}</GoLink>
                  </td>
                  {withRequirement && (
                    <td>
                      {one.requirement} {inLanguage(one.title, i18n.language)}
                      <div className="muted small">{frameworkName(one.framework)}</div>
                    </td>
                  )}
                  <td>
                    <StateBadge state={one.effective} />
                    {!one.own && one.sources[0] !== undefined && (
                      <div className="muted small">{t('cell.inherited', { name: one.sources[0].name })}</div>
                    )}
                  </td>
                  <td>{one.scores === null ? '–' : <ThreeFigures of={one.scores} />}</td>
                  <td className={styles.narrow}>
                    {valid > 0 ? t('level.valid', { count: valid }) : <span className="muted">{t('level.noValid')}</span>}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {rows.length < found.length && (
        <Button variant="default" onClick={() => setShown(shown + STEP)}>
          {t('common:table.loadMore')}
        </Button>
      )}
    </div>
  )
}
