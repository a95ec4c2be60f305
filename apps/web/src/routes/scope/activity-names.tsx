import { useRead } from '../../api/queries.ts'
import { currentLanguage } from '../../i18n/language.ts'
import styles from './scope.module.css'

/** What stands behind the numbers of activities of the annexes: the sector, and the definition unless it is to be short. */
export function ActivityNames({ of, short = false }: { readonly of: readonly string[]; readonly short?: boolean }) {
  const language = currentLanguage()
  const known = useRead('start.questions', {}, { staleTime: 3_600_000, enabled: of.length > 0 })
  const named = of.flatMap((id) => known.data?.activities.find((one) => one.id === id) ?? [])
  if (named.length === 0) return null
  return (
    <ul className={styles.activityNames}>
      {named.map(({ id, sector, subsector, definition }) => (
        <li key={id}>
          <b>{id}</b> {[sector[language], ...(subsector === null ? [] : [subsector[language]])].join(', ')}
          {short ? '' : `: ${definition[language]}`}
        </li>
      ))}
    </ul>
  )
}
