/** A success as it is kept for the next call with the same key. */
export interface StoredAnswer {
  readonly status: number
  readonly contentType: string | null
  readonly etag: string | null
  readonly body: string
}

/** Who called what with which key. */
export interface CallKey {
  readonly principal: string
  readonly route: string
  readonly key: string
}

export type KeyState =
  /** The caller holds the key now and must finish or release it. */
  | { readonly kind: 'new' }
  | { readonly kind: 'running' }
  /** The key was used for another call. */
  | { readonly kind: 'different' }
  | { readonly kind: 'stored'; readonly answer: StoredAnswer }

/** Keeps answers under the key that the caller gave. `fingerprint` is a hash of the whole call. */
export interface IdempotencyStore {
  readonly begin: (call: CallKey, fingerprint: string) => Promise<KeyState>
  readonly finish: (call: CallKey, answer: StoredAnswer) => Promise<void>
  readonly release: (call: CallKey) => Promise<void>
}

export interface MemoryIdempotencyOptions {
  /** Milliseconds since the epoch. */
  readonly clock: () => number
  /** How long an answer is kept, in milliseconds; a day when absent. */
  readonly keepFor?: number
  /** Bound of entries and of characters of all answers; the oldest go first. */
  readonly mostEntries?: number
  readonly mostCharacters?: number
}

interface Entry {
  readonly fingerprint: string
  readonly until: number
  answer: StoredAnswer | undefined
}

/** Keys in memory of one process: a repeat finds its answer until it is old or the process ends. */
export function memoryIdempotency(options: MemoryIdempotencyOptions): IdempotencyStore {
  const { clock, keepFor = 86_400_000, mostEntries = 10_000, mostCharacters = 64_000_000 } = options
  const entries = new Map<string, Entry>()
  let characters = 0
  const nameOf = ({ principal, route, key }: CallKey): string => JSON.stringify([principal, route, key])
  const drop = (name: string): void => {
    characters -= entries.get(name)?.answer?.body.length ?? 0
    entries.delete(name)
  }
  const makeRoom = (): void => {
    const now = clock()
    for (const [name, entry] of entries) {
      if (entry.until > now && entries.size <= mostEntries && characters <= mostCharacters) return
      // A call that runs keeps its key, else it could be carried out twice.
      if (entry.answer !== undefined) drop(name)
    }
  }
  return {
    begin: async (call, fingerprint) => {
      const name = nameOf(call)
      const entry = entries.get(name)
      if (entry !== undefined && (entry.answer === undefined || entry.until > clock())) {
        if (entry.fingerprint !== fingerprint) return { kind: 'different' }
        return entry.answer === undefined ? { kind: 'running' } : { kind: 'stored', answer: entry.answer }
      }
      if (entry !== undefined) drop(name)
      entries.set(name, { fingerprint, until: clock() + keepFor, answer: undefined })
      makeRoom()
      return { kind: 'new' }
    },
    finish: async (call, answer) => {
      const entry = entries.get(nameOf(call))
      if (entry === undefined) return
      entry.answer = answer
      characters += answer.body.length
      makeRoom()
    },
    release: async (call) => drop(nameOf(call)),
  }
}
