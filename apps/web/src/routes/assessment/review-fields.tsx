import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/session.ts'
import { ObjectPicker } from '../company/object-picker.tsx'
import detailCss from './detail.module.css'
import type { Review } from './review.ts'

interface Props {
  readonly value: Review
  readonly today: string
  readonly disabled?: boolean
  readonly onChange: (value: Review) => void
}

/** When to look again, and who. */
export function ReviewFields({ value, today, disabled = false, onChange }: Props) {
  const { t } = useTranslation('assessment')
  const { may } = useMay()
  return (
    <div className={detailCss.facts}>
      <TextInput
        type="date"
        label={t('review.until')}
        value={value.review}
        min={today}
        disabled={disabled}
        onChange={(event) => onChange({ ...value, review: event.currentTarget.value })}
      />
      {may('company.read') && (
        <ObjectPicker
          of="persons"
          label={t('review.who')}
          value={value.reviewer}
          disabled={disabled}
          onChange={(reviewer) => onChange({ ...value, reviewer })}
        />
      )}
    </div>
  )
}
