import { useTranslation } from 'react-i18next'
import { useFormats } from '../i18n/format.ts'

export interface Three {
  readonly designed: number | null
  readonly implemented: number | null
  readonly evidenced: number | null
}

const NUMBERS = ['designed', 'implemented', 'evidenced'] as const

/** Three honest numbers as bars with figures. None of them says "compliant". */
export function ThreeNumbers({ of, words = true }: { readonly of: Three; readonly words?: boolean }) {
  const { t } = useTranslation('common')
  const { percent } = useFormats()
  return (
    <div className="three">
      {NUMBERS.map((name) => (
        <div key={name} className="three-bar" title={`${t(`numbers.${name}`)} ${percent(of[name])}`}>
          <div>
            {words && <span className="small muted">{t(`numbers.${name}`)}</span>}
            <div className="three-track">
              <i style={{ width: `${(of[name] ?? 0) * 100}%`, background: `var(--${name})` }} />
            </div>
          </div>
          <span>{percent(of[name])}</span>
        </div>
      ))}
    </div>
  )
}
