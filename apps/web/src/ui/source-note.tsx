import { useTranslation } from 'react-i18next'
import { useFormats } from '../i18n/format.ts'

interface Props {
  readonly source: string
  readonly asOf?: string | null
  readonly confidence?: 'high' | 'medium' | 'low'
  readonly doubt?: string | null
}

/** Where a fact comes from, from when, how sure it is, and what is doubtful. */
export function SourceNote({ source, asOf, confidence, doubt }: Props) {
  const { t } = useTranslation('common')
  const { date } = useFormats()
  return (
    <p className="source">
      {t('source')}: {source}
      {asOf !== undefined && asOf !== null && `, ${date(asOf)}`}
      {confidence !== undefined && ` · ${t(`confidence.${confidence}`)}`}
      {doubt !== undefined && doubt !== null && (
        <>
          <br />
          {t('doubt')}: {doubt}
        </>
      )}
    </p>
  )
}
