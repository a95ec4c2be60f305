import { Button, Select, TextInput } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/queries.ts'
import { useMay, useTenant } from '../../api/session.ts'
import styles from './activity.module.css'
import type { Narrow, NarrowKey } from './narrow.ts'

const ACTIONS = ['access', 'assessment', 'assets', 'company', 'evidence', 'framework', 'report', 'views'] as const

interface Props {
  readonly narrow: Narrow
  readonly onChange: (next: Partial<Record<NarrowKey, string | null>>) => void
  readonly children?: ReactNode
}

/** Who, what, on what, when. */
export function NarrowBar({ narrow, onChange, children }: Props) {
  const { t } = useTranslation('activity')
  const tenant = useTenant()
  const { may } = useMay()
  const members = useRead('members.list', { params: { tenant }, query: { limit: 500 } }, { enabled: may('people.read'), staleTime: 60_000 })
  const isNarrow = Object.keys(narrow).length > 0
  return (
    <div className={`${styles.bar} no-print`}>
      <Select
        aria-label={t('who')}
        placeholder={t('anybody')}
        data={[{ value: 'system', label: t('system') }, ...(members.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))]}
        value={narrow.by ?? null}
        clearable
        searchable
        onChange={(by) => onChange({ by })}
      />
      <Select
        aria-label={t('what')}
        placeholder={t('anything')}
        data={ACTIONS.map((action) => ({ value: action, label: t(`action.${action}`) }))}
        value={narrow.action ?? null}
        clearable
        onChange={(action) => onChange({ action })}
      />
      <ObjectField key={narrow.object ?? ''} value={narrow.object ?? ''} onChange={(object) => onChange({ object, kind: null })} />
      <TextInput
        type="date"
        aria-label={t('from')}
        leftSection={<span className="small muted">{t('from')}</span>}
        leftSectionWidth={44}
        value={narrow.from ?? ''}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        aria-label={t('until')}
        leftSection={<span className="small muted">{t('until')}</span>}
        leftSectionWidth={44}
        value={narrow.until ?? ''}
        onChange={(event) => onChange({ until: event.currentTarget.value })}
      />
      {isNarrow && (
        <Button
          variant="subtle"
          color="gray"
          onClick={() => onChange({ by: null, action: null, kind: null, object: null, from: null, until: null })}
        >
          {t('clear')}
        </Button>
      )}
      <span style={{ flex: 1 }} />
      {children}
    </div>
  )
}

/** Asks when the hand rests. */
function ObjectField({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const { t } = useTranslation('activity')
  const [text, setText] = useState(value)
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => onChange(text.trim()), 400)
    return () => clearTimeout(timer)
    // Only the text being typed starts the clock.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [text])
  return (
    <TextInput
      aria-label={t('objectId')}
      placeholder={t('objectId')}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  )
}
