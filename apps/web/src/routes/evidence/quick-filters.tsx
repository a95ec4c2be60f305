import styles from './evidence.module.css'
import { useFilter } from './open-in-address.ts'

export interface QuickFilter {
  readonly label: string
  readonly filter: readonly string[]
}

/** A few choices above a list, each a filter of its grammar. */
export function QuickFilters({ choices, label }: { readonly choices: readonly QuickFilter[]; readonly label: string }) {
  const [filter, set] = useFilter()
  const now = JSON.stringify(filter)
  return (
    <div className={`${styles['quick']} no-print`} role="group" aria-label={label}>
      {choices.map((choice) => (
        <button key={choice.label} type="button" aria-pressed={now === JSON.stringify(choice.filter)} onClick={() => set(choice.filter)}>
          {choice.label}
        </button>
      ))}
    </div>
  )
}
