import { useTranslation } from 'react-i18next'

export const FOUNDATIONAL = ['IAC', 'UC', 'SI', 'DC', 'RDF', 'TRE', 'RA'] as const
export type Foundational = (typeof FOUNDATIONAL)[number]
export type Level = number | null

/** One security level: figure on its shade; a dash where nothing applies. */
export function SlCell({ level, label }: { readonly level: Level; readonly label?: string }) {
  return (
    <span className="sl" data-level={level ?? 'dash'} title={label}>
      {level ?? '–'}
    </span>
  )
}

/** Seven levels FR1..FR7; elements below their target are framed. */
export function SlVector({ levels, target }: { readonly levels: readonly Level[]; readonly target?: readonly Level[] | undefined }) {
  const { t } = useTranslation('common')
  return (
    <span className="sl-vector" role="img" aria-label={FOUNDATIONAL.map((fr, index) => `${fr} ${levels[index] ?? '–'}`).join(', ')}>
      {FOUNDATIONAL.map((fr, index) => {
        const level = levels[index] ?? null
        const goal = target?.[index] ?? null
        return (
          <span
            key={fr}
            className="sl"
            data-level={level ?? 'dash'}
            data-below={level !== null && goal !== null && level < goal}
            title={`${fr} ${t(`fr.${fr}`)}: ${level ?? t('level.dash')}${goal === null ? '' : ` (${t('level.target')} ${goal})`}`}
          >
            {level ?? '–'}
          </span>
        )
      })}
    </span>
  )
}
