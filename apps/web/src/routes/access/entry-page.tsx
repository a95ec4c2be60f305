import type { ReactNode } from 'react'
import { Mark } from '../../shell/mark.tsx'
import styles from './entry.module.css'

/** Frame of the pages before an organisation: mark, heading, form. */
export function EntryPage({ title, lead, children }: { readonly title: string; readonly lead?: ReactNode; readonly children: ReactNode }) {
  return (
    <main className={styles.entry}>
      <div className={styles.card}>
        <div className={styles.brand}>
          <Mark size={32} />
          <strong>Caponier</strong>
        </div>
        <h1>{title}</h1>
        {lead !== undefined && <p className="muted">{lead}</p>}
        {children}
      </div>
    </main>
  )
}
