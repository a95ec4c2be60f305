import { IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import styles from './findings.module.css'
import { GoLink } from './go-link.tsx'
import type { Mendable } from './mend-target.ts'
import { mendOf } from './mend-target.ts'

/** Links to the places where a finding is mended. */
export function MendLinks({
  finding,
  most = 3,
  prominent = false,
}: {
  readonly finding: Mendable
  readonly most?: number
  readonly prominent?: boolean
}) {
  const { t } = useTranslation('findings')
  return (
    <span className={styles.mends}>
      {mendOf(finding)
        .slice(0, most)
        .map((one, index) => (
          <GoLink
            key={`${one.act} ${one.to.path} ${String(one.to.search?.['open'] ?? '')}`}
            to={one.to}
            className={prominent && index === 0 ? styles.mendButton : styles.mend}
            onClick={(event) => event.stopPropagation()}
          >
            {t(`act.${one.act}`)}
            <IconArrowRight size={14} aria-hidden="true" />
          </GoLink>
        ))}
    </span>
  )
}
