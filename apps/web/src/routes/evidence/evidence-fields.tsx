import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ObjectPicker } from '../company/object-picker.tsx'
import styles from './evidence.module.css'
import { today } from '../../ui/today.ts'

export const KINDS = ['document', 'record', 'configuration', 'capture', 'test', 'photo', 'certificate', 'other'] as const
export const LEVELS = ['public', 'internal', 'confidential', 'secret'] as const

/** What a person says of evidence, as far as forms are concerned: empty texts are absent. */
export interface Facts {
  readonly kind: (typeof KINDS)[number] | null
  readonly effective: string
  readonly validUntil: string
  readonly confidentiality: (typeof LEVELS)[number]
  readonly owner: string | null
}

export const factsToday = (): Facts => ({
  kind: null,
  effective: today(),
  validUntil: '',
  confidentiality: 'internal',
  owner: null,
})

const NO_FAULTS: ReadonlyMap<string, string> = new Map()

interface Props {
  readonly facts: Facts
  readonly onChange: (facts: Facts) => void
  readonly disabled?: boolean
  readonly faults?: ReadonlyMap<string, string>
}

/** Dates, kind, confidentiality and owner of evidence. */
export function EvidenceFields({ facts, onChange, disabled = false, faults = NO_FAULTS }: Props) {
  const { t } = useTranslation('evidence')
  const set = (change: Partial<Facts>): void => onChange({ ...facts, ...change })
  return (
    <>
      <div className={styles['dates']}>
        <TextInput
          type="date"
          required
          label={t('effective')}
          value={facts.effective}
          disabled={disabled}
          error={faults.get('effective')}
          onChange={(event) => set({ effective: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('validUntil')}
          value={facts.validUntil}
          disabled={disabled}
          min={facts.effective}
          error={faults.get('validUntil')}
          onChange={(event) => set({ validUntil: event.currentTarget.value })}
        />
      </div>
      <p className="muted small" style={{ margin: 0 }}>
        {t('validUntilHint')}
      </p>
      <div className={styles['dates']}>
        <Select
          label={t('kind')}
          clearable
          disabled={disabled}
          data={KINDS.map((one) => ({ value: one, label: t(`kinds.${one}`) }))}
          value={facts.kind}
          onChange={(next) => set({ kind: KINDS.find((one) => one === next) ?? null })}
        />
        <Select
          label={t('confidentiality')}
          allowDeselect={false}
          disabled={disabled}
          error={faults.get('confidentiality')}
          data={LEVELS.map((one) => ({ value: one, label: t(`levels.${one}`) }))}
          value={facts.confidentiality}
          onChange={(next) => set({ confidentiality: LEVELS.find((one) => one === next) ?? 'internal' })}
        />
      </div>
      <p className="muted small" style={{ margin: 0 }}>
        {t('confidentialHint')}
      </p>
      <ObjectPicker
        of="persons"
        label={t('owner')}
        value={facts.owner}
        disabled={disabled}
        error={faults.get('owner')}
        onChange={(owner) => set({ owner })}
      />
    </>
  )
}
