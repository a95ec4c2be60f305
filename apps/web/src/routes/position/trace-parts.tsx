import { Button } from '@mantine/core'
import { IconChevronRight, IconFileExport, IconMathFunction, IconPrinter } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import type { method } from '../../i18n/en/method.ts'
import type { Three } from '../../ui/three-numbers.tsx'
import { GoLink } from './go-link.tsx'
import styles from './position.module.css'
import type { Target } from './trace-paths.ts'
import { toMethod } from './trace-paths.ts'

export type Topic = keyof typeof method.topics

/** The rule behind a number in words, with the way to the whole of it. */
export function Formula({ topic }: { readonly topic: Topic }) {
  const { t } = useTranslation(['method', 'position'])
  return (
    <span className={styles.formula}>
      <IconMathFunction size={14} aria-hidden="true" />
      {t(`topics.${topic}.short`)} ·{' '}
      <GoLink to={toMethod(topic)} className={styles.quiet}>
        {t('position:formula')}
      </GoLink>
    </span>
  )
}

/** The chain above the page: each step a link that can be shared. */
export function Trail({ steps }: { readonly steps: readonly { readonly label: ReactNode; readonly to?: Target }[] }) {
  const { t } = useTranslation('position')
  return (
    <nav aria-label={t('trail')}>
      <ol className={styles.trail}>
        {steps.map((step, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a step has no name of its own beside its place in the chain
          <Fragment key={index}>
            {index > 0 && <IconChevronRight size={13} aria-hidden="true" />}
            <li>{step.to === undefined ? <span aria-current="page">{step.label}</span> : <GoLink to={step.to}>{step.label}</GoLink>}</li>
          </Fragment>
        ))}
      </ol>
    </nav>
  )
}

/** The way to the position as a file: PDF for the board, sheets, or the whole of it as JSON. */
export function ExportButton() {
  const { t } = useTranslation('position')
  const { may } = useMay()
  if (!may('reports.make')) return null
  return (
    <Button component={GoLink} to={{ path: '/reports' }} variant="default" leftSection={<IconFileExport size={15} />}>
      {t('export')}
    </Button>
  )
}

export function PrintButton() {
  const { t } = useTranslation('position')
  return (
    <Button variant="default" leftSection={<IconPrinter size={15} />} onClick={() => window.print()}>
      {t('print')}
    </Button>
  )
}

/** Three numbers in one line with the shades of the rings. */
export function ThreeFigures({ of }: { readonly of: Three }) {
  const { t } = useTranslation('common')
  const { percent } = useFormats()
  return (
    <span className={styles.figures}>
      {(['designed', 'implemented', 'evidenced'] as const).map((name) => (
        <span key={name} title={t(`numbers.${name}`)}>
          <i style={{ background: `var(--${name})` }} />
          <span className="visually-hidden">{t(`numbers.${name}`)} </span>
          {percent(of[name])}
        </span>
      ))}
    </span>
  )
}
