import { ActionIcon } from '@mantine/core'
import { IconChartBar, IconTable } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './charts.module.css'

interface Props {
  readonly title: ReactNode
  /** Said to people who hear the page, where the title is more than text. */
  readonly name: string
  readonly picture: ReactNode
  readonly table: () => ReactNode
  readonly acts?: ReactNode
  readonly className?: string
}

/** A picture in a panel with the table behind it one click away. */
export function Figure({ title, name, picture, table, acts, className }: Props) {
  const { t } = useTranslation('common')
  const [asTable, setAsTable] = useState(false)
  const label = `${name}: ${t(asTable ? 'asPicture' : 'asTable')}`
  return (
    <section className={`panel ${className ?? ''}`} aria-label={name}>
      <div className={`panel-head ${styles.figureHead}`}>
        <h2>{title}</h2>
        <div>
          {acts}
          <ActionIcon
            className="no-print"
            size={24}
            aria-label={label}
            title={label}
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? <IconChartBar size={15} /> : <IconTable size={15} />}
          </ActionIcon>
        </div>
      </div>
      {asTable ? table() : picture}
    </section>
  )
}
