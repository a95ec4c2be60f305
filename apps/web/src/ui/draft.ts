import { useState } from 'react'

/** What somebody is changing, and from which version they began. */
export interface Draft<T> {
  readonly value: T
  /** Version to name when it is saved: the one that was seen when the first change was made. */
  readonly version: number
  readonly isChanged: boolean
  readonly change: (next: T) => void
  /** Gives up the change, after saving or on purpose; what is stored shows again. */
  readonly done: () => void
}

/**
 * A form over something that others change too: it follows what is stored until the first change of one's own, then keeps what was
 * typed and the version it began from, so that the server sees a stale edit and nothing typed is lost.
 */
export function useDraft<T>(stored: T, version: number): Draft<T> {
  const [draft, setDraft] = useState<{ readonly value: T; readonly version: number } | null>(null)
  return {
    value: draft === null ? stored : draft.value,
    version: draft?.version ?? version,
    isChanged: draft !== null,
    change: (value) => setDraft((before) => ({ value, version: before?.version ?? version })),
    done: () => setDraft(null),
  }
}
